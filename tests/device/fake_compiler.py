# SPDX-License-Identifier: Apache-2.0
"""A runner of the protocol's version 2 that notes what it is asked for.

usage: fake_compiler.py MODE NOTES [SECONDS]   NOTES: a line for each start ("start"), and for each request its name, the
first digits of the network's SHA-256 and how many networks are prepared after it. SECONDS: what preparing takes.
"""
import hashlib
import json
import os
import signal
import sys
import time

mode, notes = sys.argv[1:3]
seconds = float(sys.argv[3]) if len(sys.argv) > 3 else 0
starts = 1 + (open(notes).read().count("start") if os.path.exists(notes) else 0)
prepared = {}


def note(*words):
    with open(notes, "a") as file:
        print(*words, file=file)


note("start")
hello = {"paretoscope_runner": 2, "hardware": "fake board", "runtime": "Compiler", "provider": "NPU", "threads": 2,
         "number_type": "int8", "version": "1.2", "processors": 4, "latency_unit": "us"}
if mode == "few":
    hello["most_prepared"] = 4
if mode == "one":
    hello["most_prepared"] = 1
if mode == "shared":
    hello["shared_files"] = True
if mode == "another" and starts > 1:
    hello["threads"] = 1
print(json.dumps(hello), flush=True)

requests = 0
while True:
    line = sys.stdin.buffer.readline()
    if not line:
        sys.exit(0)
    requests += 1
    request = json.loads(line)
    name = request["sha256"]
    reply = {"id": request["id"]}
    if mode in ("dies-once", "another") and starts == 1 and requests == 12:
        os.kill(os.getpid(), signal.SIGKILL)
    if request["do"] == "prepare":
        model = open(request["path"], "rb").read() if "path" in request else sys.stdin.buffer.read(request["size"])
        assert len(model) == request["size"] and hashlib.sha256(model).hexdigest() == name, "damaged model"
        assert name not in prepared and len(prepared) < hello.get("most_prepared", 16)
        time.sleep(seconds)
        assert request["shape"][1:] == [3, 8, 8]
        prepared[name] = 200 * request["shape"][0] + len(model) / 1000
        reply["compile"] = 1e6 * seconds
        if mode == "no-compile":
            del reply["compile"]
        if mode == "long-compile":
            reply["compile"] = 1e12
        if mode == "negative-compile":
            reply["compile"] = -1
        if mode == "error-on-some" and int(name[-1], 16) < 6:
            del prepared[name]
            reply = {"id": request["id"], "error": "unsupported operator"}
    elif request["do"] == "time":
        time.sleep(request["repeats"] * prepared[name] / 1e6)
        reply["latency"] = [prepared[name]] * request["repeats"]
        reply["others_busy"] = 3 if mode == "busy" else 0
    else:
        assert request["do"] == "drop"
        if mode == "dies-dropping":
            os.kill(os.getpid(), signal.SIGKILL)
        del prepared[name]
    note(request["do"], name[:16], len(prepared))
    print(json.dumps(reply), flush=True)
