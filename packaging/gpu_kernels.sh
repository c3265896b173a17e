#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Compiles the GPU kernels for the architectures that are shipped and prints what each takes: registers, bytes of stack, spills. A spill,
# or more than 128 registers, is an error. How much shared memory a launch asks for is tested in tests/nn/gpu. Needs CUDA's nvcc and no GPU;
# without nvcc it says so and passes.
source "$(dirname "$0")/common.sh"

nvcc=${NVCC:-$(command -v nvcc || echo /usr/local/cuda/bin/nvcc)}
if [ ! -x "$nvcc" ]; then
    say "no nvcc: the GPU kernels were not compiled"
    exit 0
fi
mkdir -p build/gpu-kernels
for architecture in 80 90; do
    log=build/gpu-kernels/sm_$architecture.log
    "$nvcc" -std=c++20 -O3 -I. -arch="sm_$architecture" -Xptxas -v -Xcompiler -Wall,-Wextra -Werror all-warnings -cubin \
        core/cuda/cell_kernels.cu -o "build/gpu-kernels/sm_$architecture.cubin" >"$log" 2>&1 || {
        cat "$log" >&2
        fail "the GPU kernels do not compile for sm_$architecture"
    }
    python3 packaging/gpu_kernels.py "sm_$architecture" core/nn/gpu/cell_tables.h "$log"
done
