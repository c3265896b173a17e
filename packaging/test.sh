#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Sets up what testing needs and runs all tests. Usage: packaging/test.sh [PRESET] [ctest arguments]; presets: dev (default), asan, tsan.
source "$(dirname "$0")/common.sh"

preset=${1:-dev}
shift || true
install_packages "${build_packages[@]}" "${gui_packages[@]}" "${test_packages[@]}"
bash packaging/setup_torch.sh
PARETOSCOPE_TEST_PYTHON=$(bash packaging/setup_python.sh)
export PARETOSCOPE_TEST_PYTHON

build "$preset"
export QT_QPA_PLATFORM=offscreen
# A test a core: a second LibTorch thread in each would only wait for one.
export OMP_NUM_THREADS=1
ctest --preset "$preset" -j "$cores" "$@"
