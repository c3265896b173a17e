// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/standing.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "core/base/error.h"

namespace paretoscope::analysis {
namespace {

/// The shares p that the observed one is within z standard deviations of, deviations taken at p: searched for, not
/// solved.
Interval slowInterval(std::size_t successes, std::size_t trials) {
    const double z = normalQuantile(0.975);
    const double n = static_cast<double>(trials);
    const double observed = static_cast<double>(successes) / n;
    const auto fits = [&](double p) { return std::abs(observed - p) <= z * std::sqrt(p * (1 - p) / n); };
    const auto edge = [&](double inside, double outside) {
        for (int i = 0; i < 80; ++i) {
            const double middle = (inside + outside) / 2;
            (fits(middle) ? inside : outside) = middle;
        }
        return inside;
    };
    // A share of exactly 0 or 1 has no deviation of its own, so one begins a hair inside.
    const double start = std::min(std::max(observed, 1e-12), 1 - 1e-12);
    return {successes == 0 ? 0 : edge(start, 0), successes == trials ? 1 : edge(start, 1)};
}

TEST(ShareInterval, IsTheOneOfTheSlowSearch) {
    for (const std::size_t trials : {1U, 2U, 5U, 20U, 137U}) {
        for (std::size_t successes = 0; successes <= trials; ++successes) {
            const Interval fast = shareInterval(successes, trials);
            const Interval slow = slowInterval(successes, trials);
            EXPECT_NEAR(fast.low, slow.low, 1e-9) << successes << " of " << trials;
            EXPECT_NEAR(fast.high, slow.high, 1e-9) << successes << " of " << trials;
        }
    }
    const Interval known = shareInterval(17, 20);
    EXPECT_NEAR(known.low, 0.64, 0.005);
    EXPECT_NEAR(known.high, 0.948, 0.005);
    EXPECT_EQ(shareInterval(0, 0).low, 0);
    EXPECT_EQ(shareInterval(0, 0).high, 1);
    EXPECT_THROW(shareInterval(3, 2), Error);
}

TEST(ShareInterval, HoldsTheTruthAsOftenAsItSays) {
    std::mt19937_64 random(3);
    for (const double truth : {0.5, 0.85}) {
        int held = 0;
        constexpr int repetitions = 4000;
        std::binomial_distribution<std::size_t> draw(20, truth);
        for (int i = 0; i < repetitions; ++i) {
            const Interval interval = shareInterval(draw(random), 20);
            held += interval.low <= truth && truth <= interval.high ? 1 : 0;
        }
        EXPECT_NEAR(static_cast<double>(held) / repetitions, 0.95, 0.035) << truth; // there are only 21 outcomes
    }
}

TEST(Standing, CountsWhoIsBeatenAndWhatIsGained) {
    const std::vector<double> own{0.70, 0.74};
    const std::vector<std::vector<double>> others{{0.6}, {0.72}, {0.5, 0.7}, {0.8}};
    const Standing standing = standingAmong(own, others);
    EXPECT_EQ(standing.others, 4U);
    EXPECT_EQ(standing.beaten, 2U) << "an equal mean is not beaten";
    EXPECT_DOUBLE_EQ(standing.share, 0.5);
    EXPECT_NEAR(standing.gain, 0.72 - 0.68, 1e-12);
    EXPECT_NEAR(standing.repeatDeviation, std::sqrt((2 * 0.02 * 0.02 + 2 * 0.1 * 0.1) / 2), 1e-12);
    const double ofOthers = standardError(std::vector{0.6, 0.72, 0.6, 0.8});
    EXPECT_NEAR(standing.gainError,
        std::sqrt(ofOthers * ofOthers + standing.repeatDeviation * standing.repeatDeviation / 2), 1e-12);
}

TEST(Standing, SaysWhatItCannotTell) {
    const std::vector<double> own{0.7};
    const Standing alone = standingAmong(own, {});
    EXPECT_TRUE(std::isnan(alone.share));
    EXPECT_TRUE(std::isnan(alone.gain));
    EXPECT_TRUE(std::isnan(alone.gainError));
    const std::vector<std::vector<double>> one{{0.6}};
    EXPECT_TRUE(std::isnan(standingAmong(own, one).gainError));
    EXPECT_TRUE(std::isnan(standingAmong(own, one).repeatDeviation)) << "nothing was repeated";
}

TEST(Standing, TheGainsErrorIsHowFarGainsScatter) {
    constexpr double ofCells = 0.01;
    constexpr double ofSeeds = 0.007;
    constexpr int repetitions = 3000;
    std::mt19937_64 random(5);
    std::normal_distribution<double> normal;
    double squares = 0; // of gains, whose truth is 0.02
    double errors = 0; // squared, as they are stated
    for (int i = 0; i < repetitions; ++i) {
        std::vector<double> own;
        for (int seed = 0; seed < 3; ++seed) {
            own.push_back(0.72 + ofSeeds * normal(random));
        }
        std::vector<std::vector<double>> others;
        for (int cell = 0; cell < 20; ++cell) {
            others.push_back({0.70 + ofCells * normal(random) + ofSeeds * normal(random)});
        }
        const Standing standing = standingAmong(own, others);
        squares += (standing.gain - 0.02) * (standing.gain - 0.02) / repetitions;
        errors += standing.gainError * standing.gainError / repetitions;
    }
    EXPECT_NEAR(std::sqrt(squares), std::sqrt(errors), 0.05 * std::sqrt(squares));
}

}
}
