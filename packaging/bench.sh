#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Runs one benchmark: a table for people and, as its last line, one flat JSON object of figures. Without a name it lists them.
source "$(dirname "$0")/common.sh"

declare -A benchmarks=(
    [supernet]="step time and memory of the supernet against a plain, reference-like one"
    [gpu]="time and memory of search and training steps on a GPU; without one, tiny shapes on the host"
    [scaling]="a search step of two processes of one thread against one process of two threads, and what they exchange"
    [merit]="how well a supernet ranks cells after a minute and after four, trained on mixtures or on sampled cells"
    [predictor-darts]="latency prediction of DARTS cells on this machine, several runtimes"
    [predictor-nb201]="latency prediction from few measurements, on a published table (--table FILE)"
    [predictor-speed]="seconds to fit a latency predictor, predictions a second"
    [vta-device]="cells found for the VTA, LibTorch and ONNX Runtime, each measured on all (PARETOSCOPE_TEST_PYTHON)"
    [vta-model]="the simulated VTA against published latencies; validity checks a second"
    [rank-correlation]="Kendall τ-b, Spearman ρ and agreement of all pairs of 10 devices over 100,000 architectures"
    [vta-tuning]="measurements until the best schedule, for each way to start and steer the tuner"
    [replay]="the exploration on published tables of trained cells: percentile and regret at equal latency (--cells FILE for another table)"
    [choice]="the chosen DARTS cell against random ones of its measured latency, CIFAR-10 (PARETOSCOPE_CIFAR10)"
    [ground-truth]="cells that short trainings choose, judged by NAS-Bench-201's full ones (PARETOSCOPE_CIFAR10)"
    [labels]="how well short trainings rank cells as NAS-Bench-201's full ones do, by shape and steps (PARETOSCOPE_CIFAR10)"
    [target]="searches with a target latency, and the cells that they end with measured"
    [crash]="kill -9 at random moments of every job and of creating, upgrading, importing, exporting (--kills N)"
    [window]="frames, start, opening and stalls of the window, offscreen"
    [soak]="thousands of small jobs through one worker with the window attached: what grows, and stalls (--jobs N, --minutes M)"
    [main-job]="measure, fit, search and train on real images (PARETOSCOPE_CIFAR10=DIR, else the synthetic set)"
)
name=${1:-}
if [ -z "$name" ] || [ -z "${benchmarks[$name]:-}" ]; then
    echo "usage: packaging/bench.sh NAME [arguments]"
    for known in "${!benchmarks[@]}"; do
        printf '  %-16s %s\n' "$known" "${benchmarks[$known]}"
    done | sort
    [ -z "$name" ] && exit 0
    exit 2
fi
shift
install_packages "${build_packages[@]}" "${test_packages[@]}"
preset=headless
case $name in
    rank-correlation | replay | vta-model | vta-tuning) preset=domain ;; # without LibTorch
    *) bash packaging/setup_torch.sh ;;
esac
case $name in
    window | soak)
        preset=release
        install_packages "${gui_packages[@]}"
        build release paretoscope-cli "paretoscope_bench_$name"
        ;;
    rank-correlation | replay | vta-model | vta-tuning) build domain "paretoscope_bench_${name//-/_}" ;;
    *) build headless paretoscope-cli "paretoscope_bench_${name//-/_}" ;;
esac
exec "build/$preset/bin/paretoscope_bench_${name//-/_}" "$@"
