// SPDX-License-Identifier: Apache-2.0
#include "core/nn/optimisers.h"
#include "core/torch_headers.h"

#include <cmath>
#include <optional>

namespace paretoscope::nn {

namespace {

constexpr double clipEpsilon = 1e-6; // PyTorch's clip_grad_norm_ adds the same

std::vector<torch::Tensor> gradientsOf(const std::vector<torch::Tensor>& parameters) {
    std::vector<torch::Tensor> gradients;
    gradients.reserve(parameters.size());
    for (const torch::Tensor& parameter : parameters) {
        if (parameter.grad().defined()) {
            gradients.push_back(parameter.grad());
        }
    }
    return gradients;
}

// The fused kernels walk the memory of parameter, gradient and state side by side, so all must be laid out alike.
torch::Tensor gradientLike(const torch::Tensor& parameter) {
    const torch::Tensor& gradient = parameter.grad();
    return gradient.strides() == parameter.strides() ? gradient : torch::empty_like(parameter).copy_(gradient);
}

std::vector<torch::Tensor> zerosLike(const std::vector<torch::Tensor>& parameters) {
    std::vector<torch::Tensor> zeros;
    zeros.reserve(parameters.size());
    for (const torch::Tensor& parameter : parameters) {
        zeros.push_back(torch::zeros_like(parameter.detach()));
    }
    return zeros;
}

void append(NamedTensors& state, const std::string& prefix, const std::vector<torch::Tensor>& tensors) {
    for (std::size_t index = 0; index < tensors.size(); ++index) {
        state.push_back({prefix + std::to_string(index), tensors[index]});
    }
}

}

double clipGradientNorm(const std::vector<torch::Tensor>& parameters, double maximum) {
    const torch::NoGradGuard noGrad;
    const std::vector<torch::Tensor> gradients = gradientsOf(parameters);
    if (gradients.empty()) {
        return 0.0;
    }
    const double norm = torch::stack(at::_foreach_norm(gradients)).norm().item<double>();
    if (std::isfinite(norm) && norm > maximum) {
        at::_foreach_mul_(gradients, maximum / (norm + clipEpsilon));
    }
    return norm;
}

void clearGradients(const std::vector<torch::Tensor>& parameters) {
    for (torch::Tensor parameter : parameters) {
        parameter.mutable_grad().reset();
    }
}

Sgd::Sgd(std::vector<torch::Tensor> parameters, Options options)
    : parameters_(std::move(parameters))
    , buffers_(zerosLike(parameters_))
    , options_(options) { }

Sgd::Moved Sgd::moved() const {
    Moved now;
    for (std::size_t index = 0; index < parameters_.size(); ++index) {
        if (parameters_[index].grad().defined()) {
            now.parameters.push_back(parameters_[index]);
            now.gradients.push_back(gradientLike(parameters_[index]));
            now.buffers.push_back(buffers_[index]);
        }
    }
    return now;
}

torch::Tensor Sgd::step(double learningRate) {
    const double number = options_.clipNorm > 0 ? clipGradientNorm(parameters_, options_.clipNorm) : 0;
    const torch::NoGradGuard noGrad;
    const torch::Tensor norm = torch::full({}, number, torch::kFloat64);
    if (!std::isfinite(number)) {
        return norm;
    }
    const Moved now = moved();
    if (now.parameters.empty()) {
        return norm;
    }
    // Buffers start at zero, so without dampening the first step needs no special case.
    at::_fused_sgd_(now.parameters, now.gradients, now.buffers, options_.weightDecay, options_.momentum, learningRate,
        /*dampening=*/0.0, options_.nesterov, /*maximize=*/false, /*is_first_step=*/false);
    return norm;
}

torch::Tensor DeviceSgd::step(double learningRate) {
    const torch::NoGradGuard noGrad;
    const Moved now = moved();
    torch::Tensor norm = torch::zeros({}, parameters().front().options().requires_grad(false));
    if (now.parameters.empty()) {
        return norm;
    }
    std::optional<torch::Tensor> divisor; // of the gradients, applied by the fused pass
    std::optional<torch::Tensor> standStill; // 1: the fused pass leaves everything as it is
    if (options().clipNorm > 0) {
        norm = torch::stack(at::_foreach_norm(now.gradients)).norm();
        divisor = ((norm + clipEpsilon) / options().clipNorm).clamp_min(1).to(torch::kFloat32);
        standStill = norm.isfinite().logical_not().to(torch::kFloat32);
    }
    at::_fused_sgd_(now.parameters, now.gradients, now.buffers, options().weightDecay, options().momentum, learningRate,
        /*dampening=*/0.0, options().nesterov, /*maximize=*/false, /*is_first_step=*/false, divisor, standStill);
    return norm;
}

NamedTensors Sgd::state(const std::string& prefix) const {
    NamedTensors state;
    append(state, prefix + "momentum.", buffers_);
    return state;
}

void Sgd::loadState(const NamedTensors& state, const std::string& prefix) {
    copyByName(state, this->state(prefix));
}

Adam::Adam(std::vector<torch::Tensor> parameters, Options options)
    : parameters_(std::move(parameters))
    , averages_(zerosLike(parameters_))
    , squares_(zerosLike(parameters_))
    , options_(options) {
    for (const torch::Tensor& parameter : parameters_) {
        steps_.push_back(torch::zeros({}, parameter.options().dtype(torch::kFloat32).requires_grad(false)));
    }
}

void Adam::step(double learningRate) {
    const torch::NoGradGuard noGrad;
    std::vector<torch::Tensor> parameters;
    std::vector<torch::Tensor> gradients;
    std::vector<torch::Tensor> averages;
    std::vector<torch::Tensor> squares;
    std::vector<torch::Tensor> steps;
    for (std::size_t index = 0; index < parameters_.size(); ++index) {
        if (parameters_[index].grad().defined()) {
            parameters.push_back(parameters_[index]);
            gradients.push_back(gradientLike(parameters_[index]));
            averages.push_back(averages_[index]);
            squares.push_back(squares_[index]);
            steps.push_back(steps_[index]);
        }
    }
    if (parameters.empty()) {
        return;
    }
    at::_foreach_add_(steps, 1);
    at::_fused_adam_(parameters, gradients, averages, squares, {}, steps, learningRate, options_.beta1, options_.beta2,
        options_.weightDecay, options_.epsilon, /*amsgrad=*/false, /*maximize=*/false);
}

NamedTensors Adam::state(const std::string& prefix) const {
    NamedTensors state;
    append(state, prefix + "average.", averages_);
    append(state, prefix + "square.", squares_);
    append(state, prefix + "steps.", steps_);
    return state;
}

void Adam::loadState(const NamedTensors& state, const std::string& prefix) {
    copyByName(state, this->state(prefix));
}

}
