#!/bin/sh
# Serves a checkpoint with transformers: serve_transformers.sh VENV CHECKPOINT PORT [MORE...]
# Once, with Python 3.11:
#   python3.11 -m venv VENV
#   VENV/bin/pip install 'transformers[serving]==5.19.0' torch==2.13.0 torchvision pillow
set -eu
venv=$1 checkpoint=$2 port=$3
shift 3
export HF_HUB_OFFLINE=1
exec "$venv/bin/transformers" serve "$checkpoint" --host 127.0.0.1 --port "$port" \
  --device cpu --dtype float32 "$@"
