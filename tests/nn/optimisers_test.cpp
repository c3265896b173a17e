// SPDX-License-Identifier: Apache-2.0
#include "core/nn/optimisers.h"

#include <gtest/gtest.h>
#include <torch/optim.h>

#include "core/torch_headers.h"

namespace paretoscope::nn {
namespace {

struct Problem {
    std::vector<torch::Tensor> parameters;

    explicit Problem(std::uint64_t seed) {
        torch::Generator generator = at::make_generator<at::CPUGeneratorImpl>(seed);
        parameters.push_back(torch::randn({4, 3, 3, 3}, generator).requires_grad_());
        parameters.push_back(torch::randn({7}, generator).requires_grad_());
    }
    // Some smooth function of all parameters that changes with the step.
    void differentiate(int step) {
        clearGradients(parameters);
        torch::Tensor loss = torch::zeros({});
        for (const torch::Tensor& parameter : parameters) {
            loss = loss + (parameter * (0.3 + 0.1 * step)).sin().sum() + parameter.pow(4).mean();
        }
        loss.backward();
    }
    [[nodiscard]] bool near(const Problem& other) const {
        return torch::allclose(parameters[0], other.parameters[0], 1e-5, 1e-6)
            && torch::allclose(parameters[1], other.parameters[1], 1e-5, 1e-6);
    }
    [[nodiscard]] bool equal(const Problem& other) const {
        return torch::equal(parameters[0], other.parameters[0]) && torch::equal(parameters[1], other.parameters[1]);
    }
};

TEST(Sgd, FollowsLibTorchsOwn) {
    for (const bool nesterov : {false, true}) {
        Problem ours(1);
        Problem theirs(1);
        Sgd fused(ours.parameters, {.momentum = 0.9, .weightDecay = 1e-2, .nesterov = nesterov});
        torch::optim::SGD plain(
            theirs.parameters, torch::optim::SGDOptions(0.1).momentum(0.9).weight_decay(1e-2).nesterov(nesterov));
        for (int step = 0; step < 10; ++step) {
            ours.differentiate(step);
            theirs.differentiate(step);
            fused.step(0.1);
            plain.step();
        }
        EXPECT_TRUE(ours.near(theirs)) << nesterov;
    }
}

TEST(Adam, FollowsLibTorchsOwn) {
    Problem ours(1);
    Problem theirs(1);
    Adam fused(ours.parameters, {});
    torch::optim::Adam plain(theirs.parameters, torch::optim::AdamOptions(0.01).betas({0.5, 0.999}).weight_decay(1e-3));
    for (int step = 0; step < 10; ++step) {
        ours.differentiate(step);
        theirs.differentiate(step);
        fused.step(0.01);
        plain.step();
    }
    EXPECT_TRUE(ours.near(theirs));
}

template <typename Optimiser>
void expectBitExactResume(typename Optimiser::Options options) {
    Problem whole(1);
    Problem resumed(2);
    Optimiser first(whole.parameters, options);
    for (int step = 0; step < 3; ++step) {
        whole.differentiate(step);
        first.step(0.05);
    }
    const NamedTensors saved = detachedCopies(first.state("optimiser."));
    {
        const torch::NoGradGuard noGrad;
        for (std::size_t index = 0; index < whole.parameters.size(); ++index) {
            resumed.parameters[index].copy_(whole.parameters[index]);
        }
    }
    Optimiser second(resumed.parameters, options);
    second.loadState(saved, "optimiser.");
    for (int step = 3; step < 6; ++step) {
        whole.differentiate(step);
        first.step(0.05);
        resumed.differentiate(step);
        second.step(0.05);
    }
    EXPECT_TRUE(whole.equal(resumed));
}

TEST(Sgd, ResumesBitExactly) {
    expectBitExactResume<Sgd>({});
}

TEST(DeviceSgd, IsSgdWithoutWaiting) {
    for (const double clipNorm : {0.0, 0.5, 1e9}) {
        Problem ours(1);
        Problem theirs(1);
        const Sgd::Options options{.momentum = 0.9, .weightDecay = 1e-2, .nesterov = true, .clipNorm = clipNorm};
        DeviceSgd ahead(ours.parameters, options);
        Sgd waiting(theirs.parameters, options);
        for (int step = 0; step < 10; ++step) {
            ours.differentiate(step);
            theirs.differentiate(step);
            EXPECT_NEAR(ahead.step(0.1).item<double>(), waiting.step(0.1).item<double>(), 1e-4);
        }
        EXPECT_TRUE(ours.near(theirs)) << clipNorm;
    }
}

TEST(DeviceSgd, LeavesEverythingAloneWhereAGradientIsNotFinite) {
    Problem problem(1);
    DeviceSgd sgd(problem.parameters, {.clipNorm = 1});
    problem.differentiate(0);
    sgd.step(0.1);
    const std::vector<torch::Tensor> before{
        problem.parameters[0].detach().clone(), problem.parameters[1].detach().clone()};
    const torch::Tensor momentum = sgd.momentumBuffers()[0].clone();
    problem.differentiate(1);
    problem.parameters[1].mutable_grad()[3] = std::nan("");
    EXPECT_TRUE(std::isnan(sgd.step(0.1).item<double>()));
    EXPECT_TRUE(torch::equal(problem.parameters[0], before[0]));
    EXPECT_TRUE(torch::equal(problem.parameters[1], before[1]));
    EXPECT_TRUE(torch::equal(sgd.momentumBuffers()[0], momentum));
}

TEST(Adam, ResumesBitExactly) {
    expectBitExactResume<Adam>({});
}

TEST(Optimisers, SkipParametersWithoutGradient) {
    Problem problem(1);
    problem.differentiate(0);
    problem.parameters[0].mutable_grad().reset();
    const torch::Tensor before = problem.parameters[0].detach().clone();
    Sgd(problem.parameters, {}).step(0.1);
    Adam(problem.parameters, {}).step(0.1);
    EXPECT_TRUE(torch::equal(problem.parameters[0], before));
}

TEST(ClipGradientNorm, ScalesToTheMaximumAndReportsTheNormBefore) {
    Problem problem(1);
    problem.differentiate(0);
    const double before = std::sqrt(problem.parameters[0].grad().square().sum().item<double>()
        + problem.parameters[1].grad().square().sum().item<double>());
    EXPECT_NEAR(clipGradientNorm(problem.parameters, before / 2), before, 1e-4);
    EXPECT_NEAR(clipGradientNorm(problem.parameters, 1e9), before / 2, 1e-4);
    problem.parameters[1].mutable_grad().fill_(std::nan(""));
    EXPECT_TRUE(std::isnan(clipGradientNorm(problem.parameters, 1.0)));
}

}
}
