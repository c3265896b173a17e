// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include <torch/types.h>

namespace paretoscope::nn {

/// A generator of random numbers on the host.
torch::Generator seededGenerator(std::uint64_t seed);

/// Tensors of new layers, drawn as PyTorch's own layers draw them, from a generator handed in. All require gradients
/// unless said otherwise.
torch::Tensor newConvolutionWeight(
    int outputChannels, int inputChannels, int groups, int kernel, torch::Generator generator);

struct LinearWeights {
    torch::Tensor weight; ///< [outputs, inputs]
    torch::Tensor bias; ///< [outputs]
};
LinearWeights newLinearWeights(int inputs, int outputs, torch::Generator generator);

struct NormalisationTensors {
    torch::Tensor weight; ///< ones, undefined where not affine
    torch::Tensor bias; ///< zeros, undefined where not affine
    torch::Tensor mean; ///< running mean, no gradient
    torch::Tensor variance;
};
NormalisationTensors newNormalisation(int channels, bool affine);

constexpr double normalisationEpsilon = 1e-5;
constexpr double normalisationMomentum = 0.1;

}
