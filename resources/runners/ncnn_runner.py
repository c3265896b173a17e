#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A Paretoscope command device that times networks in ncnn, converted from ONNX by pnnx.

Needs Python 3.8 or later with the packages ncnn, numpy and pnnx (of which only its program is used: `pip install
--no-deps pnnx` goes without PyTorch). ncnn takes one image at a time.

    paretoscope-cli devices add ncnn -- python3 ncnn_runner.py --threads 1
"""
import importlib.util
import os
import subprocess
import tempfile

from paretoscope_runner import Refusal, main, require


class Ncnn:
    runtime = "ncnn"
    packages = {"ncnn": "ncnn", "numpy": "numpy", "pnnx": "--no-deps pnnx"}

    def __init__(self, arguments):
        import ncnn

        self.arguments = arguments
        self.version = ncnn.__version__
        self.pnnx = os.path.join(importlib.util.find_spec("pnnx").submodule_search_locations[0], "pnnx")
        require(arguments.number_type in ("float32", "float16"), "this runner offers float32 and float16")
        require(arguments.number_type == "float32" or ncnn.cpu_support_arm_asimdhp(),
                "this processor has no float16 arithmetic that ncnn would use")

    def prepare(self, model, images):
        import ncnn
        import numpy

        require(len(images) == 1, "ncnn takes one image at a time: measure at batch 1")
        net = ncnn.Net()
        half = self.arguments.number_type == "float16"
        net.opt.num_threads = self.arguments.threads
        net.opt.use_vulkan_compute = False
        net.opt.use_fp16_packed = net.opt.use_fp16_storage = net.opt.use_fp16_arithmetic = half
        net.opt.use_bf16_storage = False
        with tempfile.TemporaryDirectory(prefix="paretoscope-ncnn-") as folder:
            self.convert(model, images.shape, half, folder)
            if net.load_param(os.path.join(folder, "net.param")) or net.load_model(os.path.join(folder, "net.bin")):
                raise Refusal("ncnn cannot load what pnnx made of the network")
        image = ncnn.Mat(images[0])
        source, target = net.input_names()[0], net.output_names()[0]

        result = []

        def run():
            extractor = net.create_extractor()
            extractor.input(source, image)
            status, scores = extractor.extract(target)
            require(status == 0, f"ncnn cannot run the network (status {status})")
            result[:] = [scores]

        return run, lambda: numpy.array(result[0])[None], {"provider": "CPU", "threads": net.opt.num_threads, "number_type": self.arguments.number_type}

    def convert(self, model, shape, half, folder):
        with open(os.path.join(folder, "net.onnx"), "wb") as file:
            file.write(model)
        sizes = ",".join(str(size) for size in shape)
        done = subprocess.run(
            [self.pnnx, "net.onnx", f"inputshape=[{sizes}]f32", f"fp16={int(half)}", "ncnnparam=net.param", "ncnnbin=net.bin"],
            cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        if done.returncode != 0 or not os.path.exists(os.path.join(folder, "net.param")):
            raise Refusal("pnnx failed: " + done.stdout.decode(errors="replace")[-200:])


if __name__ == "__main__":
    main(Ncnn, __doc__)
