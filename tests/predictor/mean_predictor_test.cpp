// SPDX-License-Identifier: Apache-2.0
#include "core/predictor/mean_predictor.h"

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/predictor/features.h"
#include "core/predictor/fit.h"
#include "core/space/encoding.h"
#include "core/torch_headers.h"
#include "tests/predictor/synthetic_device.h"

namespace paretoscope::predictor {
namespace {

std::vector<space::Genotype> sample(space::SpaceId space, int count) {
    space::Random random(77);
    std::vector<space::Genotype> genotypes;
    for (int i = 0; i < count; ++i) {
        genotypes.push_back(space::sampleUniform(space, random));
    }
    return genotypes;
}

std::vector<std::uint8_t> packed(const std::vector<space::Genotype>& genotypes) {
    std::vector<std::uint8_t> bytes;
    for (const space::Genotype& genotype : genotypes) {
        const std::vector<std::uint8_t> one = space::pack(genotype);
        bytes.insert(bytes.end(), one.begin(), one.end());
    }
    return bytes;
}

class PackedFeaturesTest : public ::testing::TestWithParam<space::SpaceId> { };

TEST_P(PackedFeaturesTest, AreThoseOfTheTensors) {
    const std::vector<space::Genotype> genotypes = sample(GetParam(), 300);
    const Features wanted = features(EdgeGroups(GetParam()), encodeRows(GetParam(), genotypes));
    const PackedFeatures fast(GetParam());
    for (std::size_t i = 0; i < genotypes.size(); ++i) {
        std::vector<float> counts(fast.columns());
        std::vector<float> structure(fast.structures());
        std::vector<float> live(fast.liveColumns());
        fast.write(space::pack(genotypes[i]), counts, structure, live);
        const auto row = static_cast<std::int64_t>(i);
        const auto equal = [&](const std::vector<float>& values, const torch::Tensor& expected) {
            return torch::equal(torch::tensor(values).to(torch::kFloat64), expected[row]);
        };
        ASSERT_TRUE(equal(counts, wanted.counts));
        ASSERT_TRUE(equal(structure, wanted.structure));
        ASSERT_TRUE(live.empty() || equal(live, wanted.live));
    }
}

INSTANTIATE_TEST_SUITE_P(BothSpaces, PackedFeaturesTest,
    ::testing::Values(space::SpaceId::Darts, space::SpaceId::NasBench201),
    [](const auto& param) { return std::string(param.param == space::SpaceId::Darts ? "Darts" : "NasBench201"); });

TEST(PackedFeatures, RefuseASpaceOfMoreOperationsThanTheyCount) {
    space::SearchSpace wide = space::searchSpace(space::SpaceId::Darts);
    EXPECT_NO_THROW(PackedFeatures{wide});
    wide.operations.resize(17, space::Operation::SepConv3x3);
    EXPECT_THROW(PackedFeatures{wide}, Error);
}

TEST(MeanPredictor, SaysWhatThePredictorSays) {
    FitOptions options;
    options.baseline = false;
    for (const double interaction : {0.0, 0.15}) { // without and with a residual network
        const LatencyPredictor predictor =
            fit(testing::SyntheticDevice{.interaction = interaction}.measure(200, 5), options).predictor;
        EXPECT_EQ(predictor.hasResidual(), interaction > 0);
        const std::vector<space::Genotype> genotypes = sample(space::SpaceId::Darts, 5000); // more than one block
        const std::vector<double> wanted = predictor.predict(genotypes);
        const std::vector<float> means = MeanPredictor(predictor.toArrays()).predict(packed(genotypes));
        ASSERT_EQ(means.size(), wanted.size());
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            ASSERT_NEAR(means[i] / wanted[i], 1, 1e-5);
        }
        const std::vector<UncertainLatency> uncertain = predictor.predictWithDeviation(std::span(genotypes).first(50));
        for (std::size_t i = 0; i < uncertain.size(); ++i) {
            const UncertainLatency one = MeanPredictor(predictor.stored()).predict(genotypes[i]);
            ASSERT_NEAR(one.ms / uncertain[i].ms, 1, 1e-5);
            ASSERT_NEAR(one.deviationMs / uncertain[i].deviationMs, 1, 1e-3);
        }
    }
}

TEST(MeanPredictor, RefusesBytesThatAreNoGenotypes) {
    FitOptions options;
    options.baseline = false;
    const MeanPredictor means(fit(testing::SyntheticDevice{}.measure(60, 5), options).predictor.toArrays());
    std::vector<std::uint8_t> bytes = packed(sample(space::SpaceId::Darts, 2));
    EXPECT_TRUE(means.predict(std::span<const std::uint8_t>()).empty());
    EXPECT_THROW(means.predict(std::span(bytes).first(bytes.size() - 1)), Error);
    bytes[3] = 200;
    EXPECT_THROW(means.predict(bytes), Error);
    space::Random random(1);
    EXPECT_THROW(static_cast<void>(means.predict(space::sampleUniform(space::SpaceId::NasBench201, random))), Error);
}

}
}
