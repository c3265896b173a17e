// SPDX-License-Identifier: Apache-2.0
#include "core/device/noise.h"

#include <cmath>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace paretoscope::device {

namespace {

records::Measurement measured(int architecture, double value) {
    return {.canonicalHash = std::to_string(architecture), .value = value, .rawValue = value};
}

}

TEST(Noise, findsTheDeviationThatWasPutIn) {
    std::mt19937_64 random(2);
    std::normal_distribution<double> noise(0, 0.03);
    std::vector<records::Measurement> measurements;
    for (int repeat = 0; repeat < 2; ++repeat) {
        for (int i = 0; i < 2000; ++i) {
            measurements.push_back(measured(i, (5 + 0.001 * i) * (1 + noise(random))));
        }
    }
    const NoiseReport report = noiseReport(measurements);
    EXPECT_EQ(report.pairs, 2000U);
    EXPECT_NEAR(report.relativeDeviation, 0.03, 0.002);
    EXPECT_NEAR(report.floor, 0.03 * std::sqrt(2 / M_PI), 0.002);
    EXPECT_LT(report.floorLow, report.floor);
    EXPECT_GT(report.floorHigh, report.floor);
    EXPECT_LT(report.floorHigh - report.floorLow, 0.2 * report.floor);
    // A perfect predictor is disturbed once, the repeats twice.
    EXPECT_GT(report.ceilingTau, report.repeatTau);
    EXPECT_LT(report.ceilingTau, 1);
    EXPECT_TRUE(std::isnan(report.sentinelDrift));
}

TEST(Noise, withoutRepeatsThereIsNoFigure) {
    std::vector<records::Measurement> measurements{measured(1, 2), measured(2, 3), measured(1, 2.1)};
    measurements.push_back({.canonicalHash = "9", .value = 4, .rawValue = 4, .sentinel = true});
    measurements.push_back({.canonicalHash = "9", .value = 4, .rawValue = 5, .sentinel = true, .unstable = true});
    const NoiseReport report = noiseReport(measurements);
    EXPECT_EQ(report.architectures, 2U);
    EXPECT_EQ(report.pairs, 1U);
    EXPECT_TRUE(std::isnan(report.floor));
    EXPECT_NEAR(report.sentinelDrift, 1 / 4.5, 1e-12);
    EXPECT_EQ(report.unstable, 0U);
    EXPECT_NE(toJson(report).find("\"floor\":null"), std::string::npos);
}

TEST(Noise, ofAHandfulOfPairsIsUnknownAndSaysSo) {
    std::vector<records::Measurement> measurements;
    for (int i = 0; i < 20; ++i) {
        measurements.push_back(measured(i, 5 + i));
        if (i < 19) {
            measurements.push_back(measured(i, 5.1 + i));
        }
    }
    const NoiseReport few = noiseReport(measurements);
    EXPECT_EQ(few.pairs, 19U);
    EXPECT_TRUE(std::isnan(few.floor));
    EXPECT_TRUE(std::isnan(few.ceilingTau));
    EXPECT_NE(noiseText(few).find("unknown: 19 architectures"), std::string::npos) << noiseText(few);
    measurements.push_back(measured(19, 24.1));
    const NoiseReport enough = noiseReport(measurements);
    EXPECT_GT(enough.floor, 0);
    EXPECT_NE(noiseText(enough).find("95 % interval"), std::string::npos) << noiseText(enough);
}

}
