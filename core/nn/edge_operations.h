// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "core/nn/search_layers.h"
#include "core/space/operation.h"

namespace paretoscope::nn {

/// A convolutional operation on an edge: SepConv (two depthwise-pointwise-BN halves), DilConv (one), NorConv (a dense
/// convolution).
class ConvolutionalOperation {
public:
    /// `operation` must be convolutional.
    ConvolutionalOperation(space::Operation operation, int channels, int stride, torch::Generator generator);
    /// `rectified`: the edge's input after ReLU; `scale`: the operation's weight, once a channel.
    torch::Tensor operator()(const torch::Tensor& rectified, NormalisationMode mode, const torch::Tensor& scale) const;
    void collectParameters(NamedTensors& into, const std::string& prefix) const;
    void collectBuffers(NamedTensors& into, const std::string& prefix) const;

private:
    struct Half {
        std::optional<SearchConvolution> depthwise;
        NormedConvolution pointwise; ///< the dense convolution where there is no depthwise one
    };
    std::vector<Half> halves_;
};

[[nodiscard]] bool isConvolutional(space::Operation operation);
[[nodiscard]] bool isPooling(space::Operation operation);

/// 3×3 pooling, padding 1; the average does not count the padding.
torch::Tensor pool(space::Operation operation, const torch::Tensor& input, int stride);

}
