#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A Paretoscope command device that times networks in ONNX Runtime.

Needs Python 3.8 or later with the packages onnxruntime and numpy. On the machine to be measured:

    paretoscope-cli devices add ort -- python3 onnxruntime_runner.py --threads 2
    paretoscope-cli devices add pi -- ssh pi python3 onnxruntime_runner.py
    paretoscope-cli measure --device cmd/pi/b1

It speaks version 1 of the protocol described in README.md beside it: requests on standard input, answers on standard
output, everything else on standard error.
"""
import argparse
import base64
import hashlib
import json
import os
import platform
import sys
import time

PROTOCOL = 1

# A network of one Relu: what a session says of it tells whether the wanted provider can run here at all.
TINY_NETWORK = base64.b64decode("CAYSADozCgwKAXgSAXkiBFJlbHUSAWdaDwoBeBIKCggIARIECgIIAWIPCgF5EgoKCAgBEgQKAggBQgQKABAL")


def processor():
    """The processor's name where the system tells it."""
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as info:
            for line in info:
                if line.startswith(("model name", "Model")):
                    return line.split(":", 1)[1].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


def read_exactly(stream, size):
    chunks = []
    while size > 0:
        chunk = stream.read(size)
        if not chunk:
            raise EOFError("the input ended within a model")
        chunks.append(chunk)
        size -= len(chunk)
    return b"".join(chunks)


def image_for(session, batch, generator):
    """A batch of random images for the network's one input; its first dimension is the batch."""
    given = session.get_inputs()[0]
    shape = [batch] + [int(size) for size in given.shape[1:]]
    import numpy

    return {given.name: generator.standard_normal(shape).astype(numpy.float32)}


def open_session(onnxruntime, options, model):
    """ONNX Runtime lists providers whose libraries are missing, and then quietly runs on the processor: a time of that
    would be stored as one of the provider."""
    session = onnxruntime.InferenceSession(model, sess_options=options["session"], providers=[options["provider"]])
    running = session.get_providers()
    if not running or running[0] != options["provider"]:
        raise RuntimeError(f"{options['provider']} cannot run here: ONNX Runtime took {', '.join(running)} instead")
    return session


def measure(onnxruntime, options, request, model, generator):
    session = open_session(onnxruntime, options, model)
    feed = image_for(session, int(request["batch"]), generator)
    began = time.perf_counter()
    for count in range(1, 1000):  # the first runs allocate, plan and warm caches and clocks up
        session.run(None, feed)
        if count >= 2 and time.perf_counter() - began > options["warm_up"]:
            break
    samples = []
    for _ in range(int(request["repeats"])):
        start = time.perf_counter()
        session.run(None, feed)
        samples.append(1000 * (time.perf_counter() - start))
    return samples


def serve(onnxruntime, options, requests, answers):
    import numpy

    generator = numpy.random.default_rng(1)
    while True:
        line = requests.readline()
        if not line:
            return
        request = json.loads(line)
        model = read_exactly(requests, int(request["size"]))
        try:
            if hashlib.sha256(model).hexdigest() != request["sha256"]:
                raise ValueError("the model was damaged on the way (SHA-256 differs)")
            answer = {"latency": measure(onnxruntime, options, request, model, generator)}
        except Exception as error:  # whatever this network does to the runtime, the next one gets its chance
            answer = {"error": f"{type(error).__name__}: {error}"}
        answers.write(json.dumps({"id": request["id"], **answer}) + "\n")
        answers.flush()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--threads", type=int, default=0, help="threads of one operator; 0: as many as processors")
    parser.add_argument("--provider", default="CPUExecutionProvider", help="execution provider of ONNX Runtime")
    parser.add_argument("--hardware", default=processor(), help="what to call this machine")
    parser.add_argument("--warm-up-ms", type=float, default=30, help="untimed runs before the timed ones last this long")
    arguments = parser.parse_args()

    # Only answers may reach standard output: a library that prints would break the protocol.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)

    import onnxruntime

    if arguments.provider not in onnxruntime.get_available_providers():
        parser.error(f"{arguments.provider} is not among {onnxruntime.get_available_providers()}")
    session = onnxruntime.SessionOptions()
    session.intra_op_num_threads = arguments.threads
    session.inter_op_num_threads = 1
    threads = arguments.threads or os.cpu_count()
    options = {
        "session": session,
        "provider": arguments.provider,
        "warm_up": arguments.warm_up_ms / 1000,
    }
    try:
        running = open_session(onnxruntime, options, TINY_NETWORK).get_providers()[0]
    except Exception as error:
        parser.error(str(error))
    hello = {
        "paretoscope_runner": PROTOCOL,
        "hardware": arguments.hardware,
        "runtime": f"ONNX Runtime {onnxruntime.__version__}, {running}, {threads} threads",
        "latency_unit": "ms",
        "shared_files": False,
    }
    answers.write(json.dumps(hello) + "\n")
    answers.flush()
    serve(onnxruntime, options, sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
