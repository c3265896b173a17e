# SPDX-License-Identifier: Apache-2.0
"""What ptxas -v says of the GPU kernels, as a table. Usage: gpu_kernels.py ARCHITECTURE TABLES_HEADER LOG

Exits with 1 where a kernel spills registers or has more than 128, and with 2 where the log names no kernel.
"""

import re
import sys

MOST_REGISTERS = 128  # two blocks of 256 threads a multiprocessor

architecture, header, log = sys.argv[1:]
with open(header, encoding="utf-8") as file:
    body = re.search(r"enum class Kernel [^{]*{(.*?)};", file.read(), re.DOTALL).group(1)
names = re.findall(r"^\s*(\w+),", body, re.MULTILINE)
with open(log, encoding="utf-8") as file:
    entries = re.findall(
        r"Compiling entry function '\S*KernelE(\d+)E(\S+)EEvN\S*'.*?(\d+) bytes stack frame, (\d+) bytes spill stores, "
        r"(\d+) bytes spill loads.*?Used (\d+) registers",
        file.read(),
        re.DOTALL,
    )
if len(entries) != 2 * len(names):
    print(f"{log}: {len(entries)} kernels where there should be {2 * len(names)}", file=sys.stderr)
    sys.exit(2)
failed = False
print(f"{architecture:24} storage   registers  stack  spills")
for number, storage, stack, stores, loads, registers in sorted(entries, key=lambda entry: (int(entry[0]), entry[1])):
    spills = int(stores) + int(loads)
    bad = spills > 0 or int(registers) > MOST_REGISTERS
    failed = failed or bad
    kind = "bf16" if "Bf16" in storage else "f32"
    print(f"{names[int(number)]:24} {kind:8} {registers:>10} {stack:>6} {spills:>7}{'  TOO MANY' if bad else ''}")
sys.exit(1 if failed else 0)
