#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes the sample project that comes with the program from a project of real runs.

usage: make_sample.py PROJECT.paretoscope resources/sample/sample.paretoscope.z

Leaves out checkpoints, exports and failed runs, and the paths and names of the machine it ran on. The result is zlib data behind
its length in four big-endian bytes, as qUncompress() wants it.
"""
import pathlib
import re
import shutil
import sqlite3
import struct
import sys
import tempfile
import zlib

PRIVATE = re.compile(r"(/[\w.+-]+){2,}/?")  # a path of at least two folders
TEXTS = {"runs": ("title", "configuration", "results", "versions"), "measurements": ("conditions",),
         "protocols": ("data_set", "recipe", "title"), "predictors": ("configuration", "report"), "settings": ("value",)}


def withoutPaths(text):
    text = re.sub(r"(cifar10|cifar100|folder):/[^\"]*", r"\1", text)
    text = re.sub(r'"command":"[^"]*"', '"command":"python3 onnxruntime_runner.py"', text)
    text = re.sub(r'"kernel":"(\d+\.\d+)[^"]*"', r'"kernel":"\1"', text)
    text = re.sub(r'"command":\[[^\]]*\]', '"command":["python3","onnxruntime_runner.py"]', text)
    return PRIVATE.sub("…", text) if "/tmp" in text or "/home" in text or "/root" in text else text


def main():
    source, target = map(pathlib.Path, sys.argv[1:3])
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "sample.paretoscope"
        shutil.copy(source, path)
        database = sqlite3.connect(path, isolation_level=None)
        database.execute("PRAGMA foreign_keys = ON")
        database.execute("DELETE FROM checkpoints")
        database.execute("DELETE FROM runs WHERE kind = 'export' OR state = 'failed'")
        for table, columns in TEXTS.items():
            for column in columns:
                rows = database.execute(f"SELECT DISTINCT {column} FROM {table}").fetchall()
                for (text,) in rows:
                    clean = withoutPaths(text)
                    if clean != text:
                        database.execute(f"UPDATE {table} SET {column} = ? WHERE {column} = ?", (clean, text))
        database.execute("PRAGMA journal_mode = DELETE")
        database.execute("VACUUM")
        database.close()
        data = path.read_bytes()
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(struct.pack(">I", len(data)) + zlib.compress(data, 9))
    print(f"{target}: {len(data)} bytes, {target.stat().st_size} compressed")


main()
