// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "core/nn/optimisers.h"
#include "core/search/encoding_sampler.h"
#include "core/search/lambda_control.h"
#include "tests/search/tiny_search.h"

namespace paretoscope::search {
namespace {

/// A search without its network: α follows a fixed taste for expensive operations (what cross entropy does) and the
/// price of latency, with the optimiser, sampler and λ of a real one. Returns the mean latency of the last third and λ
/// there.
std::pair<double, double> settle(double targetMs, int steps) {
    const LatencyTerm latency = dartsLatency();
    LambdaControl control(targetMs, {.lowestMs = 4, .highestMs = 96, .lowestGenotype = ""});
    space::Random random(1);
    std::vector<torch::Tensor> alphas{
        torch::zeros({14, 8}).requires_grad_(true), torch::zeros({14, 8}).requires_grad_(true)};
    nn::Adam adam(alphas, {});
    const torch::Tensor taste = torch::tensor({0.0F, 0.2F, 0.1F, 0.0F, 0.6F, 1.0F, 0.4F, 0.8F});
    double sum = 0;
    for (int step = 0; step < steps; ++step) {
        nn::clearGradients(alphas);
        torch::Tensor loss = torch::zeros({});
        for (const torch::Tensor& alpha : alphas) {
            loss = loss - (torch::softmax(alpha, 1) * taste).sum() / 14;
        }
        const torch::Tensor ms =
            latency.predictMs(sampleEncodings(space::SpaceId::Darts, alphas, {}, 8, random).encodings).mean();
        control.observe(ms.item<double>());
        loss = loss + ms * (control.value() / latency.referenceMs);
        loss.backward();
        adam.step(0.05);
        sum += step >= steps - steps / 3 ? ms.item<double>() : 0;
    }
    return {sum / (steps / 3), control.value()};
}

TEST(DualAscent, ReachesTargetsInOneSearch) {
    for (const double target : {25.0, 40.0}) {
        const auto [latency, lambda] = settle(target, 450);
        EXPECT_NEAR(latency, target, 0.1 * target);
        EXPECT_GT(lambda, 0);
    }
}

}
}
