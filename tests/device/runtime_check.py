# SPDX-License-Identifier: Apache-2.0
"""Whether a shipped runner times the network that it was given: runs every FOLDER/*.onnx as the runner would, and
compares what comes out with ONNX Runtime.

usage: runtime_check.py RUNNERS RUNNER FOLDER    RUNNERS: their folder; RUNNER: "openvino", ...
"""
import importlib
import pathlib
import sys
import types

import numpy
import onnxruntime

TOLERANCE = 1e-3  # relative to 1 + |logit|


def backend(runners, name):
    sys.path.insert(0, runners)
    module = importlib.import_module(name + "_runner")
    found = [each for each in vars(module).values() if isinstance(each, type) and hasattr(each, "packages")]
    assert len(found) == 1, found
    return found[0](types.SimpleNamespace(threads=1, number_type="float32", device="CPU", provider="CPUExecutionProvider"))


def main():
    runners, name, folder = sys.argv[1:4]
    runtime = backend(runners, name)
    paths = sorted(pathlib.Path(folder).glob("*.onnx"))
    wrong = 0 if paths else 1
    for path in paths:
        session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
        given = session.get_inputs()[0]
        batch = 1 if name == "ncnn" else 2
        images = numpy.random.default_rng(7).standard_normal([batch, *given.shape[1:]]).astype(numpy.float32)
        expected = session.run(None, {given.name: images})[0]
        try:
            run, scores, what_runs = runtime.prepare(path.read_bytes(), images)
            for _ in range(2):  # the second run must not see what the first left behind
                run()
        except Exception as error:
            print(f"{path.stem}: {error}", file=sys.stderr)
            wrong += 1
            continue
        found = numpy.asarray(scores())
        error = numpy.max(numpy.abs(found - expected) / (1 + numpy.abs(expected)))
        print(f"{path.stem}: {what_runs}, error {error:.1e}")
        wrong += not (error <= TOLERANCE and (found.argmax(1) == expected.argmax(1)).all())
    sys.exit(1 if wrong else 0)


main()
