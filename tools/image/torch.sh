#!/bin/bash
# Takes of a Python distribution of PyTorch for CUDA what the image needs: what DJL's glue for cu128 is
# linked against (with the C++11 ABI, as these wheels are), and NVIDIA's libraries, which libtorch looks
# for in ../../nvidia and ../../cusparselt.
#
#     torch.sh LIBTORCH LIBRARIES
set -euo pipefail

mkdir -p "$1" "$2"
libtorch=$(realpath "$1")
libraries=$(realpath "$2")
torch=$(python -c 'from importlib.util import find_spec; print(find_spec("torch").origin)')
cd "$(dirname "$torch")/.."

cp -a torch/lib/lib{c10,c10_cuda,caffe2_nvrtc,torch,torch_cpu,torch_cuda,torch_cuda_linalg}.so \
  torch/lib/libgomp*.so* "$libtorch"
find nvidia cusparselt -name '*.so*' -print0 \
  | tar --null -cf - -T - | tar -C "$libraries" -xf -
