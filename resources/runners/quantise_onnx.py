#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Quantises an ONNX file that Paretoscope exported to int8, and measures what that costs in accuracy.

    python3 quantise_onnx.py cell.onnx cell.int8.onnx --data DIR

ONNX Runtime's static quantisation: quantise and dequantise pairs, weights by channel, calibrated on training images. DIR
holds CIFAR-10's binary batches, a folder `train` and a folder `test` (or val, valid, validation, dev) with a folder for each
class, or a folder for each class alone: which of its files are held out then says --files LIST, one a line, as
`paretoscope-cli data folder:DIR --list test` writes it. Both files are then run on the held-out images; the new file carries
the accuracy of its own weights, number_type int8, and none of the latencies, which are of the float32 network. Needs the
packages onnx, onnxruntime, numpy and pillow.
"""
import argparse
import json
import os
import pathlib
import random
import sys
import tempfile

PREFIX = "paretoscope."
LEFTOVERS = ("__MACOSX", "@eaDir", "$RECYCLE.BIN")
CIFAR10 = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"]
TEST_NAMES = ("test", "testing", "val", "valid", "validation", "dev")


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

    def __init__(self, facts, outputs):
        self.facts = facts
        self.outputs = outputs  # classes that the network tells apart
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
        from paretoscope_picture import scaled

        if self.outputs != 10 or self.classes not in ([], CIFAR10):
            raise ValueError(f"it holds CIFAR-10, and the network has {self.outputs} classes"
                             + (": " + ", ".join(self.classes) if self.classes else ""))
        rows = numpy.concatenate([numpy.fromfile(folder / name, numpy.uint8).reshape(-1, 3073) for name in names])[:count]
        pixels = rows[:, 1:].reshape(-1, 3, 32, 32).transpose(3, 2, 0, 1).astype(numpy.float32)
        narrow = scaled(pixels, self.size).swapaxes(0, 1)
        shrunk = numpy.clip(scaled(narrow, self.size, 0.5), 0, 255).astype(numpy.uint8)
        return shrunk.transpose(2, 0, 1, 3), rows[:, 0].astype(numpy.int64)

    def pictures(self, files, count):
        """Of a shuffle that is always the same, the first ones that can be read."""
        import numpy
        from paretoscope_picture import picture

        files = sorted(files)
        random.Random(1).shuffle(files)
        pixels, labels, unread = [], [], 0
        for path, label in files:
            if len(pixels) == count:
                break
            try:
                pixels.append(picture(path, self.size))
                labels.append(label)
            except (OSError, SyntaxError):  # no picture, or a damaged one: pillow knows both as either
                unread += 1
        if unread:
            print(f"{unread} files cannot be read as pictures; they are left out", file=sys.stderr)
        if not pixels:
            raise ValueError("it has no picture that can be read in the folders of the network's classes: "
                             + ", ".join(self.classes))
        return numpy.stack(pixels), numpy.array(labels)

    def files_in(self, folder):
        """Pictures by their class, whose folder bears its name."""
        if not self.classes:
            raise ValueError("the network does not say what its outputs are called; train and export it again")
        found = {child.name for child in folder.iterdir()
                 if child.is_dir() and not child.name.startswith(".") and child.name not in LEFTOVERS}
        if missing := sorted(set(self.classes) - found):
            raise ValueError(f"{folder} has no folder for these of the network's {len(self.classes)} classes: "
                             + ", ".join(missing))
        if foreign := sorted(found - set(self.classes)):
            raise ValueError(f"{folder} has folders that are none of the network's {len(self.classes)} classes: "
                             + ", ".join(foreign))
        return [(path, label) for label, name in enumerate(self.classes) for path in (folder / name).rglob("*")
                if path.is_file() and not path.name.startswith(".")]

    def parts(self, data, listed, calibration, count):
        """Calibration images, and held-out images with their labels."""
        for folder in (data, data / "cifar-10-batches-bin"):
            if (folder / "test_batch.bin").exists():
                held_out = self.cifar(folder, ["test_batch.bin"], count)
                return self.cifar(folder, ["data_batch_1.bin"], calibration)[0], *held_out
        train, test = named(data, ("train", "training")), named(data, TEST_NAMES)
        train_files = self.files_in(train or data)
        if listed:
            held_out = {pathlib.Path(line).resolve() for line in pathlib.Path(listed).read_text().splitlines() if line}
            files = train_files + (self.files_in(test) if train and test else [])
            test_files = [each for each in files if each[0].resolve() in held_out]
            train_files = [each for each in train_files if each[0].resolve() not in held_out]
            if len(test_files) < len(held_out):
                raise ValueError(f"{len(held_out) - len(test_files)} of the files in {listed} are not in its class folders")
        elif train and test:
            test_files = self.files_in(test)
        else:
            raise ValueError("it has no part to test on, and a training held files out by a rule of its own: write them with "
                             f"paretoscope-cli data 'folder:{data}' --list test > test.txt and add --files test.txt")
        return self.pictures(train_files, calibration)[0], *self.pictures(test_files, count)


def named(folder, names):
    """The sub-folder of the first of these names, in upper or lower case."""
    children = {child.name.lower(): child for child in sorted(folder.iterdir(), reverse=True) if child.is_dir()}
    return next((children[name] for name in names if name in children), None)


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
    parser.add_argument("--files", help="list of the held-out files, one a line; needed where DIR has no part to test on")
    parser.add_argument("--calibration", type=int, default=256, help="training images to calibrate on")
    parser.add_argument("--images", type=int, default=10000, help="held-out images to measure with, at most")
    arguments = parser.parse_args()
    try:
        import onnx
        import onnxruntime  # noqa: F401
        import PIL  # noqa: F401
    except ImportError as error:
        parser.error(f"{error}: {sys.executable} -m pip install numpy onnx onnxruntime pillow")

    with open(arguments.onnx, "rb") as file:
        model = file.read()
    facts = {each.key[len(PREFIX):]: each.value for each in onnx.load_from_string(model).metadata_props
             if each.key.startswith(PREFIX)}
    if "input_size" not in facts:
        parser.error(f"{arguments.onnx} is no network that Paretoscope exported")
    if facts.get("mean") == "not known":
        parser.error(f"{arguments.onnx} does not say how its input is normalised; train and export it again")
    graph = onnx.load_from_string(model).graph
    images = Images(facts, graph.output[0].type.tensor_type.shape.dim[1].dim_value)
    try:
        calibration, pixels, labels = images.parts(
            pathlib.Path(arguments.data), arguments.files, arguments.calibration, arguments.images)
    except (OSError, ValueError) as error:
        parser.error(f"{arguments.data} cannot be used: {error}")
    batch = graph.input[0].type.tensor_type.shape.dim[0].dim_value or 1
    feeds = [images.batch(calibration[i:i + batch]) for i in range(0, len(calibration) // batch * batch, batch)]
    if not feeds:
        parser.error(f"{len(calibration)} images to calibrate on do not fill the file's batch of {batch}")
    small = quantised(model, feeds)
    before, count = accuracy(model, images, pixels, labels)
    after, _ = accuracy(small, images, pixels, labels)
    with open(arguments.int8, "wb") as file:
        file.write(labelled(small, facts, arguments.data, before, after, count, len(feeds) * batch))
    print(f"{arguments.int8}: {os.path.getsize(arguments.int8)} bytes (float32: {len(model)}); on {count} held-out images "
          f"{100 * after:.2f} % (float32: {100 * before:.2f} %)")


if __name__ == "__main__":
    main()
