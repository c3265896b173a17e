// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/front_noise.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "core/analysis/front.h"
#include "core/base/error.h"

namespace paretoscope::analysis {
namespace {

struct Points {
    std::vector<double> cost;
    std::vector<double> deviation;
    std::vector<double> accuracy;
};

Points randomPoints(std::size_t count, std::uint64_t seed, int accuracySteps) {
    std::mt19937_64 random(seed);
    std::uniform_real_distribution<double> unit(0, 1);
    Points points;
    for (std::size_t i = 0; i < count; ++i) {
        points.cost.push_back(2 + 8 * unit(random));
        points.deviation.push_back(i % 3 == 0 ? 0.01 : 0.02 + 0.06 * unit(random));
        const double accuracy = 0.8 - 0.6 / points.cost.back() + 0.03 * unit(random);
        points.accuracy.push_back(std::round(accuracy * accuracySteps) / accuracySteps);
    }
    return points;
}

/// Draws all costs again and again and asks for the front each time.
std::vector<double> simulated(const Points& points, int repetitions) {
    std::mt19937_64 random(99);
    std::normal_distribution<double> normal;
    std::vector<double> loss;
    for (const double accuracy : points.accuracy) {
        loss.push_back(-accuracy);
    }
    std::vector<double> share(points.cost.size(), 0.0);
    std::vector<double> cost(points.cost.size());
    for (int repetition = 0; repetition < repetitions; ++repetition) {
        for (std::size_t i = 0; i < cost.size(); ++i) {
            cost[i] = points.cost[i] * std::exp(points.deviation[i] * normal(random));
        }
        for (const std::size_t member : paretoFront(cost, loss)) {
            share[member] += 1.0 / repetitions;
        }
    }
    return share;
}

void expectAgreement(const Points& points) {
    constexpr int repetitions = 20000;
    const std::vector<double> exact = frontProbability(points.cost, points.deviation, points.accuracy);
    const std::vector<double> share = simulated(points, repetitions);
    for (std::size_t i = 0; i < exact.size(); ++i) {
        const double deviation = std::sqrt(std::max(exact[i] * (1 - exact[i]), 1e-4) / repetitions);
        EXPECT_NEAR(exact[i], share[i], 4.5 * deviation) << "point " << i;
    }
}

TEST(FrontProbability, AgreesWithSimulation) {
    expectAgreement(randomPoints(40, 1, 1'000'000));
    expectAgreement(randomPoints(60, 2, 1'000'000));
}

TEST(FrontProbability, AgreesWithSimulationWhereAccuraciesAreEqual) {
    expectAgreement(randomPoints(60, 3, 60));
}

TEST(FrontProbability, OfTwoPointsIsANormalProbability) {
    // The less accurate one is on the front where it is the cheaper one.
    const std::vector<double> probability =
        frontProbability(std::vector{5.0, 5.2}, std::vector{0.03, 0.04}, std::vector{0.9, 0.8});
    const double z = std::log(5.0 / 5.2) / std::hypot(0.03, 0.04);
    EXPECT_NEAR(probability[0], 1, 1e-8);
    EXPECT_NEAR(probability[1], std::erfc(-z / std::sqrt(2.0)) / 2, 1e-3);
}

TEST(FrontProbability, WithoutNoiseIsTheFront) {
    // Costs 2 % apart: far more than what counts as no noise.
    Points points = randomPoints(80, 4, 1'000'000);
    for (std::size_t i = 0; i < points.cost.size(); ++i) {
        points.cost[i] = 2 * std::pow(1.02, static_cast<double>((7 * i) % 80));
    }
    points.deviation.assign(points.cost.size(), 0);
    points.accuracy[7] = std::nan("");
    std::vector<double> loss;
    for (const double accuracy : points.accuracy) {
        loss.push_back(-accuracy);
    }
    std::vector<double> expected(points.cost.size(), 0.0);
    for (const std::size_t member : paretoFront(points.cost, loss)) {
        expected[member] = 1;
    }
    const std::vector<double> probability = frontProbability(points.cost, points.deviation, points.accuracy);
    EXPECT_EQ(probability[7], 0);
    for (std::size_t i = 0; i < expected.size(); ++i) {
        EXPECT_NEAR(probability[i], expected[i], 1e-6) << "point " << i;
    }
}

TEST(FrontProbability, RefusesWhatIsNoNumber) {
    EXPECT_THROW(frontProbability(std::vector{0.0}, std::vector{0.1}, std::vector{0.5}), Error);
    EXPECT_THROW(frontProbability(std::vector{1.0}, std::vector{-0.1}, std::vector{0.5}), Error);
    EXPECT_THROW(frontProbability(std::vector{1.0}, std::vector{0.1, 0.1}, std::vector{0.5}), Error);
    EXPECT_TRUE(frontProbability({}, {}, {}).empty());
}

/// What compares each point with each other would not end before the test's time is over.
TEST(FrontProbability, TakesAHundredThousandPoints) {
    const Points points = randomPoints(100'000, 5, 2000);
    const auto probability = frontProbability(points.cost, points.deviation, points.accuracy);
    EXPECT_GT(*std::max_element(probability.begin(), probability.end()), 0.1);
}

TEST(AttainedAccuracy, AgreesWithSimulation) {
    const Points points = randomPoints(50, 8, 1'000'000);
    const std::vector<double> costs{2.2, 3, 4, 5, 6, 8, 10};
    std::mt19937_64 random(7);
    std::normal_distribution<double> normal;
    constexpr int repetitions = 8000;
    std::vector<std::vector<double>> best(costs.size());
    for (int repetition = 0; repetition < repetitions; ++repetition) {
        std::vector<double> cost;
        for (std::size_t i = 0; i < points.cost.size(); ++i) {
            cost.push_back(points.cost[i] * std::exp(points.deviation[i] * normal(random)));
        }
        for (std::size_t c = 0; c < costs.size(); ++c) {
            double accuracy = -1;
            for (std::size_t i = 0; i < cost.size(); ++i) {
                accuracy = cost[i] <= costs[c] ? std::max(accuracy, points.accuracy[i]) : accuracy;
            }
            best[c].push_back(accuracy);
        }
    }
    for (const double level : {0.1, 0.9}) {
        const auto attained = attainedAccuracy(points.cost, points.deviation, points.accuracy, costs, level);
        for (std::size_t c = 0; c < costs.size(); ++c) {
            const auto reaches = [&](double accuracy) {
                return std::count_if(best[c].begin(), best[c].end(), [&](double b) { return b >= accuracy; })
                    / static_cast<double>(repetitions);
            };
            if (!std::isnan(attained[c])) {
                EXPECT_GT(reaches(attained[c]), level - 0.02) << costs[c];
                EXPECT_LT(reaches(std::nextafter(attained[c], 1)), level + 0.02) << costs[c];
            }
        }
        EXPECT_GE(attained.back(), attained[2]);
    }
}

/// What the definition says, by brute force: hypervolume with and without, many draws.
TEST(MeasureNext, NamesWhatChangesTheHypervolumeMost) {
    const Points points = randomPoints(40, 6, 1'000'000);
    std::vector<bool> candidates(points.cost.size(), true);
    const auto next = measureNext(points.cost, points.deviation, points.accuracy, candidates, 8);
    ASSERT_GE(next.size(), 3U);
    std::vector<double> loss;
    std::vector<double> logCost;
    for (std::size_t i = 0; i < points.cost.size(); ++i) {
        loss.push_back(-points.accuracy[i]);
        logCost.push_back(std::log(points.cost[i]));
    }
    double lowest = 1;
    double largest = 0;
    for (const std::size_t member : paretoFront(points.cost, loss)) {
        lowest = std::min(lowest, points.accuracy[member]);
        largest = std::max(largest, logCost[member]);
    }
    const double now = hypervolume(logCost, loss, largest + 0.1, 0.02 - lowest);
    std::mt19937_64 random(1);
    std::normal_distribution<double> normal;
    double last = std::numeric_limits<double>::infinity();
    for (const NextMeasurement& entry : next) {
        EXPECT_LE(entry.expectedChange, last);
        last = entry.expectedChange;
        double change = 0;
        constexpr int repetitions = 4000;
        for (int repetition = 0; repetition < repetitions; ++repetition) {
            std::vector<double> moved = logCost;
            moved[entry.index] += points.deviation[entry.index] * normal(random);
            change += std::abs(hypervolume(moved, loss, largest + 0.1, 0.02 - lowest) - now) / repetitions;
        }
        EXPECT_NEAR(entry.expectedChange, change, 0.08 * change) << "point " << entry.index;
    }
    candidates[next[0].index] = false;
    const auto others = measureNext(points.cost, points.deviation, points.accuracy, candidates, 8);
    EXPECT_EQ(others[0].index, next[1].index) << "what is measured is not proposed again";
}

}
}
