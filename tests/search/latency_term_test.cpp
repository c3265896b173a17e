// SPDX-License-Identifier: Apache-2.0
#include "core/search/latency_term.h"

#include <gtest/gtest.h>

#include "tests/search/tiny_search.h"

namespace paretoscope::search {
namespace {

TEST(LatencyTerm, PredictsTheSumOfKnownCosts) {
    const space::Genotype genotype = space::published("DARTS_V2");
    const std::vector<float> costs{0, 2, 1, 0.25F, 4, 6, 3, 5};
    double expected = 0;
    for (const space::CellGenotype& cell : genotype.cells) {
        for (const space::Choice& choice : cell.choices) {
            expected +=
                costs[static_cast<std::size_t>(space::searchSpace(genotype.space).operationIndex(choice.operation))];
        }
    }
    EXPECT_NEAR(predictMs(dartsLatency(), std::vector{genotype}).front(), expected, 1e-4);
}

TEST(LatencyTerm, TheProductIsOfSharesOfTheReferences) {
    const LatencyTerm latency = dartsLatency();
    LatencyTerm energy = additiveLatency({0, 1, 1, 0.5F, 2, 9, 2, 3}, 50);
    energy.kind = records::CostKind::EnergyMj;
    const std::vector genotypes{space::published("DARTS_V1"), space::published("DARTS_V2")};
    const std::vector<double> ms = predictMs(latency, genotypes);
    const std::vector<double> mj = predictMs(energy, genotypes);
    const LatencyTerm product = productOf(latency, energy);
    const std::vector<double> products = predictMs(product, genotypes);
    for (std::size_t i = 0; i < genotypes.size(); ++i) {
        EXPECT_NEAR(products[i] / product.referenceMs, ms[i] / latency.referenceMs * mj[i] / energy.referenceMs, 1e-5);
    }
}

TEST(LatencyRange, FindsTheExtremesOfAnAdditiveDevice) {
    space::Random random(1);
    const LatencyRange range = latencyRange(dartsLatency(), space::SpaceId::Darts, random, {}, 32);
    EXPECT_NEAR(range.lowestMs, 16 * 0.25, 1e-4); // 16 skips
    EXPECT_NEAR(range.highestMs, 16 * 6.0, 1e-4); // 16 sep_conv_5x5
    EXPECT_NE(range.lowestGenotype.find("skip_connect"), std::string::npos);
}

TEST(LatencyRange, LeavesOutWhatTheTargetCannotRun) {
    space::Random random(1);
    const LatencyRange range = latencyRange(dartsLatency(), space::SpaceId::Darts, random,
        {space::Operation::SkipConnect, space::Operation::SepConv5x5}, 32);
    EXPECT_NEAR(range.lowestMs, 16 * 1.0, 1e-4); // 16 average pools
    EXPECT_NEAR(range.highestMs, 16 * 5.0, 1e-4); // 16 dil_conv_5x5
}

}
}
