// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/front_choice.h"

#include <gtest/gtest.h>

#include "tests/widgets/front_snapshots.h"
#include "widgets/front/front_cloud.h"

namespace paretoscope::widgets {
namespace {

/// Index of the smallest `loss + price · latency / reference`, by looking at all.
int bruteForce(const FrontSnapshot& front, double price, bool accuracyAxis) {
    int best = -1;
    double bestValue = INFINITY;
    for (std::size_t i = 0; i < front.points.size(); ++i) {
        const store::FrontPoint& point = front.points[i];
        const double loss = accuracyAxis ? -point.accuracy : point.crossEntropy;
        const double value = loss + price * point.cost / front.referenceMs;
        if (value < bestValue) {
            bestValue = value;
            best = static_cast<int>(i);
        }
    }
    return best;
}

TEST(FrontChoice, SelectsWhatABruteForceSearchSelects) {
    const auto front = test::randomFront(2000, 7);
    ASSERT_TRUE(front->crossEntropyPerError.has_value());
    const FrontChoice loss(front, QualityAxis::CrossEntropy);
    const FrontChoice accuracy(front, QualityAxis::Accuracy);
    for (double lambda = 1e-4; lambda < 1e3; lambda *= 1.37) {
        EXPECT_EQ(loss.select(lambda), bruteForce(*front, lambda, false)) << "λ " << lambda;
        EXPECT_EQ(accuracy.select(lambda), bruteForce(*front, lambda / *front->crossEntropyPerError, true))
            << "λ " << lambda;
    }
}

TEST(FrontLegend, CallsALatencyWhatItsNumbersAreCalledElsewhere) {
    const auto front = test::randomFront(20, 1);
    front->origins.assign(front->points.size(), PointOrigin::Random);
    for (store::FrontPoint& point : front->points) {
        point.costProvenance = records::CostProvenance::Simulated;
    }
    QStringList texts;
    for (const Legend::Entry& entry : frontLegend(FrontChoice(front, QualityAxis::Accuracy), QPalette())) {
        texts.append(entry.text);
    }
    ASSERT_EQ(texts.size(), 1);
    EXPECT_TRUE(texts[0].contains(QStringLiteral("simulated"))) << texts[0].toStdString();
    EXPECT_FALSE(texts[0].contains(QStringLiteral("predicted"))) << texts[0].toStdString();
}

TEST(FrontChoice, WithoutCrossEntropyTheNumberIsMu) {
    const auto front = test::randomFront(200, 2, false);
    const FrontChoice choice(front, QualityAxis::Accuracy);
    EXPECT_TRUE(choice.inMu());
    EXPECT_EQ(choice.price(0.07), analysis::Price(analysis::Mu{0.07}));
    EXPECT_FALSE(choice.number(analysis::Lambda{0.07})) << "a λ is no μ";
    EXPECT_EQ(choice.select(0.07), bruteForce(*front, 0.07, true));
    EXPECT_TRUE(FrontChoice(front, QualityAxis::CrossEntropy).empty());
}

TEST(FrontChoice, EveryHullVertexHasALambdaThatChoosesIt) {
    const auto front = test::randomFront(500, 3);
    const FrontChoice choice(front, QualityAxis::Accuracy);
    for (const std::size_t vertex : choice.hull().vertices()) {
        const auto lambda = choice.numberOf(static_cast<int>(vertex));
        ASSERT_TRUE(lambda.has_value());
        EXPECT_EQ(choice.select(*lambda), static_cast<int>(vertex));
    }
}

TEST(FrontChoice, DentsAreReachedByABudgetOnly) {
    auto front = std::make_shared<FrontSnapshot>();
    // The middle point lies under the line between its neighbours: a dent.
    front->points = {{.candidateId = 1, .cost = 2, .accuracy = 0.50}, {.candidateId = 2, .cost = 5, .accuracy = 0.55},
        {.candidateId = 3, .cost = 8, .accuracy = 0.80}};
    front->referenceMs = 5;
    finishFront(*front);
    const FrontChoice choice(front, QualityAxis::Accuracy);
    EXPECT_FALSE(choice.numberOf(1).has_value());
    EXPECT_EQ(choice.selectWithinBudget(6), 1);
    EXPECT_EQ(choice.selectWithinBudget(1), -1);
    EXPECT_EQ(choice.neighbour(0, 1), 1);
    EXPECT_EQ(choice.neighbour(1, 1), 2);
    EXPECT_EQ(choice.neighbour(2, 1), -1);
    EXPECT_EQ(choice.neighbour(0, -1), -1);
}

TEST(FrontChoice, TheLineTouchesTheChoiceAndPassesNoCandidateBelowIt) {
    const auto front = test::randomFront(300, 9);
    const FrontChoice choice(front, QualityAxis::Accuracy);
    const double lambda = 0.4;
    const store::FrontPoint& chosen = front->points[static_cast<std::size_t>(choice.select(lambda))];
    const auto line = choice.line(lambda, 1, 14, 0, 100, false).points;
    ASSERT_EQ(line.size(), 2U);
    const auto at = [&line](double ms) {
        return line[0].second
            + (line[1].second - line[0].second) * (ms - line[0].first) / (line[1].first - line[0].first);
    };
    EXPECT_NEAR(at(chosen.cost), 100 * chosen.accuracy, 1e-6);
    for (const store::FrontPoint& point : front->points) {
        EXPECT_LE(100 * point.accuracy, at(point.cost) + 1e-6);
    }
}

}
}
