#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Makes LibTorch 2.11 available, once for all presets: an installed one (PARETOSCOPE_TORCH_DIR, or a Python `torch` 2.11) is used as
# it is; else the `torch` wheel is unpacked without its dependencies, plus the two small CUDA runtime wheels that libtorch_cpu of
# that build wants at load time (1.3 GB on disk; no GPU is needed). PARETOSCOPE_CUDA=1: also the libraries that LibTorch's CUDA part
# wants, for searching and training on an NVIDIA GPU (some GB more).
source "$(dirname "$0")/common.sh"

python_tag=311 # of the wheel: Debian 12's Python; only the tests use more of it than the C++ libraries
cuda_wheels=(nvidia-cuda-runtime==13.0.96 nvidia-cuda-cupti==13.0.85)
marker=$libtorch/complete
if [ "${PARETOSCOPE_CUDA:-}" = 1 ]; then # as the torch wheel asks for them
    cuda_wheels+=(nvidia-cublas==13.1.0.3 nvidia-cuda-nvrtc==13.0.88 nvidia-cufft==12.0.0.61 nvidia-cufile==1.15.1.6
        nvidia-curand==10.4.0.35 nvidia-cusolver==12.0.4.66 nvidia-cusparse==12.6.3.3 nvidia-nvjitlink==13.0.88
        nvidia-nvtx==13.0.85 nvidia-cudnn-cu13==9.19.0.56 nvidia-cusparselt-cu13==0.8.0 nvidia-nccl-cu13==2.28.9
        nvidia-nvshmem-cu13==3.4.5)
    marker=$libtorch/complete-cuda
fi

[ -z "${PARETOSCOPE_TORCH_DIR:-}" ] || [ ! -f "$PARETOSCOPE_TORCH_DIR/lib/libtorch_cpu.so" ] || exit 0
[ ! -f "$marker" ] || exit 0
if python3 -c 'import importlib.metadata as m, sys; sys.exit(not m.version("torch").startswith("2.11."))' 2>/dev/null; then
    exit 0
fi

say "Fetching what LibTorch $torch_version needs (530 MB for itself, once)"
work="$(mktemp -d "${TMPDIR:-/tmp}/paretoscope-torch.XXXXXX")"
trap 'rm -rf "$work"' EXIT
wheels=("${cuda_wheels[@]}")
[ -f "$libtorch/complete" ] || wheels+=("torch==$torch_version")
platforms=()
for glibc in 17 24 25 26 27 28 31 34 35; do
    platforms+=(--platform "manylinux_2_${glibc}_$(uname -m)")
done
python3 -m pip download --quiet --no-deps --only-binary=:all: --python-version "$python_tag" --implementation cp \
    "${platforms[@]}" --platform "manylinux2014_$(uname -m)" --dest "$work" "${wheels[@]}" ||
    fail "LibTorch could not be downloaded with pip. Set PARETOSCOPE_TORCH_DIR to a LibTorch 2.11 folder (with include/ and lib/) instead."
mkdir -p "$libtorch"
for wheel in "$work"/*.whl; do
    unzip -qo "$wheel" -d "$libtorch"
    rm "$wheel"
done
touch "$libtorch/complete" "$marker"
