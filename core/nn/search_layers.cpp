// SPDX-License-Identifier: Apache-2.0
#include "core/nn/search_layers.h"

#include "core/nn/initialisation.h"
#include "core/torch_headers.h"

namespace paretoscope::nn {

SearchNorm::SearchNorm(int channels, bool affine) {
    const NormalisationTensors tensors = newNormalisation(channels, affine);
    weight_ = tensors.weight;
    bias_ = tensors.bias;
    mean_ = tensors.mean;
    variance_ = tensors.variance;
}

torch::Tensor SearchNorm::operator()(
    const torch::Tensor& input, NormalisationMode mode, const torch::Tensor& scale) const {
    const bool usesRunning = !mode.batchStatistics || mode.updateRunning;
    return at::batch_norm(input, scale.defined() ? scale : weight_, bias_, usesRunning ? mean_ : torch::Tensor(),
        usesRunning ? variance_ : torch::Tensor(), mode.batchStatistics, normalisationMomentum, normalisationEpsilon,
        /*cudnn_enabled=*/true);
}

void SearchNorm::collectParameters(NamedTensors& into, const std::string& prefix) const {
    if (weight_.defined()) {
        into.push_back({prefix + ".weight", weight_});
        into.push_back({prefix + ".bias", bias_});
    }
}

void SearchNorm::collectBuffers(NamedTensors& into, const std::string& prefix) const {
    into.push_back({prefix + ".running_mean", mean_});
    into.push_back({prefix + ".running_var", variance_});
}

SearchConvolution::SearchConvolution(const ConvolutionGeometry& geometry, torch::Generator generator)
    : geometry_(geometry)
    , weight_(newConvolutionWeight(
          geometry.outputChannels, geometry.inputChannels, geometry.groups, geometry.kernel, std::move(generator))) { }

torch::Tensor SearchConvolution::operator()(const torch::Tensor& input) const {
    const auto& g = geometry_;
    return at::conv2d(
        input, weight_, {}, {g.stride, g.stride}, {g.padding, g.padding}, {g.dilation, g.dilation}, g.groups);
}

torch::Tensor SearchConvolution::onResidueClass(const torch::Tensor& pixels) const {
    const std::int64_t padding = geometry_.padding / geometry_.dilation;
    return at::conv2d(pixels, weight_, {}, {1, 1}, {padding, padding}, {1, 1}, geometry_.groups);
}

NormedConvolution::NormedConvolution(const ConvolutionGeometry& geometry, bool affine, torch::Generator generator)
    : convolution(geometry, std::move(generator))
    , norm(geometry.outputChannels, affine) { }

torch::Tensor NormedConvolution::operator()(
    const torch::Tensor& rectified, NormalisationMode mode, const torch::Tensor& scale) const {
    return norm(convolution(rectified), mode, scale);
}

void NormedConvolution::collectParameters(NamedTensors& into, const std::string& prefix) const {
    convolution.collectParameters(into, prefix + ".weight");
    norm.collectParameters(into, prefix + ".bn");
}

void NormedConvolution::collectBuffers(NamedTensors& into, const std::string& prefix) const {
    norm.collectBuffers(into, prefix + ".bn");
}

Subsampled subsample(const torch::Tensor& rectified) {
    const auto format = rectified.suggest_memory_format();
    return {rectified.slice(2, 0, std::nullopt, 2).slice(3, 0, std::nullopt, 2).contiguous(format),
        rectified.slice(2, 1, std::nullopt, 2).slice(3, 1, std::nullopt, 2).contiguous(format)};
}

torch::Tensor toParityImages(const torch::Tensor& input) {
    const std::int64_t n = input.size(0);
    const std::int64_t c = input.size(1);
    const std::int64_t h = input.size(2) / 2;
    const std::int64_t w = input.size(3) / 2;
    if (input.is_contiguous(torch::MemoryFormat::ChannelsLast)) {
        const torch::Tensor split = input.permute({0, 2, 3, 1}).view({n, h, 2, w, 2, c}).permute({2, 4, 0, 1, 3, 5});
        return split.contiguous().view({4 * n, h, w, c}).permute({0, 3, 1, 2});
    }
    const torch::Tensor split = input.reshape({n, c, h, 2, w, 2}).permute({3, 5, 0, 1, 2, 4});
    return split.contiguous().view({4 * n, c, h, w});
}

torch::Tensor fromParityImages(const torch::Tensor& images) {
    const std::int64_t n = images.size(0) / 4;
    const std::int64_t c = images.size(1);
    const std::int64_t h = images.size(2);
    const std::int64_t w = images.size(3);
    if (images.is_contiguous(torch::MemoryFormat::ChannelsLast)) {
        const torch::Tensor split = images.permute({0, 2, 3, 1}).view({2, 2, n, h, w, c}).permute({2, 3, 0, 4, 1, 5});
        return split.contiguous().view({n, 2 * h, 2 * w, c}).permute({0, 3, 1, 2});
    }
    const torch::Tensor split = images.reshape({2, 2, n, c, h, w}).permute({2, 3, 4, 0, 5, 1});
    return split.contiguous().view({n, c, 2 * h, 2 * w});
}

FactorizedReduce::FactorizedReduce(int inputChannels, int outputChannels, torch::Generator generator)
    : even_({.inputChannels = inputChannels, .outputChannels = outputChannels / 2}, generator)
    , odd_({.inputChannels = inputChannels, .outputChannels = outputChannels - outputChannels / 2}, generator)
    , norm_(outputChannels, false) { }

torch::Tensor FactorizedReduce::operator()(
    const Subsampled& pixels, NormalisationMode mode, const torch::Tensor& scale) const {
    return norm_(at::cat({even_(pixels.even), odd_(pixels.odd)}, 1), mode, scale);
}

void FactorizedReduce::collectParameters(NamedTensors& into, const std::string& prefix) const {
    even_.collectParameters(into, prefix + ".even.weight");
    odd_.collectParameters(into, prefix + ".odd.weight");
}

void FactorizedReduce::collectBuffers(NamedTensors& into, const std::string& prefix) const {
    norm_.collectBuffers(into, prefix + ".bn");
}

namespace {

torch::Tensor dotProduct(const torch::Tensor& a, const torch::Tensor& b) {
    if (a.strides() == b.strides() && a.is_non_overlapping_and_dense()) {
        return at::dot(a.as_strided({a.numel()}, {1}), b.as_strided({b.numel()}, {1}));
    }
    return (a * b).sum();
}

class WeightedSum : public torch::autograd::Function<WeightedSum> {
public:
    static torch::Tensor forward(
        torch::autograd::AutogradContext* context, const torch::Tensor& coefficients, at::TensorList terms) {
        // Factors stay tensors: reading them as numbers would wait for a device that runs ahead.
        const std::vector<torch::Tensor> factors = coefficients.unbind();
        torch::Tensor sum = terms[0] * factors[0];
        for (std::size_t index = 1; index < terms.size(); ++index) {
            sum.addcmul_(terms[index], factors[index]);
        }
        torch::autograd::variable_list saved{coefficients};
        saved.insert(saved.end(), terms.begin(), terms.end());
        context->save_for_backward(std::move(saved));
        return sum;
    }

    static torch::autograd::variable_list backward(
        torch::autograd::AutogradContext* context, const torch::autograd::variable_list& outputs) {
        const torch::autograd::variable_list saved = context->get_saved_variables();
        const torch::Tensor& gradient = outputs.front();
        const std::vector<torch::Tensor> factors = saved.front().unbind();
        torch::autograd::variable_list result(saved.size());
        std::vector<torch::Tensor> products;
        for (std::size_t index = 0; index < factors.size(); ++index) {
            if (context->needs_input_grad(index + 1)) {
                result[index + 1] = gradient * factors[index];
            }
            if (context->needs_input_grad(0)) {
                products.push_back(dotProduct(gradient, saved[index + 1]));
            }
        }
        if (!products.empty()) {
            result.front() = torch::stack(products);
        }
        return result;
    }
};

}

torch::Tensor weightedSum(const torch::Tensor& coefficients, const std::vector<torch::Tensor>& terms) {
    // Only a TensorList, not a vector, is seen by autograd.
    return WeightedSum::apply(coefficients, at::TensorList(terms));
}

}
