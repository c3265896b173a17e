#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Sets up everything on a fresh Debian 12 and runs the main job: with a display the window opens on its guided first run, without
# one `paretoscope-cli demo` does the same job and says where its results are. Arguments are passed on to the program.
source "$(dirname "$0")/common.sh"

display="${DISPLAY:-}${WAYLAND_DISPLAY:-}"
if [ -n "$display" ]; then
    preset=release
    install_packages "${build_packages[@]}" "${gui_packages[@]}"
else
    preset=headless
    install_packages "${build_packages[@]}"
fi
bash packaging/setup_torch.sh
build "$preset"
if [ -n "$display" ]; then
    exec "build/$preset/bin/paretoscope" "$@"
fi
[ "$#" -gt 0 ] || set -- demo
exec "build/$preset/bin/paretoscope-cli" "$@"
