// SPDX-License-Identifier: Apache-2.0
#include "core/search/latency_term.h"

#include <gtest/gtest.h>

#include "tests/search/fake_latency.h"

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

TEST(LatencyRange, FindsTheExtremesOfAnAdditiveDevice) {
    space::Random random(1);
    const LatencyRange range = latencyRange(dartsLatency(), space::SpaceId::Darts, random, 32);
    EXPECT_NEAR(range.lowestMs, 16 * 0.25, 1e-4); // 16 skips
    EXPECT_NEAR(range.highestMs, 16 * 6.0, 1e-4); // 16 sep_conv_5x5
    EXPECT_NE(range.lowestGenotype.find("skip_connect"), std::string::npos);
}

}
}
