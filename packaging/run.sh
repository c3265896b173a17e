#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Sets up everything on a fresh Debian 12 and runs the whole pipeline: with a display the window opens on its guided first run, without
# one `paretoscope-cli demo` does the same job and says where its results are. Arguments are passed on to the program.
source "$(dirname "$0")/common.sh"

# Whether somebody listens at the display that the environment names; one left over from a session that ended would abort the window.
display_answers() {
    if [ -S "${WAYLAND_DISPLAY:-}" ] || { [ -n "${WAYLAND_DISPLAY:-}" ] && [ -S "${XDG_RUNTIME_DIR:-}/$WAYLAND_DISPLAY" ]; }; then
        return 0
    fi
    [[ "${DISPLAY:-}" =~ ^([^:]*):([0-9]+)(\.[0-9]+)?$ ]] || return 1
    local host=${BASH_REMATCH[1]} number=${BASH_REMATCH[2]}
    if [ -z "$host" ] || [ "$host" = unix ]; then
        [ -S "/tmp/.X11-unix/X$number" ] || grep -qs "@/tmp/\.X11-unix/X$number$" /proc/net/unix
    else
        timeout 5 bash -c ": < /dev/tcp/$host/$((6000 + number))" 2> /dev/null
    fi
}

window=no
if display_answers; then
    window=yes
elif [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    echo "No display answers at ${WAYLAND_DISPLAY:-$DISPLAY}: running without a window." >&2
fi
if [ "$window" = yes ]; then
    preset=release
    install_packages "${build_packages[@]}" "${gui_packages[@]}"
else
    preset=headless
    install_packages "${build_packages[@]}"
fi
bash packaging/setup_torch.sh
build "$preset"
if [ "$window" = yes ]; then
    exec "build/$preset/bin/paretoscope" "$@"
fi
[ "$#" -gt 0 ] || set -- demo
exec "build/$preset/bin/paretoscope-cli" "$@"
