# SPDX-License-Identifier: Apache-2.0
# Shared by the scripts beside it: where things are, how to say things, how to install what is missing.
# shellcheck disable=SC2034 # its variables are for the scripts that read it
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
cd "$root"
cores=$(env -u OMP_NUM_THREADS -u OMP_THREAD_LIMIT nproc) # which would print OMP_NUM_THREADS otherwise
jobs=$cores
[ "$jobs" -le 2 ] || jobs=$((jobs / 2)) # a LibTorch file needs 1.3 GB to compile
torch_version=2.11.0
libtorch="${XDG_CACHE_HOME:-$HOME/.cache}/paretoscope/libtorch-$torch_version" # where packaging/setup_torch.sh unpacks the wheels

say() { printf '\033[1m%s\033[0m\n' "$*" >&2; }
fail() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}

build_packages=(g++ cmake ninja-build ccache mold python3 python3-venv python3-pip unzip ca-certificates
    libsqlite3-dev libsqlitecpp-dev libonnx-dev protobuf-compiler libprotobuf-dev libcli11-dev libspdlog-dev nlohmann-json3-dev
    libjpeg62-turbo-dev libpng-dev libwebp-dev zlib1g-dev libcurl4-openssl-dev libxgboost-dev)
gui_packages=(qt6-base-dev qt6-charts-dev qt6-svg-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools libqt6opengl6-dev
    libgl-dev libopengl-dev libegl-dev libxkbcommon-dev qt6-qpa-plugins fonts-dejavu-core libqt6svg6)
test_packages=(libgtest-dev libgmock-dev libbenchmark-dev sqlite3)
check_packages=(git clang-14 clang-format-14 clang-tidy-14 libclang-rt-14-dev shellcheck)

# Installs the Debian packages that are missing; without root says exactly what to install and stops.
install_packages() {
    local missing=()
    local package
    for package in "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
    done
    [ "${#missing[@]}" -gt 0 ] || return 0
    local as_root=()
    if [ "$(id -u)" != 0 ]; then
        if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
            as_root=(sudo)
        else
            fail "these packages are missing and need an administrator; install them and run this again:
    sudo apt-get install ${missing[*]}"
        fi
    fi
    say "Installing ${#missing[@]} Debian packages"
    "${as_root[@]}" apt-get update -qq
    DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# build PRESET [TARGET...]: configures and builds. Does nothing that ninja finds done already.
build() {
    local preset=$1
    shift
    if [ ! -f "build/$preset/build.ninja" ]; then
        say "Configuring ($preset)"
        cmake --preset "$preset" >"build/$preset.configure.log" 2>&1 || {
            cat "build/$preset.configure.log" >&2
            fail "configuring failed; the log is build/$preset.configure.log"
        }
    fi
    [ $# -eq 0 ] || set -- --target "$@"
    cmake --build "build/$preset" -j "$jobs" "$@" >&2
}
mkdir -p build
