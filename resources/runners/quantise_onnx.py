#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Quantises an ONNX file that Paretoscope exported to int8, and measures what that costs in accuracy.

    python3 quantise_onnx.py cell.onnx cell.int8.onnx --data DIR

ONNX Runtime's static quantisation: quantise and dequantise pairs, weights by channel, calibrated on training images. DIR
holds CIFAR-10's binary batches, or a folder `train` and a folder `test` with a folder for each class. Both files are then
run on the held-out images; the new file carries the accuracy of its own weights, number_type int8, and none of the
latencies, which are of the float32 network. Needs the packages onnx, onnxruntime and numpy, for folders of pictures also
pillow.
"""
import argparse
import json
import os
import pathlib
import random
import sys
import tempfile

PREFIX = "paretoscope."


def quantised(model, feeds):
    """The bytes of `model` in int8, calibrated on `feeds`, arrays as its input takes them."""
    import onnx
    from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static

    name = onnx.load_from_string(model).graph.input[0].name

    class Reader(CalibrationDataReader):
        def __init__(self):
            self.rest = iter(feeds)

        def get_next(self):
            images = next(self.rest, None)
            return None if images is None else {name: images}

    with tempfile.TemporaryDirectory(prefix="paretoscope-int8-") as folder:
        path = os.path.join(folder, "int8.onnx")
        given = os.path.join(folder, "float32.onnx") # some versions mislay the weights of a model in memory
        with open(given, "wb") as file:
            file.write(model)
        # Seven bits: processors without VNNI add two products of eight in sixteen, which overflows.
        quantize_static(given, path, Reader(), quant_format=QuantFormat.QDQ, per_channel=True, reduce_range=True,
                        activation_type=QuantType.QUInt8, weight_type=QuantType.QInt8)
        with open(path, "rb") as file:
            return file.read()


class Images:
    """Pictures and labels of one part of a data set, as the network wants them."""

    def __init__(self, facts):
        self.facts = facts
        self.size = int(facts["input_size"])
        self.classes = json.loads(facts.get("classes", "[]"))

    def batch(self, pixels):
        """uint8 [N, size, size, 3] as the file's input takes them."""
        import numpy

        images = pixels.transpose(0, 3, 1, 2)
        if self.facts["input_type"] == "uint8":
            return numpy.ascontiguousarray(images)
        images = images.astype(numpy.float32) / 255
        if self.facts["input_range"] == "normalised":
            mean, deviation = (numpy.float32(json.loads(self.facts[key])).reshape(1, -1, 1, 1) for key in ("mean", "deviation"))
            images = (images - mean) / deviation
        return numpy.ascontiguousarray(images)

    def cifar(self, folder, names, count):
        import numpy

        rows = numpy.concatenate([numpy.fromfile(folder / name, numpy.uint8).reshape(-1, 3073) for name in names])[:count]
        pixels = rows[:, 1:].reshape(-1, 3, 32, 32).transpose(0, 2, 3, 1)
        factor, rest = divmod(32, self.size)
        if rest:
            raise ValueError(f"CIFAR-10's pictures of 32 pixels cannot be averaged to {self.size}")
        shrunk = pixels.reshape(len(rows), self.size, factor, self.size, factor, 3).mean((2, 4))
        return numpy.floor(shrunk + 0.5).astype(numpy.uint8), rows[:, 0].astype(numpy.int64)

    def folder(self, folder, count):
        import numpy
        from PIL import Image, ImageOps

        files = [(path, index) for index, name in enumerate(self.classes) for path in sorted((folder / name).rglob("*"))
                 if path.suffix.lower() in (".jpg", ".jpeg", ".png", ".bmp", ".gif")]
        random.Random(1).shuffle(files)
        pixels = [numpy.asarray(ImageOps.fit(ImageOps.exif_transpose(Image.open(path)).convert("RGB"),
                                             (self.size, self.size), Image.Resampling.BOX)) for path, _ in files[:count]]
        return numpy.stack(pixels), numpy.array([index for _, index in files[:count]])

    def part(self, data, held_out, count):
        data = pathlib.Path(data)
        for folder in (data, data / "cifar-10-batches-bin"):
            if (folder / "test_batch.bin").exists():
                return self.cifar(folder, ["test_batch.bin"] if held_out else ["data_batch_1.bin"], count)
        return self.folder(data / ("test" if held_out else "train"), count)


def accuracy(model, images, pixels, labels):
    import numpy
    import onnxruntime

    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    batch = session.get_inputs()[0].shape[0]
    step = batch if isinstance(batch, int) else 64
    right = 0
    count = len(labels) // batch * batch if isinstance(batch, int) else len(labels)  # a fixed batch takes no fewer
    for i in range(0, count, step):
        scores = session.run(None, {"image": images.batch(pixels[i:i + step])})[0]
        right += int((numpy.asarray(scores).argmax(1) == labels[i:i + step]).sum())
    return right / count, count


def labelled(model, facts, data, before, after, count, calibrated):
    """The same network with what its metadata must say now."""
    import onnx

    graph = onnx.load_from_string(model)
    new = {key: value for key, value in facts.items() if key != "latencies" and not key.startswith("accuracy")}
    new |= {"number_type": "int8",
            "quantisation": f"ONNX Runtime, static, weights by channel, calibrated on {calibrated} training images"}
    if facts["weights"] != "random":
        new |= {"accuracy": str(after), "accuracy_float32": str(before), "accuracy_images": str(count),
                "accuracy_provenance": facts.get("accuracy_provenance", facts["weights"]) + ", quantised to int8",
                "accuracy_protocol": f"the first {count} held-out images of {pathlib.Path(data).name}, by quantise_onnx.py"}
    del graph.metadata_props[:]
    for key, value in sorted(new.items()):
        entry = graph.metadata_props.add()
        entry.key, entry.value = PREFIX + key, value
    return graph.SerializeToString()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("onnx", help="the file to read")
    parser.add_argument("int8", help="the file to write")
    parser.add_argument("--data", required=True, help="folder of the images that the network was trained on and tested with")
    parser.add_argument("--calibration", type=int, default=256, help="training images to calibrate on")
    parser.add_argument("--images", type=int, default=10000, help="held-out images to measure with, at most")
    arguments = parser.parse_args()
    try:
        import onnx
        import onnxruntime  # noqa: F401
    except ImportError as error:
        parser.error(f"{error}: {sys.executable} -m pip install numpy onnx onnxruntime")

    with open(arguments.onnx, "rb") as file:
        model = file.read()
    facts = {each.key[len(PREFIX):]: each.value for each in onnx.load_from_string(model).metadata_props
             if each.key.startswith(PREFIX)}
    if "input_size" not in facts:
        parser.error(f"{arguments.onnx} is no network that Paretoscope exported")
    if facts.get("mean") == "not known":
        parser.error(f"{arguments.onnx} does not say how its input is normalised; train and export it again")
    images = Images(facts)
    try:
        calibration, _ = images.part(arguments.data, False, arguments.calibration)
        pixels, labels = images.part(arguments.data, True, arguments.images)
    except (OSError, ValueError) as error:
        parser.error(f"{arguments.data} cannot be used: {error}")
    batch = onnx.load_from_string(model).graph.input[0].type.tensor_type.shape.dim[0].dim_value or 1
    feeds = [images.batch(calibration[i:i + batch]) for i in range(0, len(calibration) // batch * batch, batch)]
    small = quantised(model, feeds)
    before, count = accuracy(model, images, pixels, labels)
    after, _ = accuracy(small, images, pixels, labels)
    with open(arguments.int8, "wb") as file:
        file.write(labelled(small, facts, arguments.data, before, after, count, len(feeds) * batch))
    print(f"{arguments.int8}: {os.path.getsize(arguments.int8)} bytes (float32: {len(model)}); on {count} held-out images "
          f"{100 * after:.2f} % (float32: {100 * before:.2f} %)")


if __name__ == "__main__":
    main()
