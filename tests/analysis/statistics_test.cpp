// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/statistics.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "core/base/error.h"

namespace paretoscope::analysis {
namespace {

const std::vector<double> values{7, 1, 4, 2}; // numpy: quantile(.25) = 1.75, (.75) = 4.75, std(ddof=1) = 2.6457513

TEST(Statistics, AgreesWithNumpy) {
    EXPECT_DOUBLE_EQ(mean(values), 3.5);
    EXPECT_DOUBLE_EQ(median(values), 3);
    EXPECT_DOUBLE_EQ(quantile(values, 0.25), 1.75);
    EXPECT_DOUBLE_EQ(interquartileRange(values), 3);
    EXPECT_NEAR(standardDeviation(values), 2.6457513110645907, 1e-12);
    EXPECT_NEAR(standardError(values), 2.6457513110645907 / 2, 1e-12);
    EXPECT_DOUBLE_EQ(quantile(values, 0), 1);
    EXPECT_DOUBLE_EQ(quantile(values, 1), 7);
}

TEST(Statistics, IsUndefinedWithoutValues) {
    EXPECT_TRUE(std::isnan(mean({})));
    EXPECT_TRUE(std::isnan(median({})));
    EXPECT_TRUE(std::isnan(standardDeviation(std::vector{1.0})));
    EXPECT_TRUE(std::isnan(median(std::vector{1.0, std::numeric_limits<double>::quiet_NaN()})));
    EXPECT_THROW(quantile(values, 1.5), Error);
}

TEST(Statistics, NormalQuantilesArePublishedOnes) {
    EXPECT_NEAR(normalQuantile(0.975), 1.959963984540054, 1e-12);
    EXPECT_NEAR(normalQuantile(0.025), -1.959963984540054, 1e-12);
    EXPECT_EQ(normalQuantile(0.5), 0);
    EXPECT_NEAR(normalQuantile(1e-10), -6.361340902404056, 1e-9);
}

TEST(RelativeErrors, CountsSharesWithTheirLimitIncluded) {
    const std::vector<double> measured{10, 10, 10, 10, 10};
    const std::vector<double> predicted{10, 10.5, 9.1, 12, 10.2};
    const RelativeErrors report = relativeErrors(measured, predicted);
    EXPECT_EQ(report.n, 5U);
    EXPECT_NEAR(report.mean, (0 + 0.05 + 0.09 + 0.2 + 0.02) / 5, 1e-12);
    EXPECT_NEAR(report.median, 0.05, 1e-12);
    EXPECT_DOUBLE_EQ(report.within5, 0.6);
    EXPECT_DOUBLE_EQ(report.within10, 0.8);
    EXPECT_NEAR(report.bias, 0.02, 1e-12);
    EXPECT_THROW(relativeErrors(std::vector{0.0}, std::vector{1.0}), Error);
}

TEST(NoiseFloor, ComparesWithTheErrorOfAPerfectPredictor) {
    EXPECT_NEAR(noiseFloor(std::vector{9.0, 10.0}, std::vector{11.0, 10.0}), 0.2 / std::sqrt(2.0) / 2, 1e-12);
}

}
}
