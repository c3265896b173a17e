#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What only a machine with an NVIDIA GPU can show, in at most eight minutes: which GPU a search would use, the tests that skip
# elsewhere, and how long steps take. Prints each part's output and writes one JSON object a line:
#   bash packaging/gpu_check.sh [FILE.jsonl]
# PARETOSCOPE_GPU_BIN: a folder of programs that are built already (paretoscope-cli, gpu_tests, paretoscope_bench_gpu), such as a
# carried build/dev/bin; without it they are built first, which takes longer than the checks. LibTorch must have its CUDA part: an
# installed Python torch 2.11, PARETOSCOPE_TORCH_DIR, or `PARETOSCOPE_CUDA=1 bash packaging/setup_torch.sh`.
# PARETOSCOPE_GPU_ON: the GPU (gpu0), or cpu: a rehearsal without one, in which everything runs and no test of a GPU does.
file=$(realpath -m "${1:-gpu-check.jsonl}")
source "$(dirname "$0")/common.sh"

on=${PARETOSCOPE_GPU_ON:-gpu0}
programs=${PARETOSCOPE_GPU_BIN:-}
if [ -z "$programs" ]; then
    install_packages "${build_packages[@]}" "${gui_packages[@]}" "${test_packages[@]}"
    [ "$on" = cpu ] || export PARETOSCOPE_CUDA=1
    bash packaging/setup_torch.sh
    build dev paretoscope-cli gpu_tests paretoscope_bench_gpu
    programs=$PWD/build/dev/bin
fi
programs=$(realpath "$programs")
for program in paretoscope-cli gpu_tests paretoscope_bench_gpu; do
    [ -x "$programs/$program" ] || fail "$programs/$program is missing; build it, or leave PARETOSCOPE_GPU_BIN out"
done

work=$(mktemp -d "${TMPDIR:-/tmp}/paretoscope-gpu.XXXXXX")
trap 'rm -rf "$work"' EXIT
: >"$file"
failed=()

# part NAME SECONDS COMMAND...: its own limit; a part that fails does not keep the others from running.
part() {
    local name=$1 seconds=$2 status=0
    shift 2
    say "$name (at most $seconds s)"
    local start=$SECONDS
    timeout "$seconds" "$@" >"$work/$name.log" 2>&1 || status=$?
    cat "$work/$name.log"
    printf '{"part":"%s","status":%d,"seconds":%d}\n' "$name" "$status" $((SECONDS - start)) >>"$file"
    [ "$status" = 0 ] || failed+=("$name")
}

part doctor 60 "$programs/paretoscope-cli" --json doctor
grep '^{' "$work/doctor.log" >>"$file" || true
part tests 180 "$programs/gpu_tests"
if [ "$on" != cpu ] && grep -q SKIPPED "$work/tests.log"; then
    failed+=("tests: skipped, so nothing was shown")
fi
part steps 180 "$programs/paretoscope_bench_gpu" --on "$on"
grep '^{' "$work/steps.log" >>"$file" || true
# The whole way a person goes: images, search, archive, checkpoint, and the result that says what computed.
part search 60 "$programs/paretoscope-cli" --project "$work/check.paretoscope" --json search --on "$on" --warm-up-steps 5 --steps 20 \
    --epoch-steps 10
grep '"computed_on"' "$work/search.log" >>"$file" || true

say "Written: $file"
if [ "${#failed[@]}" -gt 0 ]; then
    fail "failed: $(printf '%s; ' "${failed[@]}")"
fi
