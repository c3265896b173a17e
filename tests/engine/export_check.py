# SPDX-License-Identifier: Apache-2.0
"""Uses exported files as a stranger would: from what they say of themselves and pixels alone.

usage: export_check.py FOLDER PROGRAM    PROGRAM: onnx or torch. FOLDER holds test.pixels (uint8 [N, 3, size, size]) and
test.labels (int64 [N]) beside the exported files.
"""
import importlib.util
import json
import pathlib
import sys

import numpy


def onnx_accuracies(folder, pixels, labels):
    import onnx
    import onnxruntime

    for path in sorted(folder.glob("*.onnx")):
        onnx.checker.check_model(onnx.load(path), full_check=True)
        session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
        facts = {key.split(".", 1)[1]: value for key, value in session.get_modelmeta().custom_metadata_map.items()}
        assert json.loads(facts["classes"]) == ["flat", "upright"], facts
        assert facts["channel_order"] == "RGB" and facts["input_layout"] == "NCHW", facts
        if ".int8" in path.name:
            assert facts["number_type"] == "int8" and "latencies" not in facts, facts
            kinds = {each.op_type for each in onnx.load(path).graph.node}
            assert "QuantizeLinear" in kinds, kinds
        images = pixels if facts["input_type"] == "uint8" else pixels.astype(numpy.float32) / 255
        if facts["input_range"] == "normalised":
            mean, deviation = (
                numpy.float32(json.loads(facts[key])).reshape(1, -1, 1, 1) for key in ("mean", "deviation"))
            images = (images - mean) / deviation
        assert int(facts["input_size"]) == images.shape[2]
        batch = session.get_inputs()[0].shape[0]
        step = batch if isinstance(batch, int) else len(images)
        outputs = numpy.concatenate(
            [session.run(None, {"image": images[i:i + step]})[0] for i in range(0, len(images), step)])
        if session.get_outputs()[0].name == "probabilities":
            assert numpy.allclose(outputs.sum(1), 1, atol=1e-5)
        yield path.name, (outputs.argmax(1) == labels).mean(), float(facts["accuracy"])


def torch_accuracies(folder, pixels, labels):
    import torch

    for path in sorted(folder.glob("*.py")):
        specification = importlib.util.spec_from_file_location(path.stem, path)
        module = importlib.util.module_from_spec(specification)
        specification.loader.exec_module(module)
        assert module.CLASS_NAMES == ["flat", "upright"]
        network = module.load()
        claimed = float(json.loads(path.with_suffix(".claim").read_text())["accuracy"])
        given = torch.tensor(pixels.tolist(), dtype=torch.uint8)
        forms = {"bytes": given, "floats": given.float() / 255, "rows": given.movedim(1, -1)}
        # Twice as large by repeating pixels: scaled back, the very same picture.
        forms["large"] = given.repeat_interleave(2, 2).repeat_interleave(2, 3)
        for name, images in forms.items():
            with torch.no_grad():
                found = network(module.preprocess(images)).argmax(1)
            yield f"{path.name}, {name}", (numpy.array(found.tolist()) == labels).mean(), claimed
        for wrong in (given.float(), given[0, 0], given.float() - 1):
            try:
                module.preprocess(wrong)
            except ValueError:
                continue
            raise AssertionError("values of another range were taken")


def main():
    folder, program = pathlib.Path(sys.argv[1]), sys.argv[2]
    labels = numpy.fromfile(folder / "test.labels", numpy.int64)
    pixels = numpy.fromfile(folder / "test.pixels", numpy.uint8)
    size = round((len(pixels) / len(labels) / 3) ** 0.5)
    pixels = pixels.reshape(len(labels), 3, size, size)
    wrong = checked = 0
    for name, found, claimed in (onnx_accuracies if program == "onnx" else torch_accuracies)(folder, pixels, labels):
        print(f"{name}: claims {claimed}, gives {found}")
        checked += 1
        wrong += abs(found - claimed) > 1e-9
    sys.exit(1 if wrong or not checked else 0)


main()
