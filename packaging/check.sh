#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Everything beside the tests of packaging/test.sh that a change must pass. Usage: packaging/check.sh [STEP...]; without one, all;
# "cheap" is the first four:
#   format     clang-format 14 changes nothing
#   spelling   typos
#   scripts    shellcheck
#   words      no home folder's path, no marks of unfinished work, no trailing space
#   tidy       clang-tidy 14 over core, widgets and app; TIDY_FILES="FILE..." restricts it
#   non-unity  every file compiles on its own
#   benchmarks every program of packaging/bench.sh compiles
#   gpu        the GPU kernels compile for each architecture without spilling registers; passes where there is no nvcc
#   asan       the domain's and the window's tests under the address and undefined-behaviour sanitizers
#   tsan       the same under the thread sanitizer
#   clang      the domain, the window and their tests compile with Clang without a warning
#   fuzz       each fuzz target for FUZZ_SECONDS (20), from the inputs in tests/fuzz/corpus and those it found before
source "$(dirname "$0")/common.sh"

cheap_steps=(format spelling scripts words) # seconds each: .ci/run
all_steps=("${cheap_steps[@]}" tidy non-unity benchmarks gpu asan tsan clang fuzz)

sources() { git ls-files -- '*.cpp' '*.h'; }

check_format() { sources | xargs clang-format-14 --dry-run --Werror; }

check_spelling() {
    bash packaging/setup_python.sh >/dev/null && .venv/bin/typos
}

check_scripts() { git ls-files -- '*.sh' .ci/run | xargs shellcheck; }

check_words() {
    local status=0 files
    mapfile -t files < <(git ls-files | grep -vE '\.(png|svg|psprofile|z|ts)$|^LICENSES/|^packaging/check\.sh$|^tests/fuzz/corpus/')
    grep -nE '(^|[^.A-Za-z0-9_])/(root|home)/|\b(TODO|FIXME|XXX)\b' "${files[@]}" && status=1
    grep -nE '[[:space:]]+$' "${files[@]}" && status=1
    return $status
}

# Parsed file by file, without precompiled headers: those of GCC are none for Clang.
check_tidy() {
    cmake --preset non-unity -B build/tidy -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON >build/tidy.log 2>&1 || {
        cat build/tidy.log >&2
        return 1
    }
    cmake --build build/tidy -j "$jobs" --target paretoscope_onnx_schema >&2 || return 1
    local files=()
    read -r -a files <<<"${TIDY_FILES:-}"
    [ "${#files[@]}" -gt 0 ] || mapfile -t files < <(git ls-files -- 'core/*.cpp' 'widgets/*.cpp' 'app/*.cpp' | grep -v '^core/cuda/')
    printf '%s\n' "${files[@]}" | xargs -P "$jobs" -n 1 clang-tidy-14 -p build/tidy --quiet --extra-arg=-Wno-unknown-warning-option \
        2> >(grep -vE 'warnings? generated\.$|^Suppressed |^Use -header-filter' >&2)
}

check_non-unity() { build non-unity all; }

# No test builds them.
check_benchmarks() { build dev paretoscope_benchmarks; }

check_gpu() { bash packaging/gpu_kernels.sh; }

check_asan() { sanitize asan-domain; }

check_tsan() { sanitize tsan; }

sanitize() {
    build "$1" && QT_QPA_PLATFORM=offscreen ctest --preset "$1" -j "$cores"
}

check_clang() { build clang; }

check_fuzz() {
    build fuzz || return 1
    local target status=0
    for target in build/fuzz/bin/fuzz_*; do
        local reader=${target##*/fuzz_} seeds=()
        say "fuzz $reader"
        mkdir -p "build/fuzz/corpus/$reader"
        [ ! -d "tests/fuzz/corpus/$reader" ] || seeds=("tests/fuzz/corpus/$reader")
        "$target" -max_total_time="${FUZZ_SECONDS:-20}" -artifact_prefix="build/fuzz/$reader-" -verbosity=0 -print_funcs=0 \
            -print_final_stats=1 "build/fuzz/corpus/$reader" "${seeds[@]}" || status=1
    done
    return $status
}

[ $# -gt 0 ] || set -- "${all_steps[@]}"
[ "$*" != cheap ] || set -- "${cheap_steps[@]}"
install_packages "${build_packages[@]}" "${gui_packages[@]}" "${test_packages[@]}" "${check_packages[@]}"
failed=()
for step in "$@"; do
    declare -F "check_$step" >/dev/null || fail "there is no step '$step'; the steps are: ${all_steps[*]}"
    say "check $step"
    "check_$step" || failed+=("$step")
done
[ "${#failed[@]}" -eq 0 ] || fail "failed: ${failed[*]}"
say "passed: $*"
