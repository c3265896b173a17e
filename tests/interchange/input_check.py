# SPDX-License-Identifier: Apache-2.0
"""Feeds the same pixels to FOLDER/*.onnx in the form that each file's metadata ask for: all must give the same scores.

usage: input_check.py FOLDER SIZE [torch]    torch: FOLDER/*.py too
"""
import importlib.util
import json
import pathlib
import sys

import numpy

TOLERANCE = 1e-4


def probabilities(scores):
    exponents = numpy.exp(scores - scores.max(1, keepdims=True))
    return exponents / exponents.sum(1, keepdims=True)


def onnx_scores(path, pixels):
    import onnx
    import onnxruntime

    model = onnx.load(path)
    onnx.checker.check_model(model, full_check=True)
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    facts = {key.split(".", 1)[1]: value for key, value in session.get_modelmeta().custom_metadata_map.items()}
    assert json.loads(facts["classes"])[0] == 'class "0", ä', facts["classes"]
    assert facts["channel_order"] == "RGB" and facts["input_layout"] == "NCHW", facts
    assert int(facts["input_size"]) == pixels.shape[2], facts
    images = pixels if facts["input_type"] == "uint8" else pixels.astype(numpy.float32) / 255
    if facts["input_range"] == "normalised":
        mean, deviation = (numpy.float32(json.loads(facts[key])).reshape(1, -1, 1, 1) for key in ("mean", "deviation"))
        images = (images - mean) / deviation
    batch = session.get_inputs()[0].shape[0]
    step = batch if isinstance(batch, int) else len(images)
    scores = numpy.concatenate([session.run(None, {"image": images[i:i + step]})[0] for i in range(0, len(images), step)])
    named = path.stem.split("_")  # form, operator set
    assert model.opset_import[0].version == int(named[1]), model.opset_import
    return scores if session.get_outputs()[0].name == "probabilities" else probabilities(scores)


def torch_scores(path, pixels):
    import torch

    specification = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    assert module.CLASS_NAMES[0] == 'class "0", ä'
    network = module.load()
    given = torch.tensor(pixels.tolist(), dtype=torch.uint8)
    large = given.repeat_interleave(2, 2).repeat_interleave(2, 3)  # scaled back, the very same picture
    wide = torch.cat([large, large[..., :2]], 3)  # the centred square begins one pixel further on
    forms = {"bytes": given, "floats": given.float() / 255, "rows": given.movedim(1, -1), "large": large}
    for images in forms.values():
        with torch.no_grad():
            yield numpy.array(network(module.preprocess(images)).softmax(1).tolist())
    assert module.preprocess(wide).shape == given.shape and module.preprocess(given[0]).shape == given[0].shape
    for wrong in (given.float(), given[0, 0], given.float() / 255 - 1):
        try:
            module.preprocess(wrong)
        except ValueError:
            continue
        raise AssertionError("values of another range or shape were taken")


def main():
    folder = pathlib.Path(sys.argv[1])
    paths = sorted(folder.glob("*.onnx"))
    size = int(sys.argv[2])
    pixels = numpy.random.default_rng(3).integers(0, 256, (4, 3, size, size), dtype=numpy.uint8)
    expected = onnx_scores(folder / "raw_17.onnx", pixels)
    found = [(path.name, onnx_scores(path, pixels)) for path in paths]
    if "torch" in sys.argv:
        for path in sorted(folder.glob("*.py")):
            found += [(path.name, scores) for scores in torch_scores(path, pixels)]
    wrong = 0 if len(found) > 1 else 1
    for name, scores in found:
        error = numpy.abs(scores - expected).max()
        print(f"{name}: error {error:.1e}")
        wrong += not error <= TOLERANCE
    sys.exit(1 if wrong else 0)


main()
