#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Sets up what testing needs and runs all tests. Usage: packaging/test.sh [PRESET] [ctest arguments]; presets: dev (default), asan, tsan.
source "$(dirname "$0")/common.sh"

preset=${1:-dev}
shift || true
install_packages "${build_packages[@]}" "${gui_packages[@]}" "${test_packages[@]}"
bash packaging/setup_torch.sh

# The ONNX files are checked by other programs than ours.
if [ ! -f .venv/complete ]; then
    say "Fetching onnx and onnxruntime for the tests"
    python3 -m venv .venv
    .venv/bin/pip install --quiet 'onnx==1.17.*' 'onnxruntime==1.20.*' 'numpy<3' && touch .venv/complete ||
        say "onnx and onnxruntime could not be installed: the tests that need them will skip"
fi
[ ! -f .venv/complete ] || export PARETOSCOPE_TEST_PYTHON="$root/.venv/bin/python"

build "$preset"
export QT_QPA_PLATFORM=offscreen
# Two tests at a time: a second LibTorch thread in each would only wait for a core.
export OMP_NUM_THREADS=1
ctest --preset "$preset" -j "$(nproc)" "$@"
