// SPDX-License-Identifier: Apache-2.0
#include "core/search/encoding_sampler.h"

#include <cmath>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/space/encoding.h"
#include "core/torch_headers.h"
#include "tests/expect_error.h"

namespace paretoscope::search {
namespace {

using space::SpaceId;
using torch::Tensor;

std::vector<Tensor> randomAlpha(SpaceId space, double scale = 1.5) {
    torch::manual_seed(3);
    const space::SearchSpace& constants = space::searchSpace(space);
    std::vector<Tensor> alpha;
    for (int kind = 0; kind < constants.kindCount(); ++kind) {
        alpha.push_back((scale * torch::randn({constants.edgeCount(), constants.operationCount()}, torch::kFloat64))
                            .requires_grad_(true));
    }
    return alpha;
}

/// Leaves; `weightsOf` makes positive weights of them.
std::vector<Tensor> randomBeta() {
    torch::manual_seed(4);
    return {torch::randn({14}, torch::kFloat64).requires_grad_(true),
        torch::randn({14}, torch::kFloat64).requires_grad_(true)};
}

std::vector<Tensor> weightsOf(const std::vector<Tensor>& beta) {
    std::vector<Tensor> weights;
    for (const Tensor& logits : beta) {
        weights.push_back(logits.exp());
    }
    return weights;
}

std::vector<float> toFloats(const Tensor& row) {
    const Tensor values = row.detach().to(torch::kFloat32).contiguous();
    return {values.data_ptr<float>(), values.data_ptr<float>() + values.numel()};
}

class EncodingSampler : public ::testing::TestWithParam<SpaceId> { };
INSTANTIATE_TEST_SUITE_P(Spaces, EncodingSampler, ::testing::Values(SpaceId::Darts, SpaceId::NasBench201));

TEST_P(EncodingSampler, SoftTwinIsTheFrequencyOfEachOperation) {
    const std::vector<Tensor> alpha = randomAlpha(GetParam());
    const std::vector<Tensor> beta = GetParam() == SpaceId::Darts ? randomBeta() : std::vector<Tensor>{};
    space::Random random(1);
    constexpr int samples = 20000;
    const SampledEncodings sampled = sampleEncodings(GetParam(), alpha, weightsOf(beta), samples, random);
    const Tensor frequency = sampled.encodings.detach().mean(0);
    const Tensor soft = sampled.soft.detach();
    const Tensor standardError = (soft * (1 - soft) / samples).clamp_min(1e-10).sqrt();
    EXPECT_LT(((frequency - soft).abs() / standardError).max().item<double>(), 4.5);
}

TEST_P(EncodingSampler, EverySampleIsAGenotype) {
    space::Random random(2);
    const SampledEncodings sampled = sampleEncodings(GetParam(), randomAlpha(GetParam()), {}, 100, random);
    for (std::int64_t row = 0; row < 100; ++row) {
        const std::vector<float> encoding = toFloats(sampled.encodings[row]);
        const space::Genotype genotype = space::decode(GetParam(), encoding);
        EXPECT_EQ(space::encode(genotype), encoding);
    }
}

TEST_P(EncodingSampler, GradientIsThatOfTheSoftTwin) {
    const std::vector<Tensor> alpha = randomAlpha(GetParam());
    const std::vector<Tensor> beta = GetParam() == SpaceId::Darts ? randomBeta() : std::vector<Tensor>{};
    std::vector<Tensor> parameters = alpha;
    parameters.insert(parameters.end(), beta.begin(), beta.end());
    const Tensor direction = torch::randn({space::searchSpace(GetParam()).encodingLength()}, torch::kFloat64);
    space::Random random(3);
    const Tensor throughSamples =
        sampleEncodings(GetParam(), alpha, weightsOf(beta), 5, random).encodings.matmul(direction).mean();
    const auto expected =
        torch::autograd::grad({softEncoding(GetParam(), alpha, weightsOf(beta)).dot(direction)}, parameters);
    const auto actual = torch::autograd::grad({throughSamples}, parameters);
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        EXPECT_TRUE(torch::allclose(actual[i], expected[i], 1e-9, 1e-12));
        EXPECT_GT(expected[i].abs().max().item<double>(), 0);
    }
}

TEST_P(EncodingSampler, SoftRowsSumToOneAndKeepTheSpacesEdges) {
    const space::SearchSpace& space = space::searchSpace(GetParam());
    const Tensor soft = softEncoding(GetParam(), randomAlpha(GetParam()), {})
                            .detach()
                            .view({space.kindCount(), space.edgeCount(), space.operationCount()});
    EXPECT_TRUE(torch::allclose(soft.sum(2), torch::ones_like(soft.sum(2))));
    if (space.edgesKeptPerNode > 0) {
        const Tensor kept = 1 - soft.select(2, space.operationIndex(space::Operation::None));
        EXPECT_TRUE(torch::allclose(kept.sum(1), torch::full({2}, 8.0, torch::kFloat64))); // two edges, four nodes
    }
}

TEST_P(EncodingSampler, RepeatsWithTheGeneratorsState) {
    space::Random first(9);
    space::Random second(9);
    const std::vector<Tensor> alpha = randomAlpha(GetParam());
    EXPECT_TRUE(sampleEncodings(GetParam(), alpha, {}, 8, first)
                    .encodings.equal(sampleEncodings(GetParam(), alpha, {}, 8, second).encodings));
    EXPECT_EQ(first, second);
}

/// In DARTS an edge is the weaker the more of its weight is on 'none'.
std::vector<Tensor> decidedAlpha(SpaceId space) {
    if (space == SpaceId::NasBench201) {
        return randomAlpha(space, 2000);
    }
    std::vector<Tensor> alpha;
    for (int kind = 0; kind < 2; ++kind) {
        Tensor logits = torch::full({14, 8}, -1000.0, torch::kFloat64);
        logits.select(1, 0).copy_(100 * torch::arange(14, torch::kFloat64)); // 'none'
        logits.select(1, 3 + kind).fill_(0);
        alpha.push_back(logits.requires_grad_(true));
    }
    return alpha;
}

TEST_P(EncodingSampler, DecidedParametersGiveOneArchitectureAndFiniteGradients) {
    const std::vector<Tensor> alpha = decidedAlpha(GetParam());
    space::Random random(4);
    const SampledEncodings sampled = sampleEncodings(GetParam(), alpha, {}, 20, random);
    EXPECT_TRUE(sampled.encodings.isfinite().all().item<bool>());
    for (const Tensor& gradient : torch::autograd::grad({sampled.encodings.square().sum()}, alpha)) {
        EXPECT_TRUE(gradient.isfinite().all().item<bool>());
    }
    EXPECT_TRUE(sampled.encodings[0].equal(sampled.encodings[19]));
    EXPECT_TRUE(torch::allclose(sampled.encodings[0], sampled.soft));
}

TEST(EncodingSamplerInput, IsChecked) {
    space::Random random(5);
    const std::vector<Tensor> alpha = randomAlpha(SpaceId::Darts);
    EXPECT_THROW(sampleEncodings(SpaceId::NasBench201, alpha, {}, 1, random), Error);
    EXPECT_THROW(sampleEncodings(SpaceId::Darts, {alpha.front()}, {}, 1, random), Error);
    EXPECT_THROW(sampleEncodings(SpaceId::Darts, alpha, {torch::zeros({14})}, 1, random), Error);
    EXPECT_THROW(sampleEncodings(SpaceId::Darts, alpha, {}, 0, random), Error);
    const std::vector<Tensor> broken = {torch::full({14, 8}, NAN), torch::zeros({14, 8})};
    EXPECT_EQ(
        errorOf([&] { sampleEncodings(SpaceId::Darts, broken, {}, 1, random); }).code(), ErrorCode::NumericalFailure);
}

}
}
