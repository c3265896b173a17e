// SPDX-License-Identifier: Apache-2.0
// The layers of supernets (DARTS, cnn/operations.py), without the ReLU that stands before each: cells share it.
#pragma once

#include <string>

#include "core/nn/named_tensor.h"
#include "core/nn/search_cell.h"

namespace paretoscope::nn {

/// Batch normalisation; `scale` (a vector of C numbers, may be undefined) takes the place of its weight: w · BN(x) at
/// no cost.
class SearchNorm {
public:
    SearchNorm() = default;
    SearchNorm(int channels, bool affine);
    torch::Tensor operator()(const torch::Tensor& input, NormalisationMode mode, const torch::Tensor& scale = {}) const;
    void collectParameters(NamedTensors& into, const std::string& prefix) const;
    void collectBuffers(NamedTensors& into, const std::string& prefix) const;

private:
    torch::Tensor weight_;
    torch::Tensor bias_;
    torch::Tensor mean_;
    torch::Tensor variance_;
};

struct ConvolutionGeometry {
    int inputChannels;
    int outputChannels;
    int kernel = 1;
    int stride = 1;
    int padding = 0;
    int dilation = 1;
    int groups = 1;
};

/// A convolution without bias.
class SearchConvolution {
public:
    SearchConvolution() = default;
    SearchConvolution(const ConvolutionGeometry& geometry, torch::Generator generator);
    torch::Tensor operator()(const torch::Tensor& input) const;
    /// The same on pixels of one residue class modulo the dilation, where it is an ordinary convolution of stride 1.
    [[nodiscard]] torch::Tensor onResidueClass(const torch::Tensor& pixels) const;
    void collectParameters(NamedTensors& into, const std::string& name) const { into.push_back({name, weight_}); }

private:
    ConvolutionGeometry geometry_{};
    torch::Tensor weight_;
};

/// Convolution and normalisation.
struct NormedConvolution {
    SearchConvolution convolution;
    SearchNorm norm;

    NormedConvolution() = default;
    NormedConvolution(const ConvolutionGeometry& geometry, bool affine, torch::Generator generator);
    torch::Tensor operator()(
        const torch::Tensor& rectified, NormalisationMode mode, const torch::Tensor& scale = {}) const;
    void collectParameters(NamedTensors& into, const std::string& prefix) const;
    void collectBuffers(NamedTensors& into, const std::string& prefix) const;
};

/// The pixels at even and at odd positions of a rectified tensor: what a FactorizedReduce reads. Shared by all that
/// read one state.
struct Subsampled {
    torch::Tensor even;
    torch::Tensor odd;
};
Subsampled subsample(const torch::Tensor& rectified);

/// [N, C, H, W] as [4N, C, H/2, W/2]: the four images of pixels whose row and column parities agree. A convolution of
/// dilation 2 only ever joins pixels within one of them. Height and width must be even.
torch::Tensor toParityImages(const torch::Tensor& input);
/// Inverse of toParityImages.
torch::Tensor fromParityImages(const torch::Tensor& images);

/// Halves height and width: two 1×1 convolutions on shifted pixels, concatenated, normalised.
class FactorizedReduce {
public:
    FactorizedReduce() = default;
    FactorizedReduce(int inputChannels, int outputChannels, torch::Generator generator);
    torch::Tensor operator()(const Subsampled& pixels, NormalisationMode mode, const torch::Tensor& scale = {}) const;
    void collectParameters(NamedTensors& into, const std::string& prefix) const;
    void collectBuffers(NamedTensors& into, const std::string& prefix) const;

private:
    SearchConvolution even_;
    SearchConvolution odd_;
    SearchNorm norm_;
};

/// Σ coefficients[i] · terms[i]; its backward pass takes the coefficients' gradients as dot products, without a
/// temporary tensor.
torch::Tensor weightedSum(const torch::Tensor& coefficients, const std::vector<torch::Tensor>& terms);

}
