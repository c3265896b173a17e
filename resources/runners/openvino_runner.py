#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A Paretoscope command device that times networks in OpenVINO.

Needs Python 3.8 or later with the packages openvino and numpy.

    paretoscope-cli devices add openvino -- python3 openvino_runner.py --threads 1
    paretoscope-cli devices add openvino-bf16 -- python3 openvino_runner.py --number-type bfloat16
"""
from paretoscope_runner import main, require

PRECISIONS = {"float32": "f32", "float16": "f16", "bfloat16": "bf16"}


class OpenVino:
    runtime = "OpenVINO"
    packages = {"openvino": "openvino", "numpy": "numpy"}

    @staticmethod
    def options(parser):
        parser.add_argument("--device", default="CPU", help="OpenVINO's name of the device: CPU, GPU, NPU")

    def __init__(self, arguments):
        import openvino

        self.arguments = arguments
        self.version = openvino.get_version()
        self.core = openvino.Core()
        available = self.core.available_devices
        require(arguments.device in available, f"{arguments.device} is not among {available}")
        require(arguments.number_type in PRECISIONS, "this runner offers " + ", ".join(PRECISIONS))

    def prepare(self, model, images):
        import openvino

        read = self.core.read_model(model)
        read.reshape(list(images.shape))
        properties = {"PERFORMANCE_HINT": "LATENCY", "INFERENCE_PRECISION_HINT": PRECISIONS[self.arguments.number_type]}
        on_processor = self.arguments.device == "CPU"
        if on_processor:
            properties |= {"INFERENCE_NUM_THREADS": self.arguments.threads, "NUM_STREAMS": 1}
        compiled = self.core.compile_model(read, self.arguments.device, properties)
        request = compiled.create_infer_request()
        request.set_input_tensor(openvino.Tensor(images))
        return request.infer, lambda: request.get_output_tensor().data, {
            "provider": ", ".join(compiled.get_property("EXECUTION_DEVICES")),
            "threads": int(compiled.get_property("INFERENCE_NUM_THREADS")) if on_processor else self.arguments.threads,
            "number_type": self.computed_in(compiled),
        }

    def computed_in(self, compiled):
        """What the convolutions really run in: a hint that the hardware cannot follow is ignored."""
        found = set()
        for operator in compiled.get_runtime_model().get_ops():
            facts = operator.get_rt_info()
            if "layerType" in facts and "onvolution" in str(facts["layerType"].astype(str)):
                found.add(str(facts["runtimePrecision"].astype(str)).lower())
        names = {precision: name for name, precision in PRECISIONS.items()}
        return " and ".join(sorted(names.get(each, each) for each in found)) or self.arguments.number_type


if __name__ == "__main__":
    main(OpenVino, __doc__)
