// SPDX-License-Identifier: Apache-2.0
#include "core/search/second_order.h"

#include <gtest/gtest.h>

namespace paretoscope::search {
namespace {

/// A smooth network of two weights matrices and one mixture, in float64, small enough for exact second derivatives.
struct SmoothProblem {
    torch::Generator generator = at::make_generator<at::CPUGeneratorImpl>(7);
    torch::Tensor images = random({6, 4});
    torch::Tensor labels = random({6, 2});
    torch::Tensor heldOutImages = random({6, 4});
    torch::Tensor heldOutLabels = random({6, 2});
    std::vector<torch::Tensor> weights{random({4, 5}).requires_grad_(), random({5, 2}).requires_grad_()};
    std::vector<torch::Tensor> buffers{random({4, 5}), random({5, 2})};
    std::vector<torch::Tensor> architecture{random({2, 3}).requires_grad_()};
    double rate = 0.05;
    double momentum = 0.9;
    double decay = 3e-2;

    torch::Tensor random(torch::IntArrayRef shape) { return torch::randn(shape, generator, torch::kFloat64); }

    torch::Tensor loss(const std::vector<torch::Tensor>& at, const torch::Tensor& input, const torch::Tensor& output) {
        const torch::Tensor mix = torch::softmax(architecture[0], 1);
        torch::Tensor hidden = torch::matmul(input, at[0]);
        hidden = mix[0][0] * torch::tanh(hidden) + mix[0][1] * torch::sigmoid(hidden) + mix[0][2] * hidden;
        hidden = mix[1][0] * torch::sin(hidden) + mix[1][1] * hidden + mix[1][2] * torch::tanh(2 * hidden);
        return (torch::matmul(hidden, at[1]) - output).square().mean();
    }

    UnrolledProblem problem() {
        return {.weights = weights,
            .momentumBuffers = buffers,
            .architecture = architecture,
            .trainingLoss = [this](nn::Side) { return loss(weights, images, labels); },
            .validationLoss = [this](nn::Side) { return loss(weights, heldOutImages, heldOutLabels); },
            .learningRate = rate,
            .momentum = momentum,
            .weightDecay = decay};
    }

    /// Differentiates through the virtual step itself.
    torch::Tensor exactGradient() {
        const auto inner = torch::autograd::grad({loss(weights, images, labels)}, weights, {}, true, true);
        std::vector<torch::Tensor> stepped;
        for (std::size_t index = 0; index < weights.size(); ++index) {
            stepped.push_back(
                weights[index] - rate * (momentum * buffers[index] + inner[index] + decay * weights[index]));
        }
        return torch::autograd::grad({loss(stepped, heldOutImages, heldOutLabels)}, architecture)[0];
    }
};

TEST(UnrolledGradient, AgreesWithAnExactHessianVectorProduct) {
    SmoothProblem smooth;
    const torch::Tensor exact = smooth.exactGradient();
    const std::vector<torch::Tensor> found = unrolledGradient(smooth.problem());
    const double scale = exact.abs().max().item<double>();
    const double difference = (found[0] - exact).abs().max().item<double>();
    EXPECT_LT(difference / scale, 1e-4);

    // The second-order part is not negligible here, so the agreement says something about it.
    SmoothProblem firstOrder;
    firstOrder.rate = 0;
    const torch::Tensor first = unrolledGradient(firstOrder.problem())[0];
    EXPECT_GT((first - exact).abs().max().item<double>() / scale, 1e-2);
}

TEST(UnrolledGradient, LeavesTheWeightsAsTheyWere) {
    SmoothProblem smooth;
    const torch::Tensor before = smooth.weights[0].detach().clone();
    unrolledGradient(smooth.problem());
    EXPECT_TRUE(torch::equal(before, smooth.weights[0]));

    UnrolledProblem failing = smooth.problem();
    failing.validationLoss = [](nn::Side) -> torch::Tensor { throw std::runtime_error("stopped"); };
    EXPECT_THROW(unrolledGradient(failing), std::runtime_error);
    EXPECT_TRUE(torch::equal(before, smooth.weights[0]));
}

TEST(UnrolledGradient, IsTheFirstOrderGradientAtRateZero) {
    SmoothProblem smooth;
    smooth.rate = 0;
    const torch::Tensor first = torch::autograd::grad(
        {smooth.loss(smooth.weights, smooth.heldOutImages, smooth.heldOutLabels)}, smooth.architecture)[0];
    EXPECT_TRUE(torch::allclose(unrolledGradient(smooth.problem())[0], first, 0, 1e-15));
}

}
}
