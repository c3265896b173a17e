#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A Paretoscope command device that times networks in LiteRT (TensorFlow Lite), converted by onnx_to_litert.py.

Needs Python 3.9 or later with the packages ai-edge-litert, numpy and onnx.

    paretoscope-cli devices add litert -- python3 litert_runner.py --threads 1
"""
from paretoscope_runner import main, require


class LiteRt:
    runtime = "LiteRT"
    packages = {"ai_edge_litert": "ai-edge-litert", "numpy": "numpy", "onnx": "onnx"}

    def __init__(self, arguments):
        from importlib.metadata import version

        self.arguments = arguments
        self.version = version("ai-edge-litert")
        require(arguments.number_type == "float32", "this runner offers float32")

    def prepare(self, model, images):
        from ai_edge_litert.interpreter import Interpreter
        from onnx_to_litert import converted

        interpreter = Interpreter(model_content=converted(model, len(images)), num_threads=self.arguments.threads)
        interpreter.allocate_tensors()
        interpreter.set_tensor(interpreter.get_input_details()[0]["index"], images.transpose(0, 2, 3, 1))
        output = interpreter.get_output_details()[0]["index"]
        delegated = any(each["op_name"] == "DELEGATE" for each in interpreter._get_ops_details())
        return interpreter.invoke, lambda: interpreter.get_tensor(output), {
            "provider": "XNNPACK" if delegated else "LiteRT's own kernels",
            "threads": self.arguments.threads,
            "number_type": "float32",
        }


if __name__ == "__main__":
    main(LiteRt, __doc__)
