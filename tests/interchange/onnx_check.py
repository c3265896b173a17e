# SPDX-License-Identifier: Apache-2.0
"""Checks every FOLDER/*.onnx with onnx.checker and compares ONNX Runtime's logits with FOLDER/*.logits (float64).

usage: onnx_check.py FOLDER IMAGES
"""
import pathlib
import sys

import numpy
import onnx
import onnxruntime

TOLERANCE = 1e-4  # relative to 1 + |logit|


def logits_of(path, images):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    return session.run(["logits"], {"image": images})[0]


def check(path, count):
    """Returns what is wrong, or nothing."""
    model = onnx.load(path)
    onnx.checker.check_model(model, full_check=True)
    onnx.shape_inference.infer_shapes(model, check_type=True, strict_mode=True, data_prop=True)
    if model.ir_version != 8 or [(o.domain, o.version) for o in model.opset_import] != [("", 17)]:
        return f"IR {model.ir_version}, operator sets {model.opset_import}"
    image = model.graph.input[0].type.tensor_type.shape.dim
    if image[0].dim_param != "batch":
        return "the batch is not dynamic"
    properties = {entry.key: entry.value for entry in model.metadata_props}
    for key in ("genotype", "shape", "weights", "version", "lambda", "latency_provenance"):
        if not properties.get("paretoscope." + key):
            return f"no metadata '{key}'"
    names = [node.name for node in model.graph.node]
    if len(set(names)) != len(names) or not all(names):
        return "nodes without a name of their own"
    images = numpy.fromfile(path.with_suffix(".images"), numpy.float32)
    images = images.reshape(count, *(d.dim_value for d in image[1:]))
    expected = numpy.fromfile(path.with_suffix(".logits"), numpy.float64).reshape(count, -1)
    error = 0
    for part in (slice(0, count), slice(0, 1)):  # a batch, and a single image
        difference = numpy.abs(logits_of(path, images[part]) - expected[part])
        error = max(error, numpy.max(difference / (1 + numpy.abs(expected[part]))))
    if not error <= TOLERANCE:
        return f"logits differ by {error:.2e}"
    print(f"{path.stem}: {len(names)} nodes, error {error:.1e}")
    return None


def main():
    folder, count = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    paths = sorted(folder.glob("*.onnx"))
    wrong = 0 if paths else 1
    for path in paths:
        problem = check(path, count)
        if problem:
            wrong += 1
            print(f"{path.stem}: {problem}", file=sys.stderr)
    sys.exit(1 if wrong else 0)


main()
