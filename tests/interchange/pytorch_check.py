# SPDX-License-Identifier: Apache-2.0
"""Loads every FOLDER/*.py with torch and compares its logits with FOLDER/*.logits (float64).

usage: pytorch_check.py FOLDER IMAGES
"""
import importlib.util
import pathlib
import sys

import numpy
import torch

TOLERANCE = 1e-4  # relative to 1 + |logit|


def check(path, count):
    """Returns what is wrong, or nothing."""
    specification = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    network = module.load()
    images = numpy.fromfile(path.with_suffix(".images"), numpy.float32)
    images = images.reshape(count, module.INPUT_CHANNELS, module.INPUT_SIZE, module.INPUT_SIZE)
    expected = numpy.fromfile(path.with_suffix(".logits"), numpy.float64).reshape(count, -1)
    batch = torch.tensor(images.tolist())  # a torch built for another numpy takes lists
    with torch.no_grad():
        logits = numpy.array(network(batch).tolist())
    error = numpy.max(numpy.abs(logits - expected) / (1 + numpy.abs(expected)))
    if not error <= TOLERANCE:
        return f"logits differ by {error:.2e}"
    network.train()
    network(batch).square().sum().backward()
    if network.classifier.weight.grad is None:
        return "the classifier has no gradient"
    print(f"{path.stem}: error {error:.1e}")
    return None


def main():
    folder, count = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    paths = sorted(folder.glob("*.py"))
    wrong = 0 if paths else 1
    for path in paths:
        problem = check(path, count)
        if problem:
            wrong += 1
            print(f"{path.stem}: {problem}", file=sys.stderr)
    sys.exit(1 if wrong else 0)


main()
