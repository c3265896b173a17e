// SPDX-License-Identifier: Apache-2.0
#include "core/nn/initialisation.h"
#include "core/torch_headers.h"

#include <cmath>

namespace paretoscope::nn {

namespace {

// kaiming_uniform with a = sqrt(5), which is what PyTorch's layers use, comes out as ±1/sqrt(fan-in).
torch::Tensor uniform(torch::IntArrayRef sizes, std::int64_t fanIn, torch::Generator& generator) {
    const double bound = 1.0 / std::sqrt(static_cast<double>(fanIn));
    return torch::empty(sizes).uniform_(-bound, bound, generator).requires_grad_();
}

}

torch::Generator seededGenerator(std::uint64_t seed) {
    return at::make_generator<at::CPUGeneratorImpl>(seed);
}

torch::Tensor newConvolutionWeight(
    int outputChannels, int inputChannels, int groups, int kernel, torch::Generator generator) {
    const std::int64_t inputsPerGroup = inputChannels / groups;
    return uniform({outputChannels, inputsPerGroup, kernel, kernel}, inputsPerGroup * kernel * kernel, generator);
}

LinearWeights newLinearWeights(int inputs, int outputs, torch::Generator generator) {
    torch::Tensor weight = uniform({outputs, inputs}, inputs, generator);
    return {weight, uniform({outputs}, inputs, generator)};
}

NormalisationTensors newNormalisation(int channels, bool affine) {
    NormalisationTensors tensors;
    if (affine) {
        tensors.weight = torch::ones({channels}).requires_grad_();
        tensors.bias = torch::zeros({channels}).requires_grad_();
    }
    tensors.mean = torch::zeros({channels});
    tensors.variance = torch::ones({channels});
    return tensors;
}

}
