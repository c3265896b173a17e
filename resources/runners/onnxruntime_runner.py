#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A Paretoscope command device that times networks in ONNX Runtime.

Needs Python 3.8 or later with the packages onnxruntime and numpy; --number-type int8 also onnx.

    paretoscope-cli devices add ort -- python3 onnxruntime_runner.py --threads 2
    paretoscope-cli devices add pi -- ssh pi python3 onnxruntime_runner.py
"""
from paretoscope_runner import Refusal, main, require


class OnnxRuntime:
    runtime = "ONNX Runtime"
    packages = {"onnxruntime": "onnxruntime", "numpy": "numpy"}

    @staticmethod
    def options(parser):
        parser.add_argument("--provider", default="CPUExecutionProvider", help="execution provider of ONNX Runtime")

    def __init__(self, arguments):
        import onnxruntime

        self.arguments = arguments
        self.version = onnxruntime.__version__
        available = onnxruntime.get_available_providers()
        require(arguments.provider in available, f"{arguments.provider} is not among {available}")
        require(arguments.number_type in ("float32", "int8"), "it computes in what the file holds: float32 or int8")

    def prepare(self, model, images):
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self.arguments.threads
        options.inter_op_num_threads = 1
        wanted = self.arguments.provider
        if self.arguments.number_type == "int8":
            from quantise_onnx import quantised  # what it is calibrated on changes no time

            model = quantised(model, [images])
        session = onnxruntime.InferenceSession(model, sess_options=options, providers=[wanted])
        running = session.get_providers()
        if not running or running[0] != wanted:
            # It lists providers whose libraries are missing, and then quietly runs on the processor.
            raise Refusal(f"{wanted} cannot run here: ONNX Runtime took {', '.join(running)} instead")
        feed = {session.get_inputs()[0].name: images}
        result = []

        def run():
            result[:] = session.run(None, feed)

        return run, lambda: result[0], {
            "provider": running[0],
            "threads": session.get_session_options().intra_op_num_threads,
            "number_type": self.arguments.number_type,
        }


if __name__ == "__main__":
    main(OnnxRuntime, __doc__)
