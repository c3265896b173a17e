// SPDX-License-Identifier: Apache-2.0
#include "core/nn/edge_operations.h"
#include "core/torch_headers.h"

namespace paretoscope::nn {

using space::Operation;
using space::OperationKind;
using space::OperationSpec;

bool isDilated(Operation operation) {
    return space::operationSpec(operation).dilation == 2;
}

torch::Tensor pool(Operation operation, const torch::Tensor& input, int stride) {
    const OperationSpec& spec = space::operationSpec(operation);
    TORCH_INTERNAL_ASSERT(spec.pools(), "not a pooling operation");
    const std::int64_t kernel = spec.kernel;
    const std::int64_t padding = spec.padding();
    if (spec.kind == OperationKind::MaxPool) {
        return at::max_pool2d(input, {kernel, kernel}, {stride, stride}, {padding, padding});
    }
    return at::avg_pool2d(input, {kernel, kernel}, {stride, stride}, {padding, padding}, /*ceil_mode=*/false,
        /*count_include_pad=*/false);
}

ConvolutionalOperation::ConvolutionalOperation(
    Operation operation, int channels, int stride, torch::Generator generator) {
    const OperationSpec& spec = space::operationSpec(operation);
    TORCH_INTERNAL_ASSERT(spec.convolves(), "not a convolutional operation");
    const bool depthwise = spec.kind == OperationKind::Depthwise;
    for (int half = 0; half < spec.repetitions; ++half) {
        const int halfStride = half == 0 ? stride : 1;
        const ConvolutionGeometry spatial{.inputChannels = channels,
            .outputChannels = channels,
            .kernel = spec.kernel,
            .stride = halfStride,
            .padding = spec.padding(),
            .dilation = spec.dilation,
            .groups = depthwise ? channels : 1};
        Half layers;
        if (depthwise) {
            layers.depthwise.emplace(spatial, generator);
            layers.pointwise =
                NormedConvolution({.inputChannels = channels, .outputChannels = channels}, false, generator);
        } else {
            layers.pointwise = NormedConvolution(spatial, false, generator);
        }
        halves_.push_back(std::move(layers));
    }
}

torch::Tensor ConvolutionalOperation::operator()(
    const torch::Tensor& rectified, NormalisationMode mode, const torch::Tensor& scale, Grid grid) const {
    torch::Tensor value = rectified;
    for (std::size_t index = 0; index < halves_.size(); ++index) {
        const Half& half = halves_[index];
        if (half.depthwise) {
            value = grid == Grid::Parity ? half.depthwise->onResidueClass(value) : (*half.depthwise)(value);
        }
        const bool last = index + 1 == halves_.size();
        value = half.pointwise(value, mode, last ? scale : torch::Tensor());
        if (!last) {
            value.relu_(); // normalisation's backward pass reads its input, not this output
        }
    }
    return value;
}

void ConvolutionalOperation::collectParameters(NamedTensors& into, const std::string& prefix) const {
    for (std::size_t index = 0; index < halves_.size(); ++index) {
        const std::string number = std::to_string(index + 1);
        if (halves_[index].depthwise) {
            halves_[index].depthwise->collectParameters(into, prefix + ".dw" + number + ".weight");
            halves_[index].pointwise.collectParameters(into, prefix + ".pw" + number);
        } else {
            halves_[index].pointwise.collectParameters(into, prefix + ".conv" + number);
        }
    }
}

void ConvolutionalOperation::collectBuffers(NamedTensors& into, const std::string& prefix) const {
    for (std::size_t index = 0; index < halves_.size(); ++index) {
        const char* part = halves_[index].depthwise ? ".pw" : ".conv";
        halves_[index].pointwise.collectBuffers(into, prefix + part + std::to_string(index + 1));
    }
}

}
