# SPDX-License-Identifier: Apache-2.0
"""A runner that misbehaves as its first argument says; the second is a file in which it counts its starts."""
import hashlib
import json
import os
import signal
import sys
import time

mode = sys.argv[1]
counter = sys.argv[2]
longer_than_any_test = 900  # s
starts = 1 + (int(open(counter).read()) if os.path.exists(counter) else 0)
with open(counter, "w") as file:
    file.write(str(starts))

hello = {"paretoscope_runner": 1, "hardware": "fake board", "runtime": "nothing", "latency_unit": "us", "energy_unit": "J"}
if mode == "no-hello":
    time.sleep(longer_than_any_test)
if mode == "password":
    print("pi@board's password: ", end="", flush=True)
    time.sleep(longer_than_any_test)
if mode == "garbage-hello":
    for _ in range(1000):
        print("Welcome to the board!", flush=True)
    time.sleep(longer_than_any_test)
if mode == "banner":
    print("Welcome to the board!\n\nLast login: yesterday", flush=True)
if mode == "json-log":
    print('{"level": "info", "message": "loading {model}"}', flush=True)
if mode == "nulls":
    hello.update(threads=None, processors=None, most_prepared=None, shared_files=None, version=None)
if mode == "other-object":
    print('{"paretoscope": 1}', flush=True)
    sys.exit(3)
if mode == "long-hello":
    hello["hardware"] = "board\033[2J" + "x" * 900_000
if mode == "newer":
    hello["paretoscope_runner"] = 3
if mode == "shared":
    hello["shared_files"] = True
print(json.dumps(hello), flush=True)
print(f"runner {mode}, start {starts}", file=sys.stderr, flush=True)
if mode == "chatty":
    print("a line that nobody asked for", flush=True)

requests = 0
while True:
    line = sys.stdin.buffer.readline()
    if not line:
        sys.exit(0)
    requests += 1
    request = json.loads(line)
    if mode == "shared":
        with open(request["path"], "rb") as file:
            model = file.read()
    else:
        model = sys.stdin.buffer.read(request["size"])
    assert hashlib.sha256(model).hexdigest() == request["sha256"], "damaged model"
    assert len(model) == request["size"]
    # The last digit of the checksum chooses the architectures to fail on, the same ones every time.
    unlucky = int(request["sha256"][-1], 16) < 6

    if mode == "dies" or (mode == "dies-once" and starts == 1) or (mode == "dies-on-some" and unlucky):
        os.kill(os.getpid(), signal.SIGKILL)
    if mode == "exits" or (mode == "exits-later" and requests > 3 and starts < 3):
        sys.exit(7)
    if mode == "hangs" or (mode == "hangs-once" and starts == 1):
        time.sleep(longer_than_any_test)
    if mode == "disconnects":
        sys.stdout.write('{"id": 1, "lat')
        sys.stdout.flush()
        sys.exit(0)
    if mode == "garbage":
        print("\x00\xff[[[{{{ not JSON", flush=True)
        continue
    if mode == "endless":
        while True:
            sys.stdout.write("x" * 65536)
    if mode == "error" or (mode == "error-on-some" and unlucky):
        print(json.dumps({"id": request["id"], "error": "unsupported operator"}), flush=True)
        continue

    # Real time passes, so that what is claimed can be true: 200 µs an image plus 1 µs for each 1,000 bytes of model.
    microseconds = 200 * request["batch"] + request["size"] / 1000
    time.sleep(request["repeats"] * microseconds / 1e6)
    if mode == "noisy":
        print("x" * 1_000_000, file=sys.stderr, flush=True)
    reply = {"id": request["id"], "latency": [microseconds] * request["repeats"], "energy": microseconds / 1e6}
    if mode == "no-error":
        reply["error"] = None
    if mode == "hangs-later" and (requests > 3 or starts > 1):
        time.sleep(longer_than_any_test)
    if mode == "wrong-id":
        reply["id"] += 1
    if mode == "too-few":
        reply["latency"].pop()
    if mode == "negative":
        reply["latency"][0] = -1
    if mode == "nan":
        reply["latency"][0] = float("nan")
    if mode == "text":
        reply["latency"][0] = "fast"
    if mode == "impossible":
        reply["latency"] = [1e9] * request["repeats"]
    if mode == "tiny":
        reply["latency"] = [1e-300] * request["repeats"]
    if mode == "huge-energy":
        reply["energy"] = 1e308
    if mode == "negative-energy":
        reply["energy"] = -5
    if mode == "power":
        reply["energy"] = 1e6
    if mode == "seconds":
        reply["latency"] = [microseconds / 1e3] * request["repeats"]
    if mode == "two-ways":
        reply["latency"] = [microseconds * (0.01 if i % 2 else 1) for i in range(request["repeats"])]
    if mode == "twice":
        print(json.dumps(reply)[:-1] + ', "latency": ' + json.dumps([1] * request["repeats"]) + "}", flush=True)
        continue
    if mode == "slow-link":
        time.sleep(0.06)
    print(json.dumps(reply), flush=True)
