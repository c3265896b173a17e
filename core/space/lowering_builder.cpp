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
        .origin = origin_});
    network_.tensors.push_back(output);
    return number;
}

int LoweringBuilder::image(TensorShape shape) {
    network_.tensors.push_back(shape);
    return static_cast<int>(network_.tensors.size()) - 1;
}

int LoweringBuilder::convolution(const std::string& name, int input, int channels, Window window) {
    return append(OperatorKind::Convolution, name, {input}, windowed(shape(input), channels, window), window);
}

int LoweringBuilder::batchNorm(const std::string& name, int input) {
    return append(OperatorKind::BatchNorm, name, {input}, shape(input), {});
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

int LoweringBuilder::reluConvolutionBatchNorm(const std::string& name, int input, int channels, Window window) {
    return batchNorm(name + ".bn", convolution(name + ".conv", relu(name + ".relu", input), channels, window));
}

int LoweringBuilder::factorizedReduce(const std::string& name, int input, int channels) {
    const Window stride2{.stride = 2};
    const int active = relu(name + ".relu", input);
    const int even = convolution(name + ".conv1", active, channels / 2, stride2);
    TensorShape cropped = shape(active);
    --cropped.height;
    --cropped.width;
    const int shifted = append(OperatorKind::ShiftCrop, name + ".shift", {active}, cropped, {});
    const int odd = convolution(name + ".conv2", shifted, channels - channels / 2, stride2);
    return batchNorm(name + ".bn", concat(name + ".concat", {even, odd}));
}

int LoweringBuilder::depthwisePointwise(const std::string& name, const std::string& suffix, int input, Window window) {
    const int channels = shape(input).channels;
    window.groups = channels;
    int tensor = relu(name + ".relu" + suffix, input);
    tensor = convolution(name + ".dw" + suffix, tensor, channels, window);
    tensor = convolution(name + ".pw" + suffix, tensor, channels, {});
    return batchNorm(name + ".bn" + suffix, tensor);
}

int LoweringBuilder::separable(const std::string& name, int input, int kernel, int stride) {
    const int padding = (kernel - 1) / 2;
    const int first = depthwisePointwise(name, "1", input, {.kernel = kernel, .stride = stride, .padding = padding});
    return depthwisePointwise(name, "2", first, {.kernel = kernel, .stride = 1, .padding = padding});
}

int LoweringBuilder::dilated(const std::string& name, int input, int kernel, int stride) {
    return depthwisePointwise(
        name, "", input, {.kernel = kernel, .stride = stride, .padding = kernel - 1, .dilation = 2});
}

int LoweringBuilder::edgeOperation(Operation operation, const std::string& name, int input, int stride) {
    const int channels = shape(input).channels;
    const Window threeByThree{.kernel = 3, .stride = stride, .padding = 1};
    int output = input;
    switch (operation) {
    case Operation::None:
        assert(false && "an edge without operation is left out, not lowered");
        break;
    case Operation::MaxPool3x3:
        output = pool(OperatorKind::MaxPool, name, input, threeByThree);
        break;
    case Operation::AvgPool3x3:
        output = pool(OperatorKind::AvgPool, name, input, threeByThree);
        break;
    case Operation::SkipConnect:
        output = stride == 1 ? input : factorizedReduce(name, input, channels);
        break;
    case Operation::SepConv3x3:
        output = separable(name, input, 3, stride);
        break;
    case Operation::SepConv5x5:
        output = separable(name, input, 5, stride);
        break;
    case Operation::DilConv3x3:
        output = dilated(name, input, 3, stride);
        break;
    case Operation::DilConv5x5:
        output = dilated(name, input, 5, stride);
        break;
    case Operation::NorConv1x1:
        output = reluConvolutionBatchNorm(name, input, channels, {.stride = stride});
        break;
    case Operation::NorConv3x3:
        output = reluConvolutionBatchNorm(name, input, channels, threeByThree);
        break;
    }
    if (output != input) {
        network_.operators.back().dropPath = true;
    }
    return output;
}

}
