// SPDX-License-Identifier: Apache-2.0
#include "core/predictor/error_report.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "tests/expect_error.h"

namespace paretoscope::predictor {
namespace {

TEST(ErrorReport, CountsErrorsAndRanks) {
    const std::vector<double> measured = {10, 20, 30, 40};
    const std::vector<double> predicted = {10.4, 18.6, 36, 35.9}; // 4, 7, 20 and 10.25 per cent off; one pair swapped
    const ErrorReport report = errorReport(measured, predicted);
    EXPECT_EQ(report.heldOut, 4);
    EXPECT_NEAR(report.meanError, (0.04 + 0.07 + 0.2 + 0.1025) / 4, 1e-12);
    EXPECT_NEAR(report.medianError, (0.07 + 0.1025) / 2, 1e-12);
    EXPECT_DOUBLE_EQ(report.within5, 0.25);
    EXPECT_DOUBLE_EQ(report.within10, 0.5);
    EXPECT_NEAR(report.tau, 4.0 / 6, 1e-12);
    EXPECT_NEAR(report.rho, 0.8, 1e-12);
    EXPECT_LE(report.tauLow, report.tau);
    EXPECT_GE(report.tauHigh, report.tau);
    EXPECT_FALSE(report.noiseFloor.has_value());
}

TEST(ErrorReport, RefusesLatenciesThatAreNotPositive) {
    const std::vector<double> measured = {10, 0};
    EXPECT_THROW(errorReport(measured, measured), Error);
}

FitReport someReport() {
    FitReport report;
    report.model = {120, .031, .02, .8, .97, .91, .88, .93, .98, .012, .95};
    report.additive = {120, .05, .04, .6, .9, .85, .8, .9, .95, std::nullopt, std::nullopt};
    report.points = {{"Genotype(...)", 12.5, 12.25, 12, 11}, {"|none~0|", 1e-3, .1, .3, 7}};
    report.architectures = 120;
    report.measurements = 130;
    report.sentinels = 7;
    report.rejected = 1;
    report.referenceMs = 1.0 / 3;
    report.residualKept = true;
    report.seconds = 2.5;
    return report;
}

TEST(FitReport, SurvivesJson) {
    FitReport report = someReport();
    EXPECT_EQ(fitReportFromJson(toJson(report)), report);
    report.baseline = report.additive;
    EXPECT_EQ(fitReportFromJson(toJson(report)), report);
}

TEST(FitReport, KeepsAMissingBaselineApartFromZero) {
    FitReport report = someReport();
    report.points.front().baselineMs = std::numeric_limits<double>::quiet_NaN();
    EXPECT_TRUE(std::isnan(fitReportFromJson(toJson(report)).points.front().baselineMs));
}

TEST(FitReport, RefusesDamagedText) {
    const std::string text = toJson(someReport());
    for (const std::string& damaged : {std::string("{}"), text.substr(0, text.size() / 2), std::string("[1, 2]")}) {
        EXPECT_EQ(errorOf([&] { fitReportFromJson(damaged); }).code(), ErrorCode::InvalidData);
    }
}

}
}
