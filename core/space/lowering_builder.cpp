// SPDX-License-Identifier: Apache-2.0
#include "core/space/lowering_builder.h"

#include <cassert>
#include <utility>

namespace paretoscope::space {

namespace {

int windowed(int size, const LoweringBuilder::Window& window) {
    return (size + 2 * window.padding - window.dilation * (window.kernel - 1) - 1) / window.stride + 1;
}

TensorShape windowed(const TensorShape& shape, int channels, const LoweringBuilder::Window& window) {
    return {channels, windowed(shape.height, window), windowed(shape.width, window)};
}

}

int LoweringBuilder::append(
    OperatorKind kind, const std::string& name, std::vector<int> inputs, TensorShape output, Window window) {
    const int number = static_cast<int>(network_.tensors.size());
    const TensorShape input = shape(inputs.front());
    network_.operators.push_back({.kind = kind,
        .name = name,
        .inputs = std::move(inputs),
        .output = number,
        .inputShape = input,
        .outputShape = output,
        .kernel = window.kernel,
        .stride = window.stride,
        .padding = window.padding,
        .dilation = window.dilation,
        .groups = window.groups,
        .origin = origin_,
        .part = {}});
    network_.tensors.push_back(output);
    return number;
}

int LoweringBuilder::image(TensorShape shape) {
    network_.tensors.push_back(shape);
    return static_cast<int>(network_.tensors.size()) - 1;
}

int LoweringBuilder::convolution(
    const std::string& name, int input, int channels, Window window, const std::string& part) {
    const int output =
        append(OperatorKind::Convolution, name, {input}, windowed(shape(input), channels, window), window);
    network_.operators.back().part = part;
    return output;
}

int LoweringBuilder::batchNorm(const std::string& name, int input, const std::string& part) {
    const int output = append(OperatorKind::BatchNorm, name, {input}, shape(input), {});
    network_.operators.back().part = part;
    return output;
}

int LoweringBuilder::relu(const std::string& name, int input) {
    return append(OperatorKind::Relu, name, {input}, shape(input), {});
}

int LoweringBuilder::pool(OperatorKind kind, const std::string& name, int input, Window window) {
    return append(kind, name, {input}, windowed(shape(input), shape(input).channels, window), window);
}

int LoweringBuilder::globalPool(const std::string& name, int input) {
    return append(OperatorKind::GlobalAvgPool, name, {input}, {shape(input).channels, 1, 1}, {});
}

int LoweringBuilder::linear(const std::string& name, int input, int outputs) {
    return append(OperatorKind::Linear, name, {input}, {outputs, 1, 1}, {});
}

int LoweringBuilder::zero(const std::string& name, int input, TensorShape shape) {
    return append(OperatorKind::Zero, name, {input}, shape, {});
}

int LoweringBuilder::sum(const std::string& name, const std::vector<int>& inputs) {
    assert(!inputs.empty());
    return inputs.size() == 1 ? inputs.front() : append(OperatorKind::Add, name, inputs, shape(inputs.front()), {});
}

int LoweringBuilder::concat(const std::string& name, const std::vector<int>& inputs) {
    TensorShape output = shape(inputs.front());
    output.channels = 0;
    for (const int input : inputs) {
        assert(shape(input).height == output.height && shape(input).width == output.width);
        output.channels += shape(input).channels;
    }
    return append(OperatorKind::Concat, name, inputs, output, {});
}

int LoweringBuilder::reluConvolutionBatchNorm(
    const std::string& name, int input, int channels, Window window, const std::string& part) {
    const int active = relu(name + ".relu", input);
    return batchNorm(name + ".bn", convolution(name + ".conv", active, channels, window, part), part + ".bn");
}

int LoweringBuilder::factorizedReduce(const std::string& name, int input, int channels) {
    const Window stride2{.stride = 2};
    const int active = relu(name + ".relu", input);
    const int even = convolution(name + ".conv1", active, channels / 2, stride2, ".even");
    TensorShape cropped = shape(active);
    --cropped.height;
    --cropped.width;
    const int shifted = append(OperatorKind::ShiftCrop, name + ".shift", {active}, cropped, {});
    const int odd = convolution(name + ".conv2", shifted, channels - channels / 2, stride2, ".odd");
    return batchNorm(name + ".bn", concat(name + ".concat", {even, odd}), ".bn");
}

int LoweringBuilder::depthwise(const OperationSpec& spec, const std::string& name, int input, int stride) {
    const int channels = shape(input).channels;
    Window window{.kernel = spec.kernel,
        .stride = stride,
        .padding = spec.padding(),
        .dilation = spec.dilation,
        .groups = channels};
    int tensor = input;
    for (int repetition = 1; repetition <= spec.repetitions; ++repetition) {
        const std::string number = std::to_string(repetition);
        const std::string suffix = spec.repetitions == 1 ? "" : number;
        tensor = relu(name + ".relu" + suffix, tensor);
        tensor = convolution(name + ".dw" + suffix, tensor, channels, window, ".dw" + number);
        tensor = convolution(name + ".pw" + suffix, tensor, channels, {}, ".pw" + number);
        tensor = batchNorm(name + ".bn" + suffix, tensor, ".pw" + number + ".bn");
        window.stride = 1;
    }
    return tensor;
}

int LoweringBuilder::edgeOperation(Operation operation, const std::string& name, int input, int stride) {
    const OperationSpec& spec = operationSpec(operation);
    const int channels = shape(input).channels;
    const Window window{.kernel = spec.kernel, .stride = stride, .padding = spec.padding(), .dilation = spec.dilation};
    int output = input;
    switch (spec.kind) {
    case OperationKind::None:
        assert(false && "an edge without operation is left out, not lowered");
        break;
    case OperationKind::MaxPool:
        output = pool(OperatorKind::MaxPool, name, input, window);
        break;
    case OperationKind::AvgPool:
        output = pool(OperatorKind::AvgPool, name, input, window);
        break;
    case OperationKind::Skip:
        output = stride == 1 ? input : factorizedReduce(name, input, channels);
        break;
    case OperationKind::Depthwise:
        output = depthwise(spec, name, input, stride);
        break;
    case OperationKind::Dense:
        output = reluConvolutionBatchNorm(name, input, channels, window, ".conv1");
        break;
    }
    if (output != input) {
        network_.operators.back().dropPath = true;
    }
    return output;
}

}
