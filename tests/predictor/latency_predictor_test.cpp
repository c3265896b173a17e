// SPDX-License-Identifier: Apache-2.0
#include "core/predictor/latency_predictor.h"

#include <cmath>
#include <random>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/predictor/features.h"
#include "core/predictor/residual.h"
#include "core/space/architecture.h"
#include "core/torch_headers.h"
#include "tests/expect_error.h"

namespace paretoscope::predictor {
namespace {

using space::Genotype;
using space::SpaceId;
using torch::Tensor;

/// Random costs and a random residual network, so that nothing agrees by being zero.
LatencyPredictor randomPredictor(SpaceId space, bool withResidual = true) {
    torch::manual_seed(5);
    const EdgeGroups groups(space);
    std::mt19937_64 random(5);
    std::uniform_real_distribution<double> cost(0.1, 1.0);
    PredictorParts parts;
    parts.space = space;
    parts.additive.constantMs = 2;
    parts.relativeDeviation = 0.03;
    for (int i = 0; i < groups.columns(); ++i) {
        parts.additive.costMs.push_back(cost(random));
    }
    for (int i = 0; i < groups.liveColumns(); ++i) {
        parts.additive.liveCostMs.push_back(cost(random));
    }
    if (withResidual) {
        const std::int64_t inputs = residualInputCount(groups);
        const auto normal = [](at::IntArrayRef shape) { return 0.3 * torch::randn(shape, torch::kFloat64); };
        parts.residual =
            ResidualEnsemble{torch::ones({inputs}, torch::kFloat64), 0.5 * torch::ones({inputs}, torch::kFloat64),
                {normal({3, inputs, 6}), normal({3, 1, 6}), normal({3, 6, 6}), normal({3, 1, 6}), normal({3, 6, 1}),
                    normal({3, 1, 1}), normal({3, inputs, 1})}};
    }
    return LatencyPredictor(std::move(parts));
}

std::vector<Genotype> randomGenotypes(SpaceId space, int count, std::uint64_t seed = 1) {
    space::Random random(seed);
    std::vector<Genotype> genotypes;
    for (int i = 0; i < count; ++i) {
        genotypes.push_back(space::sampleUniform(space, random));
    }
    return genotypes;
}

Tensor softRows(SpaceId space, std::int64_t rows) {
    torch::manual_seed(11);
    const space::SearchSpace& constants = space::searchSpace(space);
    return torch::randn(
        {rows, constants.kindCount() * constants.edgeCount(), constants.operationCount()}, torch::kFloat64)
        .softmax(2)
        .reshape({rows, constants.encodingLength()});
}

class BothSpaces : public ::testing::TestWithParam<SpaceId> { };
INSTANTIATE_TEST_SUITE_P(Spaces, BothSpaces, ::testing::Values(SpaceId::Darts, SpaceId::NasBench201));

TEST_P(BothSpaces, IsomorphicGenotypesHaveOnePrediction) {
    const LatencyPredictor predictor = randomPredictor(GetParam());
    std::vector<Genotype> genotypes = randomGenotypes(GetParam(), 200);
    std::vector<Genotype> canonical;
    int renumbered = 0;
    for (const Genotype& genotype : genotypes) {
        canonical.push_back(space::canonicalGenotype(genotype));
        renumbered += space::sorted(genotype) == canonical.back() ? 0 : 1;
    }
    ASSERT_GT(renumbered, 10) << "the sample must hold cells that are not canonical";
    const std::vector<double> first = predictor.predict(genotypes);
    const std::vector<double> second = predictor.predict(canonical);
    for (std::size_t i = 0; i < first.size(); ++i) {
        EXPECT_NEAR(first[i], second[i], 1e-12 * first[i]) << space::toText(genotypes[i]);
    }
}

TEST_P(BothSpaces, HardTensorRowsAgreeWithGenotypes) {
    const LatencyPredictor predictor = randomPredictor(GetParam());
    const std::vector<Genotype> genotypes = randomGenotypes(GetParam(), 50);
    const Tensor rows = encodeRows(GetParam(), genotypes).to(torch::kFloat32).requires_grad_(true);
    const Tensor latency = predictor.predict(rows);
    ASSERT_EQ(latency.scalar_type(), torch::kFloat32);
    const std::vector<double> expected = predictor.predict(genotypes);
    for (std::size_t i = 0; i < expected.size(); ++i) {
        EXPECT_NEAR(latency[static_cast<std::int64_t>(i)].item<double>(), expected[i], 1e-6 * expected[i]);
    }
    latency.sum().backward();
    EXPECT_GT(rows.grad().abs().sum(1).min().item<double>(), 0);
}

TEST_P(BothSpaces, GradientAgreesWithFiniteDifferences) {
    const LatencyPredictor predictor = randomPredictor(GetParam());
    const Tensor rows = softRows(GetParam(), 2).requires_grad_(true);
    predictor.predict(rows).sum().backward();
    const torch::NoGradGuard noGradient;
    constexpr double step = 1e-6;
    for (std::int64_t column = 0; column < rows.size(1); column += 3) {
        Tensor shift = torch::zeros_like(rows);
        shift.select(1, column).fill_(step);
        const Tensor slope = (predictor.predict(rows + shift) - predictor.predict(rows - shift)) / (2 * step);
        EXPECT_TRUE(torch::allclose(slope, rows.grad().select(1, column), 1e-5, 1e-7)) << column;
    }
}

TEST_P(BothSpaces, PredictsTheSameAfterSavingAndLoading) {
    const LatencyPredictor predictor = randomPredictor(GetParam());
    const std::vector<Genotype> genotypes = randomGenotypes(GetParam(), 20);
    const LatencyPredictor loaded = LatencyPredictor::fromArrays(predictor.toArrays());
    EXPECT_EQ(loaded.predict(genotypes), predictor.predict(genotypes));
    EXPECT_EQ(loaded.costTable(), predictor.costTable());
    EXPECT_TRUE(loaded.hasResidual());
    const LatencyPredictor additive = LatencyPredictor::fromArrays(randomPredictor(GetParam(), false).toArrays());
    EXPECT_FALSE(additive.hasResidual());
}

TEST_P(BothSpaces, RefusesDamagedArrays) {
    const std::vector<base::NamedArray> arrays = randomPredictor(GetParam()).toArrays();
    for (std::size_t i = 0; i < arrays.size(); ++i) {
        for (const bool missing : {true, false}) {
            std::vector<base::NamedArray> damaged = arrays;
            if (missing && (arrays[i].name == "residual.mean")) {
                continue; // an ensemble that is not there at all is a predictor without one
            }
            if (missing) {
                damaged.erase(damaged.begin() + static_cast<std::ptrdiff_t>(i));
            } else {
                std::ranges::fill(damaged[i].bytes, std::byte{0xff}); // NaN, a negative version, an unknown name
            }
            if (!missing && arrays[i].bytes.empty()) {
                continue;
            }
            const Error error = errorOf([&] { LatencyPredictor::fromArrays(damaged); });
            EXPECT_EQ(error.code(), ErrorCode::InvalidData) << error.what();
        }
    }
}

TEST_P(BothSpaces, AdditivePartIsTheSumOfItsCostTable) {
    const LatencyPredictor predictor = randomPredictor(GetParam());
    if (GetParam() == SpaceId::NasBench201) {
        GTEST_SKIP() << "costs of live edges depend on the other edges";
    }
    const CostTable table = predictor.costTable();
    const Tensor costs = torch::tensor(table.costMs, torch::kFloat64);
    const Tensor rows = softRows(GetParam(), 5);
    EXPECT_TRUE(torch::allclose(predictor.predictAdditive(rows), table.constantMs + rows.matmul(costs)));
    const space::SearchSpace& constants = space::searchSpace(GetParam());
    for (int edge = 0; edge < constants.edgeCount(); ++edge) {
        EXPECT_EQ(table.cost(1, edge, constants.operationIndex(space::Operation::None)), 0);
        EXPECT_EQ(table.relativeToSkip(0, edge, constants.operationIndex(space::Operation::SkipConnect)), 0);
    }
}

TEST(LatencyPredictor, BoundsWhatTheNetworkMayChange) {
    const LatencyPredictor predictor = randomPredictor(SpaceId::Darts);
    const Tensor rows = softRows(SpaceId::Darts, 50);
    const Tensor factor = (predictor.predict(rows) / predictor.predictAdditive(rows)).log().abs();
    EXPECT_LE(factor.max().item<double>(), 0.5);
    EXPECT_GT(factor.max().item<double>(), 0.01);
}

TEST(LatencyPredictor, StatesItsDeviation) {
    const LatencyPredictor predictor = randomPredictor(SpaceId::Darts);
    const std::vector<Genotype> genotypes = randomGenotypes(SpaceId::Darts, 5);
    const std::vector<double> latency = predictor.predict(genotypes);
    const std::vector<UncertainLatency> uncertain = predictor.predictWithDeviation(genotypes);
    for (std::size_t i = 0; i < latency.size(); ++i) {
        EXPECT_DOUBLE_EQ(uncertain[i].ms, latency[i]);
        EXPECT_GT(uncertain[i].deviationMs, 0.03 * latency[i]);
    }
}

TEST(LatencyPredictor, RefusesEncodingsAndGenotypesOfAnotherSpace) {
    const LatencyPredictor predictor = randomPredictor(SpaceId::Darts);
    EXPECT_THROW(static_cast<void>(predictor.predict(torch::zeros({2, 30}))), Error);
    EXPECT_THROW(static_cast<void>(predictor.predict(randomGenotypes(SpaceId::NasBench201, 1))), Error);
}

TEST(LatencyPredictor, ReadsPredictorsThatKnewLiveEdgesOnly) {
    // What is stored of it without the last two blocks of costs and inputs, which had no weight.
    StoredPredictor wanted = randomPredictor(SpaceId::NasBench201).stored();
    const std::int64_t added = 32;
    const auto earlier = static_cast<std::size_t>(wanted.residual->inputs - added);
    StoredPredictor old = wanted;
    std::fill(wanted.additive.liveCostMs.begin() + 16, wanted.additive.liveCostMs.end(), 0.0);
    old.additive.liveCostMs.resize(16);
    old.residual->inputs -= added;
    old.residual->mean.resize(earlier);
    old.residual->scale.resize(earlier);
    std::fill(wanted.residual->scale.begin() + static_cast<std::ptrdiff_t>(earlier), wanted.residual->scale.end(), 0.0);
    for (const std::size_t layer : {0U, 6U}) {
        const std::size_t width = static_cast<std::size_t>(wanted.residual->layerShape(layer)[2]);
        std::vector<double>& weights = old.residual->layers.at(layer);
        for (std::size_t member = 3; member-- > 0;) {
            const auto end = weights.begin() + static_cast<std::ptrdiff_t>((member + 1) * (earlier + added) * width);
            weights.erase(end - static_cast<std::ptrdiff_t>(added * static_cast<std::int64_t>(width)), end);
        }
    }
    const std::vector<Genotype> genotypes = randomGenotypes(SpaceId::NasBench201, 50);
    const std::vector<double> expected = LatencyPredictor::fromArrays(toArrays(wanted)).predict(genotypes);
    const std::vector<double> read = LatencyPredictor::fromArrays(toArrays(old)).predict(genotypes);
    for (std::size_t i = 0; i < expected.size(); ++i) {
        EXPECT_NEAR(read[i], expected[i], 1e-12 * expected[i]);
    }
}

TEST(Features, FindHeardAndMutedEdgesAsWrittenOutByHand) {
    const EdgeGroups groups(SpaceId::NasBench201);
    struct Case {
        const char* cell;
        double live, heard, muted; // edges
    };
    const std::vector<Case> cases{
        // Everything counts.
        {"|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|nor_conv_3x3~0|nor_conv_3x3~1|nor_conv_3x3~2|", 6, 6, 0},
        // Node 2 is not heard: two operations arrive there, so that neither swallows the multiplication by zero.
        {"|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|none~0|nor_conv_3x3~1|none~2|", 2, 2, 0},
        // The same with one operation.
        {"|nor_conv_3x3~0|+|nor_conv_3x3~0|none~1|+|none~0|nor_conv_3x3~1|none~2|", 2, 2, 1},
        // Node 1 is zero and heard: what computes with it is not live. Its skip leaves the convolution alone at node 2.
        {"|none~0|+|nor_conv_3x3~0|skip_connect~1|+|skip_connect~0|nor_conv_3x3~1|none~2|", 1, 2, 1},
        // A convolution of zeros is no zero to such a compiler.
        {"|none~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|skip_connect~0|nor_conv_3x3~1|none~2|", 1, 2, 0},
    };
    for (const Case& each : cases) {
        const Genotype genotype = space::fromText(each.cell);
        const Features seen = features(groups, encodeRows(SpaceId::NasBench201, std::span(&genotype, 1)));
        const Tensor blocks = seen.live.view({3, groups.columns()}).sum(1);
        EXPECT_EQ(blocks[0].item<double>(), each.live) << each.cell;
        EXPECT_EQ(blocks[1].item<double>(), each.heard) << each.cell;
        EXPECT_EQ(blocks[2].item<double>(), each.muted) << each.cell;
    }
}

TEST(Features, FindLiveEdgesAsPathsDo) {
    // Every cell of the space: an edge is live where its source hears the input and its target is heard at the output.
    const EdgeGroups groups(SpaceId::NasBench201);
    const space::SearchSpace& constants = groups.space();
    for (int code = 0; code < 64; ++code) {
        const auto kept = [code](int edge) { return (code >> edge & 1) != 0; };
        std::vector<space::Operation> operations;
        for (int edge = 0; edge < 6; ++edge) {
            operations.push_back(kept(edge) ? space::Operation::NorConv3x3 : space::Operation::None);
        }
        const Genotype genotype = space::fromOperationsByEdge(SpaceId::NasBench201, {operations});
        const Features seen = features(groups, encodeRows(SpaceId::NasBench201, std::span(&genotype, 1)));
        // All paths 0→3 by hand: 3; 0 1 3; 0 2 3; 0 1 2 3. Edge order: 0>1, 0>2, 1>2, 0>3, 1>3, 2>3.
        std::vector<bool> live(6, false);
        for (const std::vector<int>& path : std::vector<std::vector<int>>{{3}, {0, 4}, {1, 5}, {0, 2, 5}}) {
            if (std::ranges::all_of(path, kept)) {
                std::ranges::for_each(path, [&](int edge) { live[static_cast<std::size_t>(edge)] = true; });
            }
        }
        const Tensor first = seen.live.narrow(1, 0, groups.columns());
        EXPECT_EQ(first.sum().item<double>(), static_cast<double>(std::ranges::count(live, true))) << code;
    }
    EXPECT_EQ(constants.edgeCount(), 6);
}

}
}
