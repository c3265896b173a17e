// SPDX-License-Identifier: Apache-2.0
#include "core/nn/edge_operations.h"
#include "core/torch_headers.h"

namespace paretoscope::nn {

using space::Operation;

namespace {

struct Recipe {
    int kernel;
    int dilation;
    int halves;
    bool depthwise;
};

Recipe recipeOf(Operation operation) {
    switch (operation) {
    case Operation::SepConv3x3:
        return {3, 1, 2, true};
    case Operation::SepConv5x5:
        return {5, 1, 2, true};
    case Operation::DilConv3x3:
        return {3, 2, 1, true};
    case Operation::DilConv5x5:
        return {5, 2, 1, true};
    case Operation::NorConv1x1:
        return {1, 1, 1, false};
    case Operation::NorConv3x3:
        return {3, 1, 1, false};
    default:
        TORCH_INTERNAL_ASSERT(false, "not a convolutional operation");
    }
}

}

bool isConvolutional(Operation operation) {
    switch (operation) {
    case Operation::SepConv3x3:
    case Operation::SepConv5x5:
    case Operation::DilConv3x3:
    case Operation::DilConv5x5:
    case Operation::NorConv1x1:
    case Operation::NorConv3x3:
        return true;
    default:
        return false;
    }
}

bool isDilated(Operation operation) {
    return operation == Operation::DilConv3x3 || operation == Operation::DilConv5x5;
}

bool isPooling(Operation operation) {
    return operation == Operation::MaxPool3x3 || operation == Operation::AvgPool3x3;
}

torch::Tensor pool(Operation operation, const torch::Tensor& input, int stride) {
    if (operation == Operation::MaxPool3x3) {
        return at::max_pool2d(input, {3, 3}, {stride, stride}, {1, 1});
    }
    return at::avg_pool2d(input, {3, 3}, {stride, stride}, {1, 1}, /*ceil_mode=*/false, /*count_include_pad=*/false);
}

ConvolutionalOperation::ConvolutionalOperation(
    Operation operation, int channels, int stride, torch::Generator generator) {
    const Recipe recipe = recipeOf(operation);
    for (int half = 0; half < recipe.halves; ++half) {
        const int halfStride = half == 0 ? stride : 1;
        const ConvolutionGeometry spatial{.inputChannels = channels,
            .outputChannels = channels,
            .kernel = recipe.kernel,
            .stride = halfStride,
            .padding = recipe.dilation * (recipe.kernel - 1) / 2,
            .dilation = recipe.dilation,
            .groups = recipe.depthwise ? channels : 1};
        Half layers;
        if (recipe.depthwise) {
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
