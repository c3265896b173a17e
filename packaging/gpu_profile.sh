#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Measures DARTS cells on this machine's first NVIDIA GPU, at batch 1 and 64, launched kernel by kernel and replayed as a CUDA
# graph, and writes one device profile that others import:
#   bash packaging/gpu_profile.sh [FILE.psprofile]
# Takes half an hour; started again it goes on where it was. PARETOSCOPE_GPU_ARCHITECTURES: cells a setting (2000);
# PARETOSCOPE_GPU_ENERGIES: those of them whose energy is counted too, which takes a second each (120); PARETOSCOPE_CLI: a
# terminal program that is built already, with what else `measure` is to be told in PARETOSCOPE_GPU_OPTIONS.
file=$(realpath -m "${1:-gpu.psprofile}")
source "$(dirname "$0")/common.sh"

architectures=${PARETOSCOPE_GPU_ARCHITECTURES:-2000}
energies=${PARETOSCOPE_GPU_ENERGIES:-120}
cli=${PARETOSCOPE_CLI:-}
if [ -z "$cli" ]; then
    install_packages "${build_packages[@]}"
    bash packaging/setup_torch.sh
    build headless
    cli=$PWD/build/headless/bin/paretoscope-cli
fi
read -r -a options <<<"${PARETOSCOPE_GPU_OPTIONS:-}"
project=${file%.psprofile}.paretoscope
devices=()
for setting in gpu0/eager/b1/f32 gpu0/graph/b1/f32 gpu0/eager/b64/f32 gpu0/graph/b64/f32; do
    say "Measuring $architectures cells on $setting"
    "$cli" --project "$project" measure --device "$setting" --architectures "$energies" "${options[@]}"
    "$cli" --project "$project" measure --device "$setting" --architectures "$architectures" --no-energy "${options[@]}"
    "$cli" --project "$project" fit --device "$setting"
    devices+=(--device "$setting")
done
"$cli" --project "$project" profile export "$file" "${devices[@]}"
say "Written: $file"
