#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Makes .venv: a Python with onnx, onnxruntime and PyTorch, for the tests that let other programs check what was exported, and typos. Prints the
# path of the interpreter to use, .venv/test-python, on standard output, or nothing where the packages cannot be had.
source "$(dirname "$0")/common.sh"

requirements=packaging/requirements.txt
if ! cmp -s "$requirements" .venv/requirements.txt; then
    say "Fetching onnx, onnxruntime, what PyTorch needs, and typos"
    rm -rf .venv
    if ! { python3 -m venv .venv && .venv/bin/pip install --quiet --requirement "$requirements"; } >&2; then
        say "The packages could not be installed: the tests that need them will skip"
        exit 0
    fi
    cp "$requirements" .venv/requirements.txt
fi

# The unpacked wheel that LibTorch comes from also holds the Python package. Its extension is linked against CUDA libraries of
# several GB that are absent here and that nothing on a CPU calls: stand-ins with the same names and symbols let it load.
# They are for this interpreter only (LD_LIBRARY_PATH), so that they never shadow the libraries of a machine with a GPU.
wheel=$(dirname "${PARETOSCOPE_TORCH_DIR:-$libtorch/torch}")
stand_ins=$root/.venv/cuda-stand-ins
make_stand_ins() {
    local libraries=("$wheel"/torch/lib/*.so) symbols=$stand_ins/symbols name
    mkdir -p "$stand_ins"
    nm -D --undefined-only "${libraries[@]}" |
        sed -nE 's/.* U ((cublas|cudnn|cufft|cufile|cuFile|curand|cusolver|cusparse|nccl|nvshmem)[A-Za-z0-9_]*)(@(.*))?/\1 \4/p' |
        sort -u >"$symbols"
    awk '{ print "void " $1 "(void) { __builtin_trap(); }" }' "$symbols" >"$stand_ins/all.c"
    awk 'NF == 2 { named[$2] = named[$2] $1 ";" } END { for (version in named) print version " {" named[version] "};" }' \
        "$symbols" >"$stand_ins/all.map"
    gcc -shared -w -fno-builtin -Wl,--version-script="$stand_ins/all.map" -o "$stand_ins/all.so" "$stand_ins/all.c"
    for library in "${libraries[@]}"; do
        readelf --dynamic "$library"
    done | sed -nE 's/.*NEEDED.*\[(lib(cu|nccl|nvshmem).*)\]/\1/p' | sort -u | while read -r name; do
        compgen -G "$wheel/nvidia/*/lib/$name" >/dev/null || ln -sf all.so "$stand_ins/$name"
    done
}
if [ ! -e "$stand_ins/all.so" ] && [ -f "$wheel/torch/__init__.py" ]; then
    make_stand_ins || say "PyTorch cannot be made ready: the tests that need it will skip"
fi

cat >.venv/test-python <<END
#!/bin/sh
PYTHONPATH="$wheel\${PYTHONPATH:+:\$PYTHONPATH}" LD_LIBRARY_PATH="$stand_ins\${LD_LIBRARY_PATH:+:\$LD_LIBRARY_PATH}" exec "$root/.venv/bin/python" "\$@"
END
chmod +x .venv/test-python
.venv/test-python -c 'import torch' 2>/dev/null || say "PyTorch cannot be imported by $(.venv/bin/python --version): the tests that need it will skip"
echo "$root/.venv/test-python"
