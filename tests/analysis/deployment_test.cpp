// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/deployment.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

#include "core/analysis/front.h"
#include "core/analysis/statistics.h"
#include "core/base/error.h"

namespace paretoscope::analysis {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

TEST(FrontTransfer, LosesNothingOnTheSameDevice) {
    std::mt19937_64 random(1);
    std::uniform_real_distribution<double> uniform(0.1, 1);
    std::vector<double> cost(200);
    std::vector<double> accuracy(200);
    for (std::size_t i = 0; i < cost.size(); ++i) {
        cost[i] = uniform(random);
        accuracy[i] = uniform(random);
    }
    const FrontTransfer transfer = frontTransfer(cost, cost, accuracy);
    EXPECT_EQ(transfer.points, 200U);
    EXPECT_DOUBLE_EQ(transfer.hypervolumeKept, 1);
    EXPECT_DOUBLE_EQ(transfer.meanExtra, 1);
    EXPECT_DOUBLE_EQ(transfer.worstExtra, 1);
}

TEST(FrontTransfer, CountsWhatAnotherDevicesFrontCosts) {
    // On A the front is {0, 1}; on B architecture 2 is as accurate as 1 at a third of its cost.
    const std::vector<double> onA{1, 2, 3, nan};
    const std::vector<double> onB{1, 6, 2, 0.1};
    const std::vector<double> accuracy{0.85, 0.90, 0.90, 0.99};
    const FrontTransfer transfer = frontTransfer(onA, onB, accuracy);
    EXPECT_EQ(transfer.points, 3U);
    EXPECT_EQ(transfer.frontSize, 2U);
    EXPECT_DOUBLE_EQ(transfer.meanExtra, (1.0 + 3.0) / 2);
    EXPECT_DOUBLE_EQ(transfer.worstExtra, 3);
    EXPECT_EQ(transfer.worst, 1U);
    const double reference = std::log(quantile(std::vector<double>{1, 6, 2}, 0.99));
    const double own = 0.10 * reference + 0.05 * (reference - std::log(2));
    const double kept = 0.10 * reference; // architecture 1 lies behind the reference point
    EXPECT_NEAR(transfer.hypervolumeKept, kept / own, 1e-12);
}

TEST(FrontTransfer, AgreesWithTheSlowWayOnRandomTables) {
    std::mt19937_64 random(2);
    std::uniform_int_distribution<int> level(1, 30);
    for (int trial = 0; trial < 50; ++trial) {
        std::vector<double> onA(40);
        std::vector<double> onB(40);
        std::vector<double> accuracy(40);
        for (std::size_t i = 0; i < 40; ++i) {
            onA[i] = level(random);
            onB[i] = level(random);
            accuracy[i] = level(random) / 100.0;
        }
        double sum = 0;
        std::vector<double> loss;
        for (const double value : accuracy) {
            loss.push_back(-value);
        }
        const auto front = paretoFront(onA, loss);
        for (const std::size_t member : front) {
            double cheapest = std::numeric_limits<double>::infinity();
            for (std::size_t i = 0; i < 40; ++i) {
                cheapest = accuracy[i] >= accuracy[member] ? std::min(cheapest, onB[i]) : cheapest;
            }
            sum += onB[member] / cheapest;
        }
        EXPECT_NEAR(frontTransfer(onA, onB, accuracy).meanExtra, sum / static_cast<double>(front.size()), 1e-12);
    }
}

TEST(FrontTransfer, RefusesCostsThatAreNone) {
    EXPECT_THROW(frontTransfer(std::vector<double>{0.0}, std::vector<double>{1.0}, std::vector<double>{0.5}), Error);
    EXPECT_EQ(frontTransfer(std::vector<double>{nan}, std::vector<double>{1.0}, std::vector<double>{0.5}).points, 0U);
}

TEST(RankShifts, PlaceArchitecturesOnBothDevices) {
    const auto shifts = rankShifts(std::vector<double>{1, 2, 3, nan, 5}, std::vector<double>{9, 9, 3, 4, 1});
    ASSERT_EQ(shifts.size(), 4U);
    EXPECT_DOUBLE_EQ(shifts[0].onA, 0);
    EXPECT_DOUBLE_EQ(shifts[0].onB, 2.5 / 3);
    EXPECT_EQ(shifts[3].index, 4U);
    EXPECT_DOUBLE_EQ(shifts[3].difference(), -1);
    const auto largest = largestShifts(shifts, 2);
    ASSERT_EQ(largest.size(), 2U);
    EXPECT_EQ(largest[0].index, 4U);
    EXPECT_EQ(largest[1].index, 0U);
}

/// Counts of three operations that always sum to 8; the second makes B slower.
TEST(ExplainShifts, FindsTheOperationThatMakesTheDifference) {
    std::mt19937_64 random(4);
    std::uniform_int_distribution<int> pick(0, 2);
    std::normal_distribution<double> noise(0, 0.02);
    std::vector<RankShift> shifts;
    std::vector<double> features;
    for (std::size_t i = 0; i < 400; ++i) {
        std::vector<double> counts(3, 0);
        for (int edge = 0; edge < 8; ++edge) {
            counts[static_cast<std::size_t>(pick(random))] += 1;
        }
        features.insert(features.end(), counts.begin(), counts.end());
        shifts.push_back({i, 0, 0.03 * counts[1] + noise(random)});
    }
    const ShiftExplanation explanation = explainShifts(shifts, features, 3);
    ASSERT_EQ(explanation.effects.size(), 3U);
    EXPECT_EQ(explanation.effects[0].feature, 1U);
    // Against the average operation: one more of it is one less of the others.
    EXPECT_NEAR(explanation.effects[0].effect, 0.03 - 0.01, 0.003);
    EXPECT_GT(explanation.effects[0].effect, 5 * explanation.effects[0].deviation);
    EXPECT_LT(explanation.effects[0].deviation, 0.002);
    EXPECT_NEAR(explanation.effects[1].effect, -0.01, 0.003);
    EXPECT_GT(explanation.explained, 0.6);
    EXPECT_LT(explanation.explained, 0.9); // noise variance 0.0004 beside 0.03²·16/9 = 0.0016
}

TEST(ExplainShifts, ExplainsNothingWhereNothingDiffers) {
    const std::vector<RankShift> equal(20, RankShift{0, 0.5, 0.5});
    const std::vector<double> features(40, 1.0);
    EXPECT_TRUE(std::isnan(explainShifts(equal, features, 2).explained));
    EXPECT_THROW(explainShifts(equal, features, 3), Error);
}

}
}
