// SPDX-License-Identifier: Apache-2.0
#include "core/search/second_order.h"

#include <cmath>

#include "core/nn/read_numbers.h"

namespace paretoscope::search {
namespace {

using Tensors = std::vector<torch::Tensor>;

/// Puts the weights back whatever happens between.
class KeptWeights {
public:
    explicit KeptWeights(const Tensors& weights) : weights_(weights) {
        for (const torch::Tensor& weight : weights_) {
            original_.push_back(weight.detach().clone());
        }
    }
    ~KeptWeights() { restore(); }
    KeptWeights(const KeptWeights&) = delete;
    KeptWeights& operator=(const KeptWeights&) = delete;

    /// weights = original + factor · direction
    void shift(const Tensors& direction, double factor) {
        const torch::NoGradGuard noGradient;
        for (std::size_t index = 0; index < weights_.size(); ++index) {
            weights_[index].copy_(original_[index]).add_(direction[index], factor);
        }
    }
    void restore() {
        const torch::NoGradGuard noGradient;
        for (std::size_t index = 0; index < weights_.size(); ++index) {
            weights_[index].copy_(original_[index]);
        }
    }

private:
    Tensors weights_;
    Tensors original_;
};

/// Gradients, averaged over the processes, with zeros where an input takes no part in the loss.
Tensors gradients(const UnrolledProblem& problem, const torch::Tensor& loss, const Tensors& inputs) {
    Tensors result = torch::autograd::grad({loss}, inputs, {}, std::nullopt, false, true);
    for (std::size_t index = 0; index < result.size(); ++index) {
        result[index] = result[index].defined() ? result[index].detach() : torch::zeros_like(inputs[index]);
    }
    problem.collective->average(result);
    return result;
}

/// momentum · buffer + ∇w L_tr + decay · w: what one step of SGD would subtract, times η.
Tensors stepDirection(const UnrolledProblem& problem) {
    Tensors direction = gradients(problem, problem.trainingLoss(nn::Side::Weights), problem.weights);
    const torch::NoGradGuard noGradient;
    for (std::size_t index = 0; index < direction.size(); ++index) {
        direction[index] = direction[index].add(problem.weights[index], problem.weightDecay);
        if (!problem.momentumBuffers.empty()) {
            direction[index].add_(problem.momentumBuffers[index], problem.momentum);
        }
    }
    return direction;
}

double jointNorm(const Tensors& tensors) {
    Tensors norms;
    for (const torch::Tensor& tensor : tensors) {
        norms.push_back(tensor.norm());
    }
    double squares = 0;
    for (const double norm : nn::readNumbers(norms)) {
        squares += norm * norm;
    }
    return std::sqrt(squares);
}

}

std::vector<torch::Tensor> unrolledGradient(const UnrolledProblem& problem) {
    constexpr double relativeStep = 0.01;
    KeptWeights weights(problem.weights);

    weights.shift(stepDirection(problem), -problem.learningRate);
    const torch::Tensor loss = problem.validationLoss(nn::Side::Both);
    Tensors inputs = problem.architecture;
    inputs.insert(inputs.end(), problem.weights.begin(), problem.weights.end());
    Tensors all = gradients(problem, loss, inputs);
    const auto split = all.begin() + static_cast<std::ptrdiff_t>(problem.architecture.size());
    const Tensors direction(split, all.end());
    Tensors result(all.begin(), split);

    const double norm = jointNorm(direction);
    if (!(norm > 0) || !std::isfinite(norm)) {
        return result; // a flat or broken validation loss has no second-order part; the caller sees a loss that is not
                       // finite
    }
    const double step = relativeStep / norm;
    weights.shift(direction, step);
    const Tensors above = gradients(problem, problem.trainingLoss(nn::Side::Architecture), problem.architecture);
    weights.shift(direction, -step);
    const Tensors below = gradients(problem, problem.trainingLoss(nn::Side::Architecture), problem.architecture);
    for (std::size_t index = 0; index < result.size(); ++index) {
        result[index].sub_((above[index] - below[index]) * (problem.learningRate / (2 * step)));
    }
    return result;
}

}
