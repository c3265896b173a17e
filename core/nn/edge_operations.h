// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/nn/search_layers.h"
#include "core/space/operation.h"

namespace paretoscope::nn {

/// What a convolutional operation is given: the edge's input, or (dilated operations only) pixels of one parity of it.
enum class Grid : std::uint8_t { Whole, Parity };

/// A convolutional operation on an edge: SepConv (two depthwise-pointwise-BN halves), DilConv (one), NorConv (a dense
/// convolution).
class ConvolutionalOperation {
public:
    /// `operation` must convolve (OperationSpec::convolves).
    ConvolutionalOperation(space::Operation operation, int channels, int stride, torch::Generator generator);
    /// `rectified`: the edge's input after ReLU; `scale`: the operation's weight, once a channel.
    torch::Tensor operator()(const torch::Tensor& rectified, NormalisationMode mode, const torch::Tensor& scale,
        Grid grid = Grid::Whole) const;
    void collectParameters(NamedTensors& into, const std::string& prefix) const;
    void collectBuffers(NamedTensors& into, const std::string& prefix) const;

private:
    struct Half {
        std::optional<SearchConvolution> depthwise;
        NormedConvolution pointwise; ///< the dense convolution where there is no depthwise one
    };
    std::vector<Half> halves_;
};

/// Dilation 2: with stride 2 it reads only pixels of even row and column, with stride 1 each parity by itself.
[[nodiscard]] bool isDilated(space::Operation operation);

/// Pooling that keeps the size but for the stride; the average does not count the padding.
torch::Tensor pool(space::Operation operation, const torch::Tensor& input, int stride);

}
