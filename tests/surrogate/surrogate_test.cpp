// SPDX-License-Identifier: Apache-2.0
#include "core/surrogate/surrogate.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "core/analysis/rank_correlation.h"
#include "core/base/error.h"

namespace paretoscope::surrogate {
namespace {

double truth(std::span<const double> row) {
    return row[0] + 0.5 * std::sin(2 * row[1]) - 0.3 * row[2] * row[2];
}

std::vector<double> randomRow(std::mt19937_64& random) {
    std::normal_distribution<double> normal;
    return {normal(random), normal(random), normal(random)};
}

/// Cells with a noisy label of 300 steps each, and of 640 steps for the first few: less noisy, and on another scale.
std::vector<Observation> trained(std::size_t cells, std::size_t longer, double noise, std::uint64_t seed) {
    std::mt19937_64 random(seed);
    std::normal_distribution<double> normal;
    std::vector<Observation> observations;
    for (std::size_t i = 0; i < cells; ++i) {
        const std::vector<double> row = randomRow(random);
        observations.push_back({row, i, 300, truth(row) + noise * normal(random), 0});
        if (i < longer) {
            observations.push_back({row, i, 640, 2 + 1.5 * truth(row) + 0.2 * noise * normal(random), 0});
        }
    }
    return observations;
}

double tauOnNewCells(const Surrogate& surrogate) {
    std::mt19937_64 random(99);
    std::vector<double> expected;
    std::vector<double> true_;
    for (int i = 0; i < 200; ++i) {
        const std::vector<double> row = randomRow(random);
        expected.push_back(surrogate.at(row).mean);
        true_.push_back(truth(row));
    }
    return analysis::kendallTauB(expected, true_);
}

TEST(Standardiser, BringsColumnsToOneScaleAndDropsConstants) {
    const analysis::PointRows pool{3, {1, 7, 10, 3, 7, 30, 5, 7, 20}};
    const Standardiser standardise(pool);
    EXPECT_EQ(standardise.kept(), (std::vector<std::size_t>{0, 2}));
    const std::vector<double> row = standardise(pool.row(0));
    ASSERT_EQ(row.size(), 2U);
    EXPECT_NEAR(row[0], -std::sqrt(1.5), 1e-12);
    EXPECT_NEAR(row[1], -std::sqrt(1.5), 1e-12);
}

TEST(Surrogate, LearnsFromTensOfTrainings) {
    Surrogate few;
    few.fit(trained(10, 0, 0.3, 1));
    Surrogate many;
    many.fit(trained(80, 0, 0.3, 1));
    EXPECT_GT(tauOnNewCells(many), 0.7);
    EXPECT_GT(tauOnNewCells(many), tauOnNewCells(few));
}

TEST(Surrogate, SpeaksOfLabelsOfTheMostSteps) {
    Surrogate surrogate;
    surrogate.fit(trained(60, 20, 0.3, 2));
    std::mt19937_64 random(5);
    double error = 0;
    for (int i = 0; i < 100; ++i) {
        const std::vector<double> row = randomRow(random);
        error += std::abs(surrogate.at(row).mean - (2 + 1.5 * truth(row))) / 100;
    }
    EXPECT_LT(error, 0.6); // the labels' standard deviation is about 1.8
    const std::vector<HeldOutReport> reports = surrogate.heldOut();
    ASSERT_EQ(reports.size(), 2U);
    EXPECT_EQ(reports[0].steps, 300);
    EXPECT_EQ(reports[0].labels.size(), 60U);
    EXPECT_EQ(reports[1].steps, 640);
    EXPECT_EQ(reports[1].labels.size(), 20U);
}

TEST(Surrogate, ReportsHowWellItPredictsWhatItHasNotSeen) {
    Surrogate surrogate;
    surrogate.fit(trained(80, 0, 0.3, 3));
    const HeldOutReport report = surrogate.heldOut().front();
    EXPECT_GT(report.tau, 0.6);
    EXPECT_GT(report.within90, 0.8);
    EXPECT_LE(report.within90, 1.0);
    Surrogate noise;
    std::vector<Observation> observations = trained(80, 0, 0, 4);
    std::mt19937_64 random(6);
    std::normal_distribution<double> normal;
    for (Observation& observation : observations) {
        observation.label = normal(random);
    }
    noise.fit(std::move(observations));
    EXPECT_LT(std::abs(noise.heldOut().front().tau), 0.3);
}

TEST(Surrogate, SeedsOfOneCellAreHeldOutTogether) {
    std::vector<Observation> observations = trained(20, 0, 0.3, 7);
    std::vector<Observation> twice = observations;
    twice.insert(twice.end(), observations.begin(), observations.end());
    Surrogate surrogate;
    surrogate.fit(std::move(twice));
    const HeldOutReport report = surrogate.heldOut().front();
    // A second label of the same cell would give the first one away.
    EXPECT_DOUBLE_EQ(report.labels[0].mean, report.labels[20].mean);
    EXPECT_GT(std::abs(report.labels[0].mean - report.labels[0].label), 1e-3);
}

TEST(Surrogate, KnownVarianceMakesALabelCountLess) {
    std::vector<Observation> observations = trained(20, 0, 0.1, 8);
    observations.push_back({{0, 0, 0}, 20, 300, 10, 0});
    Surrogate believing;
    believing.fit(observations);
    observations.back().variance = 400;
    Surrogate doubting;
    doubting.fit(observations);
    EXPECT_GT(believing.at(std::vector<double>{0, 0, 0}).mean, doubting.at(std::vector<double>{0, 0, 0}).mean + 1);
}

TEST(Surrogate, NeedsATraining) {
    Surrogate surrogate;
    EXPECT_FALSE(surrogate.fitted());
    EXPECT_THROW(surrogate.fit({}), Error);
}

TEST(Effects, FindsTheSignOfATraitAtEqualLatency) {
    // The trait makes cells slower, and slower cells are better; at equal latency it makes them worse.
    std::mt19937_64 random(9);
    std::normal_distribution<double> normal;
    std::vector<Observation> observations;
    analysis::PointRows rows{2, {}};
    analysis::PointRows traits{1, {}};
    std::vector<double> latencies;
    for (std::size_t i = 0; i < 120; ++i) {
        const double trait = normal(random);
        const double logLatency = trait + normal(random);
        const std::vector<double> row{trait, logLatency};
        if (i < 60) {
            observations.push_back({row, i, 300, logLatency - 0.5 * trait + 0.1 * normal(random), 0});
        }
        rows.append(row);
        traits.append(std::vector<double>{trait});
        latencies.push_back(10 * std::exp(logLatency));
    }
    Surrogate surrogate({0, 1});
    surrogate.fit(std::move(observations));
    const std::vector<Effect> effects = effectsAtEqualLatency(surrogate, rows, traits, {"trait"}, latencies);
    ASSERT_EQ(effects.size(), 1U);
    EXPECT_NEAR(effects[0].perUnit, -0.5, 0.1);
    EXPECT_LT(effects[0].perUnit + 3 * effects[0].deviation, 0);
    EXPECT_NEAR(effects[0].spread, std::sqrt(0.5), 0.15);
}

}
}
