#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Converts a network that Paretoscope exported as ONNX to LiteRT (TensorFlow Lite).

    python3 onnx_to_litert.py cell.onnx cell.tflite [--batch 1]

Needs the packages onnx, numpy and ai-edge-litert, not TensorFlow. It knows the operators that Paretoscope writes, and
refuses others. General converters guess the layout of a tensor from its sizes, and fail where a picture is as high as
it has channels. The input is float32 (or uint8 where the ONNX file's is) [batch, row, column, channel]; the output
stays [batch, classes].
"""
import argparse

import flatbuffers
import numpy
import onnx
from ai_edge_litert import schema_py_generated as schema
from onnx import numpy_helper

TYPES = {"float32": schema.TensorType.FLOAT32, "int32": schema.TensorType.INT32, "uint8": schema.TensorType.UINT8}
OPERATORS = schema.BuiltinOperator
OPTIONS = schema.BuiltinOptions
SAME, VALID = schema.Padding.SAME, schema.Padding.VALID
RELU = schema.ActivationFunctionType.RELU
TO_ROWS = (0, 2, 3, 1)  # from [batch, channel, row, column]


class Unsupported(ValueError):
    pass


class Converter:
    def __init__(self, model, batch):
        self.graph = model.graph
        self.batch = batch
        self.constants = {each.name: numpy_helper.to_array(each) for each in self.graph.initializer}
        self.readers = {}
        for node in self.graph.node:
            for name in node.input:
                self.readers[name] = self.readers.get(name, 0) + 1
        self.shapes = {}  # in ONNX's order
        for info in [*self.graph.input, *self.graph.value_info, *self.graph.output]:
            dimensions = info.type.tensor_type.shape.dim
            self.shapes[info.name] = [batch] + [each.dim_value for each in dimensions[1:]]
        self.tensors, self.buffers, self.operators, self.codes = [], [schema.BufferT()], [], {}
        self.indices = {}  # of the tensors, by their names in ONNX
        self.producers = {}  # the operator that makes a tensor, by its index

    def convert(self):
        given = self.graph.input[0]
        is_bytes = given.type.tensor_type.elem_type == onnx.TensorProto.UINT8
        self.indices[given.name] = self.tensor(given.name, self.rows(self.shapes[given.name]), "uint8" if is_bytes else "float32")
        for node in self.graph.node:
            method = getattr(self, "on_" + node.op_type, None)
            if method is None:
                raise Unsupported(f"the operator {node.op_type} of {node.name} is none that is converted")
            method(node, {each.name: onnx.helper.get_attribute_value(each) for each in node.attribute})
        subgraph = schema.SubGraphT(
            tensors=self.tensors, inputs=[self.indices[given.name]],
            outputs=[self.indices[each.name] for each in self.graph.output], operators=self.operators, name="main")
        codes = [schema.OperatorCodeT(deprecatedBuiltinCode=min(code, 127), builtinCode=code, version=version)
                 for code, version in self.codes]
        builder = flatbuffers.Builder(1 << 20)
        whole = schema.ModelT(version=3, operatorCodes=codes, subgraphs=[subgraph], buffers=self.buffers,
                              description="Paretoscope")
        builder.Finish(whole.Pack(builder), b"TFL3")
        return bytes(builder.Output())

    # Tensors

    @staticmethod
    def rows(shape):
        return [shape[axis] for axis in TO_ROWS] if len(shape) == 4 else list(shape)

    def tensor(self, name, shape, kind="float32", buffer=0):
        self.tensors.append(schema.TensorT(
            shape=numpy.array(shape, numpy.int32), type=TYPES[kind], buffer=buffer, name=name))
        return len(self.tensors) - 1

    def constant(self, name, values):
        values = numpy.ascontiguousarray(values)
        self.buffers.append(schema.BufferT(data=numpy.frombuffer(values.tobytes(), numpy.uint8)))
        return self.tensor(name, values.shape, str(values.dtype), len(self.buffers) - 1)

    def add(self, code, inputs, name, shape, options=None, kind="float32", version=1):
        """An operator; returns the index of what it makes."""
        output = self.tensor(name, shape, kind)
        index = self.codes.setdefault((code, version), len(self.codes))
        options_type = getattr(OPTIONS, type(options).__name__[:-1]) if options else OPTIONS.NONE
        operator = schema.OperatorT(opcodeIndex=index, inputs=inputs, outputs=[output],
                                    builtinOptionsType=options_type, builtinOptions=options)
        self.operators.append(operator)
        self.producers[output] = operator
        return output

    def emit(self, node, code, inputs, options=None, version=1):
        name = node.output[0]
        self.indices[name] = self.add(code, inputs, name, self.rows(self.shapes[name]), options, version=version)

    def per_channel(self, name, values):
        return self.constant(name, numpy.asarray(values, numpy.float32).reshape(-1))

    # Windows

    def padded(self, node, attributes, fill):
        """The input and the padding of a window, with a Pad before it where neither of LiteRT's own is ONNX's."""
        given, name = self.indices[node.input[0]], node.input[0]
        pads = attributes.get("pads", [0, 0, 0, 0])
        if not any(pads):
            return given, VALID
        kernel, strides = attributes["kernel_shape"], attributes.get("strides", [1, 1])
        dilations = attributes.get("dilations", [1, 1])
        if strides == [1, 1] and pads[:2] == pads[2:] and all(
                2 * pad == dilation * (size - 1) for pad, dilation, size in zip(pads, dilations, kernel)):
            return given, SAME
        batch, height, width, channels = self.rows(self.shapes[name])
        shape = [batch, height + pads[0] + pads[2], width + pads[1] + pads[3], channels]
        amounts = self.constant(node.name + ".pads", numpy.int32(
            [[0, 0], [pads[0], pads[2]], [pads[1], pads[3]], [0, 0]]))
        if fill == 0:
            return self.add(OPERATORS.PAD, [given, amounts], node.name + ".padded", shape, schema.PadOptionsT()), VALID
        value = self.constant(node.name + ".fill", numpy.float32([fill]))
        return self.add(
            OPERATORS.PADV2, [given, amounts, value], node.name + ".padded", shape, schema.PadV2OptionsT()), VALID

    def on_Conv(self, node, attributes):
        weights = self.constants[node.input[1]]
        bias = self.constants[node.input[2]] if len(node.input) > 2 else numpy.zeros(len(weights), numpy.float32)
        given, padding = self.padded(node, attributes, 0)
        group, channels = attributes.get("group", 1), self.shapes[node.input[0]][1]
        strides, dilations = attributes.get("strides", [1, 1]), attributes.get("dilations", [1, 1])
        common = {"padding": padding, "strideH": strides[0], "strideW": strides[1],
                  "dilationHFactor": dilations[0], "dilationWFactor": dilations[1]}
        bias = self.per_channel(node.name + ".bias", bias)
        if group == 1:
            kernel = self.constant(node.input[1], weights.transpose(0, 2, 3, 1))
            return self.emit(node, OPERATORS.CONV_2D, [given, kernel, bias], schema.Conv2DOptionsT(**common))
        if group != channels:
            raise Unsupported(f"{node.name} has {group} groups of {channels} channels")
        kernel = self.constant(node.input[1], weights.transpose(1, 2, 3, 0))
        self.emit(node, OPERATORS.DEPTHWISE_CONV_2D, [given, kernel, bias], schema.DepthwiseConv2DOptionsT(
            depthMultiplier=len(weights) // channels, **common), version=2 if max(dilations) > 1 else 1)

    def pool(self, node, attributes, code, given, padding):
        kernel, strides = attributes["kernel_shape"], attributes.get("strides", [1, 1])
        self.emit(node, code, [given], schema.Pool2DOptionsT(
            padding=padding, strideH=strides[0], strideW=strides[1], filterHeight=kernel[0], filterWidth=kernel[1]))

    def on_MaxPool(self, node, attributes):
        self.pool(node, attributes, OPERATORS.MAX_POOL_2D,
                  *self.padded(node, attributes, float(numpy.finfo(numpy.float32).min)))

    def on_AveragePool(self, node, attributes):
        if attributes.get("count_include_pad", 0):
            raise Unsupported(f"{node.name} counts its padding")
        given, padding = self.padded(node, attributes, 0)
        self.pool(node, attributes, OPERATORS.AVERAGE_POOL_2D, given, padding)
        if given == self.indices[node.input[0]]:
            return
        # Padded with zeros that were counted: each place times what it was divided by too often.
        name = node.output[0]
        _, rows, columns, _ = self.rows(self.shapes[name])
        _, height, width, _ = self.rows(self.shapes[node.input[0]])
        kernel, strides, pads = attributes["kernel_shape"], attributes["strides"], attributes["pads"]

        def inside(count, size, window, stride, pad):
            begin = numpy.arange(count) * stride - pad
            return numpy.minimum(begin + window, size) - numpy.maximum(begin, 0)

        share = numpy.outer(inside(rows, height, kernel[0], strides[0], pads[0]),
                            inside(columns, width, kernel[1], strides[1], pads[1])) / (kernel[0] * kernel[1])
        factor = self.constant(name + ".share", (1 / share).astype(numpy.float32)[None, :, :, None])
        self.emit(node, OPERATORS.MUL, [self.indices[name], factor], schema.MulOptionsT())

    def on_GlobalAveragePool(self, node, _):
        axes = self.constant(node.name + ".axes", numpy.int32([1, 2]))
        self.emit(node, OPERATORS.MEAN, [self.indices[node.input[0]], axes], schema.ReducerOptionsT(keepDims=True))

    # The rest

    def on_Relu(self, node, _):
        given = self.indices[node.input[0]]
        producer = self.producers.get(given)
        options = producer.builtinOptions if producer else None
        if self.readers[node.input[0]] == 1 and getattr(options, "fusedActivationFunction", None) == 0 and not isinstance(
                options, (schema.ConcatenationOptionsT, schema.Pool2DOptionsT)):
            options.fusedActivationFunction = RELU
            self.indices[node.output[0]] = given
            return
        self.emit(node, OPERATORS.RELU, [given])

    def on_Add(self, node, _):
        total = self.indices[node.input[0]]
        shape = self.rows(self.shapes[node.output[0]])
        for i, name in enumerate(node.input[1:], 1):
            total = self.add(OPERATORS.ADD, [total, self.indices[name]], f"{node.output[0]}.{i}", shape, schema.AddOptionsT())
        self.indices[node.output[0]] = total

    on_Sum = on_Add

    def on_Concat(self, node, _):
        if node.output[0] in self.shapes:  # else a part of the shape of zeros
            self.emit(node, OPERATORS.CONCATENATION, [self.indices[name] for name in node.input],
                      schema.ConcatenationOptionsT(axis=3))

    def on_Slice(self, node, _):
        if node.output[0] not in self.shapes:
            return
        begin, end = [0, 0, 0, 0], self.rows(self.shapes[node.input[0]])
        starts, ends, axes = (self.constants[name].tolist() for name in node.input[1:4])
        for start, stop, axis in zip(starts, ends, axes):
            at = TO_ROWS.index(axis)
            begin[at], end[at] = start, min(stop, end[at])
        bounds = [self.constant(f"{node.name}.{word}", numpy.int32(values))
                  for word, values in (("begin", begin), ("end", end), ("strides", [1, 1, 1, 1]))]
        self.emit(node, OPERATORS.STRIDED_SLICE, [self.indices[node.input[0]], *bounds], schema.StridedSliceOptionsT())

    def on_Shape(self, node, _):
        """Only asked for by zeros, whose shape is known here."""

    def on_ConstantOfShape(self, node, _):
        self.indices[node.output[0]] = self.constant(
            node.output[0], numpy.zeros(self.rows(self.shapes[node.output[0]]), numpy.float32))

    def on_BatchNormalization(self, node, attributes):
        scale, shift, mean, variance = (self.constants[name].astype(numpy.float64) for name in node.input[1:5])
        factor = scale / numpy.sqrt(variance + attributes.get("epsilon", 1e-5))
        name = node.output[0]
        scaled = self.add(
            OPERATORS.MUL, [self.indices[node.input[0]], self.per_channel(name + ".factor", factor)], name + ".scaled",
            self.rows(self.shapes[name]), schema.MulOptionsT())
        self.emit(node, OPERATORS.ADD, [scaled, self.per_channel(name + ".shift", shift - mean * factor)],
                  schema.AddOptionsT())

    def on_Cast(self, node, _):
        self.emit(node, OPERATORS.CAST, [self.indices[node.input[0]]], schema.CastOptionsT(
            inDataType=schema.TensorType.UINT8, outDataType=schema.TensorType.FLOAT32))

    def arithmetic(self, node, code, options):
        self.emit(node, code, [self.indices[node.input[0]], self.per_channel(node.input[1], self.constants[node.input[1]])], options)

    def on_Sub(self, node, _):
        self.arithmetic(node, OPERATORS.SUB, schema.SubOptionsT())

    def on_Div(self, node, _):
        self.arithmetic(node, OPERATORS.DIV, schema.DivOptionsT())

    def on_Flatten(self, node, _):
        shape = self.shapes[node.output[0]]
        height, width = self.shapes[node.input[0]][2:]
        if height * width > 1:
            raise Unsupported(f"{node.name} joins more than channels")  # their order would differ
        sizes = self.constant(node.name + ".sizes", numpy.int32(shape))
        self.emit(node, OPERATORS.RESHAPE, [self.indices[node.input[0]], sizes], schema.ReshapeOptionsT(newShape=shape))

    def on_Gemm(self, node, attributes):
        if not attributes.get("transB", 0):
            raise Unsupported(f"{node.name} has weights in another order")
        self.emit(node, OPERATORS.FULLY_CONNECTED, [
            self.indices[node.input[0]], self.constant(node.input[1], self.constants[node.input[1]]),
            self.per_channel(node.input[2], self.constants[node.input[2]])], schema.FullyConnectedOptionsT())

    def on_Softmax(self, node, _):
        self.emit(node, OPERATORS.SOFTMAX, [self.indices[node.input[0]]], schema.SoftmaxOptionsT(beta=1.0))


def converted(onnx_bytes, batch):
    """The bytes of a LiteRT file. Raises Unsupported."""
    return Converter(onnx.load_from_string(onnx_bytes), batch).convert()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("onnx", help="the file to read")
    parser.add_argument("litert", help="the file to write")
    parser.add_argument("--batch", type=int, default=1, help="images at a time")
    arguments = parser.parse_args()
    with open(arguments.onnx, "rb") as file:
        given = file.read()
    try:
        written = converted(given, arguments.batch)
    except Unsupported as error:
        parser.error(f"{arguments.onnx}: {error}")
    with open(arguments.litert, "wb") as file:
        file.write(written)


if __name__ == "__main__":
    main()
