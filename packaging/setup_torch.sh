#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Makes LibTorch 2.11 available, once for all presets: an installed one (PARETOSCOPE_TORCH_DIR, or a Python `torch` 2.11) is used as
# it is; else the `torch` wheel is unpacked without its dependencies, plus the two small CUDA runtime wheels that libtorch_cpu of
# that build wants at load time (1.3 GB on disk; no GPU is needed).
source "$(dirname "$0")/common.sh"

python_tag=311 # of the wheel: Debian 12's Python; only the tests use more of it than the C++ libraries
cuda_wheels=(nvidia-cuda-runtime==13.0.96 nvidia-cuda-cupti==13.0.85)

[ -z "${PARETOSCOPE_TORCH_DIR:-}" ] || [ ! -f "$PARETOSCOPE_TORCH_DIR/lib/libtorch_cpu.so" ] || exit 0
[ ! -f "$libtorch/complete" ] || exit 0
if python3 -c 'import importlib.metadata as m, sys; sys.exit(not m.version("torch").startswith("2.11."))' 2>/dev/null; then
    exit 0
fi

say "Fetching LibTorch $torch_version (530 MB, once)"
work="$(mktemp -d "${TMPDIR:-/tmp}/paretoscope-torch.XXXXXX")"
trap 'rm -rf "$work"' EXIT
platforms=()
for glibc in 17 24 25 26 27 28 31 34 35; do
    platforms+=(--platform "manylinux_2_${glibc}_$(uname -m)")
done
python3 -m pip download --quiet --no-deps --only-binary=:all: --python-version "$python_tag" --implementation cp \
    "${platforms[@]}" --platform "manylinux2014_$(uname -m)" --dest "$work" "torch==$torch_version" "${cuda_wheels[@]}" ||
    fail "LibTorch could not be downloaded with pip. Set PARETOSCOPE_TORCH_DIR to a LibTorch 2.11 folder (with include/ and lib/) instead."
mkdir -p "$libtorch"
for wheel in "$work"/*.whl; do
    unzip -qo "$wheel" -d "$libtorch"
    rm "$wheel"
done
touch "$libtorch/complete"
