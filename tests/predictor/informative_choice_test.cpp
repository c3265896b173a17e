// SPDX-License-Identifier: Apache-2.0
#include "core/predictor/informative_choice.h"

#include <cmath>

#include <gtest/gtest.h>

#include "core/predictor/fit.h"
#include "tests/predictor/synthetic_device.h"

namespace paretoscope::predictor {
namespace {

std::vector<space::Genotype> sample(int count, space::Random& random) {
    std::vector<space::Genotype> genotypes;
    for (int i = 0; i < count; ++i) {
        genotypes.push_back(space::sampleUniform(space::SpaceId::Darts, random));
    }
    return genotypes;
}

TEST(InformativeChoice, TakesWhatIsNotKnownYet) {
    space::Random random(1);
    const std::vector<space::Genotype> cells = sample(2, random);
    EXPECT_EQ(mostInformative({{cells[0]}}, cells), 1U);
    EXPECT_EQ(mostInformative({{cells[1]}}, cells), 0U);
}

TEST(InformativeChoice, ThirtyChosenCellsTeachMoreThanThirtyRandomOnes) {
    const testing::SyntheticDevice device{.interaction = 0, .noise = 0.03};
    FitOptions options;
    options.baseline = false;
    double chosenError = 0;
    double randomError = 0;
    for (const std::uint64_t seed : {1U, 2U, 3U, 4U}) {
        space::Random random(seed);
        std::vector<space::Genotype> chosen;
        std::vector<records::Measurement> chosenTimes;
        std::vector<records::Measurement> randomTimes;
        while (chosen.size() < 30) {
            const std::vector<space::Genotype> candidates = sample(32, random);
            chosen.push_back(candidates[mostInformative(chosen, candidates)]);
            chosenTimes.push_back(device.measure(chosen.back(), random));
            randomTimes.push_back(device.measure(candidates.front(), random));
        }
        const std::vector<space::Genotype> unseen = sample(300, random);
        const auto errorOf = [&](const std::vector<records::Measurement>& times) {
            const LatencyPredictor predictor = fit(times, options).predictor;
            double error = 0;
            for (const space::Genotype& cell : unseen) {
                error += std::abs(predictor.predict(cell) / device.latencyMs(cell) - 1) / 300;
            }
            return error;
        };
        chosenError += errorOf(chosenTimes) / 4;
        randomError += errorOf(randomTimes) / 4;
    }
    EXPECT_LT(chosenError, randomError);
}

TEST(InformativeChoice, DisputedIsWhereTheNetworksAreFurthestApart) {
    const testing::SyntheticDevice device{.interaction = 0.2, .noise = 0.01};
    FitOptions options;
    options.baseline = false;
    const LatencyPredictor predictor = fit(device.measure(150, 1), options).predictor;
    ASSERT_TRUE(predictor.hasResidual());
    space::Random random(7);
    const std::vector<space::Genotype> candidates = sample(40, random);
    const std::size_t chosen = mostDisputed(predictor, candidates);
    const std::vector<UncertainLatency> predicted = predictor.predictWithDeviation(candidates);
    for (const UncertainLatency& each : predicted) {
        EXPECT_LE(each.deviationMs / each.ms, predicted[chosen].deviationMs / predicted[chosen].ms);
    }
}

}
}
