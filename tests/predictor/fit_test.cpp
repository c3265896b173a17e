// SPDX-License-Identifier: Apache-2.0
#include "core/predictor/fit.h"

#include <array>
#include <cmath>
#include <limits>
#include <random>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/predictor/mlp_baseline.h"
#include "core/space/encoding.h"
#include "tests/expect_error.h"
#include "tests/predictor/synthetic_device.h"

namespace paretoscope::predictor {
namespace {

using testing::SyntheticDevice;

FitOptions quick() {
    FitOptions options;
    options.baseline = false;
    return options;
}

ErrorCode codeOf(const std::vector<records::Measurement>& measurements, const FitOptions& options = quick()) {
    return errorOf([&] { fit(measurements, options); }).code();
}

TEST(Fit, RecoversKnownAdditiveCosts) {
    const SyntheticDevice device;
    const FitResult result = fit(device.measure(200, 1), quick());
    EXPECT_LT(result.report.model.meanError, 0.003);
    EXPECT_GT(result.report.model.tau, 0.98);
    EXPECT_FALSE(result.report.residualKept);
    const CostTable table = result.predictor.costTable();
    const space::SearchSpace& space = space::searchSpace(space::SpaceId::Darts);
    for (int kind = 0; kind < 2; ++kind) {
        for (int edge = 0; edge < space.edgeCount(); ++edge) {
            for (int operation = 1; operation < space.operationCount(); ++operation) {
                const double expected =
                    SyntheticDevice::costMs(kind, space.operations[static_cast<std::size_t>(operation)])
                    - SyntheticDevice::costMs(kind, space::Operation::SkipConnect);
                EXPECT_NEAR(table.relativeToSkip(kind, edge, operation), expected, 0.03);
            }
        }
    }
}

/// 300 noisy measurements with an interaction, as the pipeline has them; fitted once for several tests.
class FitWithInteraction : public ::testing::Test {
protected:
    static void SetUpTestSuite() { result_ = std::make_unique<FitResult>(fit(device().measure(300, 1))); }
    static void TearDownTestSuite() { result_.reset(); }
    static SyntheticDevice device() { return {.interaction = 0.08, .noise = 0.015}; }
    static const FitResult& result() { return *result_; }

private:
    static std::unique_ptr<FitResult> result_;
};

std::unique_ptr<FitResult> FitWithInteraction::result_;

TEST_F(FitWithInteraction, BeatsAdditiveModelAndPlainNetwork) {
    const FitReport& report = result().report;
    ASSERT_TRUE(report.baseline.has_value());
    RecordProperty("seconds", std::to_string(report.seconds));
    RecordProperty("error", std::to_string(report.model.meanError));
    RecordProperty("additive", std::to_string(report.additive.meanError));
    RecordProperty("baseline", std::to_string(report.baseline->meanError));
    EXPECT_TRUE(report.residualKept);
    EXPECT_LT(report.model.meanError, 0.6 * report.additive.meanError);
    EXPECT_LT(report.model.meanError, 0.4 * report.baseline->meanError);
    EXPECT_GT(report.model.tau, report.additive.tau);
    EXPECT_GT(report.model.tau, report.baseline->tau);
    EXPECT_GE(report.model.heldOut, 100);
}

TEST_F(FitWithInteraction, ReportsWhatFreshArchitecturesConfirm) {
    space::Random random(77);
    std::vector<double> measured;
    std::vector<space::Genotype> genotypes;
    for (int i = 0; i < 300; ++i) {
        genotypes.push_back(space::sampleUniform(space::SpaceId::Darts, random));
        measured.push_back(device().measure(genotypes.back(), random).value);
    }
    const ErrorReport fresh = errorReport(measured, result().predictor.predict(genotypes));
    EXPECT_NEAR(fresh.meanError, result().report.model.meanError, 0.3 * result().report.model.meanError);
    int covered = 0;
    const std::vector<UncertainLatency> uncertain = result().predictor.predictWithDeviation(genotypes);
    for (std::size_t i = 0; i < measured.size(); ++i) {
        covered += std::abs(measured[i] - uncertain[i].ms) <= 2 * uncertain[i].deviationMs ? 1 : 0;
    }
    EXPECT_GT(covered, 270);
}

TEST_F(FitWithInteraction, IsDeterministic) {
    FitOptions options = quick();
    options.folds = 2;
    const auto measurements = device().measure(100, 4);
    const FitResult first = fit(measurements, options);
    const FitResult second = fit(measurements, options);
    EXPECT_EQ(first.predictor.toArrays(), second.predictor.toArrays());
    ASSERT_EQ(first.report.points.size(), second.report.points.size());
    for (std::size_t i = 0; i < first.report.points.size(); ++i) {
        EXPECT_EQ(first.report.points[i].predictedMs, second.report.points[i].predictedMs);
    }
}

TEST(Fit, NinetyPercentIntervalsHoldAboutNinetyPercentOfFreshArchitectures) {
    for (const SyntheticDevice& device :
        {SyntheticDevice{.interaction = 0, .noise = 0.03}, SyntheticDevice{.interaction = 0.1, .noise = 0.02}}) {
        const LatencyPredictor predictor = fit(device.measure(300, 1), quick()).predictor;
        const std::vector<records::Measurement> fresh = device.measure(1000, 2);
        std::vector<space::Genotype> genotypes;
        for (const records::Measurement& each : fresh) {
            genotypes.push_back(each.genotype);
        }
        const std::vector<UncertainLatency> predicted = predictor.predictWithDeviation(genotypes);
        int inside = 0;
        for (std::size_t i = 0; i < fresh.size(); ++i) {
            inside += std::abs(fresh[i].value - predicted[i].ms) <= 1.6449 * predicted[i].deviationMs ? 1 : 0;
        }
        EXPECT_GT(inside, 850) << device.interaction;
        EXPECT_LT(inside, 950) << device.interaction;
    }
}

/// What TensorFlow Lite makes of a NAS-Bench-201 cell: it runs what is used, zeros or not, and a convolution alone at a
/// node that only 'none' takes from.
double compiledMs(const space::Genotype& genotype) {
    const std::vector<std::uint8_t> operations = space::pack(genotype); // 0>1, 0>2, 1>2, 0>3, 1>3, 2>3
    const space::SearchSpace& space = space::searchSpace(space::SpaceId::NasBench201);
    const auto is = [&](std::size_t edge, space::Operation operation) {
        return space.operations[operations[edge]] == operation;
    };
    const auto none = [&](std::size_t edge) { return is(edge, space::Operation::None); };
    const bool heardTwo = !none(5);
    const bool heardOne = !none(4) || (!none(2) && heardTwo);
    const bool zeroOne = none(0);
    const bool aloneByZero = none(2) || (is(2, space::Operation::SkipConnect) && zeroOne);
    // Nothing but 0>1 arrives at node 1.
    const std::array runs{true, heardTwo || aloneByZero, heardTwo || none(1), true, true, true};
    double ms = 2;
    for (std::size_t edge = 0; edge < operations.size(); ++edge) {
        const bool muted = edge == 0 ? !heardOne : edge < 3 && !heardTwo;
        const bool convolves = is(edge, space::Operation::NorConv3x3) || is(edge, space::Operation::NorConv1x1);
        if (runs.at(edge) && (convolves || (!muted && is(edge, space::Operation::AvgPool3x3)))) {
            ms += is(edge, space::Operation::NorConv3x3) ? 6.5 : 1;
        }
    }
    return ms;
}

/// How far predictions from 400 cells are off on 400 others where a share of the readings is taken at another clock.
double errorOfCompiled(double otherClock) {
    space::Random random(4);
    std::bernoulli_distribution isOtherClock(otherClock);
    std::vector<records::Measurement> measurements;
    std::vector<space::Genotype> fresh;
    std::vector<double> wanted;
    for (int i = 0; i < 800; ++i) {
        const space::Genotype genotype = space::sampleUniform(space::SpaceId::NasBench201, random);
        records::Measurement measurement;
        measurement.deviceSetting = records::parseDeviceSetting("table/compiled");
        measurement.genotype = space::sorted(genotype);
        measurement.value = compiledMs(genotype) * (isOtherClock(random) ? 0.83 : 1.0);
        if (i < 400) {
            measurements.push_back(std::move(measurement));
        } else {
            fresh.push_back(genotype);
            wanted.push_back(compiledMs(genotype));
        }
    }
    FitOptions options = quick();
    options.folds = 0;
    const FitResult result = fit(measurements, options);
    EXPECT_TRUE(result.report.liveFeatures) << otherClock;
    return errorReport(wanted, result.predictor.predict(fresh)).meanError;
}

TEST(Fit, FindsWhatACompilerKeepsOfACell) {
    EXPECT_LT(errorOfCompiled(0), 0.01);
    EXPECT_LT(errorOfCompiled(0.3), 0.06) << "a third of the readings a sixth lower";
}

TEST(Fit, LeavesOutSentinelsAndBadValuesAndJoinsRepeats) {
    const SyntheticDevice device;
    std::vector<records::Measurement> measurements = device.measure(60, 2);
    measurements[3].sentinel = true;
    measurements[4].value = 0;
    measurements[5].value = std::numeric_limits<double>::quiet_NaN();
    measurements[6].value = -1;
    measurements.push_back(measurements[10]);
    measurements.push_back(measurements[10]);
    measurements.back().value *= 50; // one interrupted repeat of three
    const FitReport report = fit(measurements, quick()).report;
    EXPECT_EQ(report.sentinels, 1);
    EXPECT_EQ(report.rejected, 3);
    EXPECT_EQ(report.architectures, 56);
    EXPECT_EQ(report.measurements, 58);
    EXPECT_EQ(report.model.heldOut, 56);
    for (const HeldOutPoint& point : report.points) {
        EXPECT_LT(point.measuredMs, 20);
    }
}

TEST(Fit, TakesIsomorphicCellsAsRepeats) {
    const SyntheticDevice device;
    std::vector<records::Measurement> measurements = device.measure(60, 3);
    const std::size_t before = measurements.size();
    for (std::size_t i = 0; i < before; ++i) {
        const space::Genotype genotype = measurements[i].genotype;
        measurements.push_back(measurements[i]);
        measurements.back().genotype = space::canonicalGenotype(genotype);
    }
    EXPECT_EQ(fit(measurements, quick()).report.architectures, 60);
}

TEST(Fit, PassesFloorAndCeilingOn) {
    const SyntheticDevice device;
    FitOptions options = quick();
    options.noiseFloor = 0.01;
    options.ceilingTau = 0.9;
    const FitReport report = fit(device.measure(40, 2), options).report;
    EXPECT_EQ(report.model.noiseFloor, 0.01);
    EXPECT_EQ(report.model.ceilingTau, 0.9);
    EXPECT_FALSE(report.baseline.has_value());
}

TEST(Fit, SaysHowManyMeasurementsAreMissing) {
    const SyntheticDevice device;
    const Error error = errorOf([&] { fit(device.measure(21, 1), quick()); });
    EXPECT_EQ(error.code(), ErrorCode::NotEnoughData);
    EXPECT_NE(std::string(error.what()).find("Measure 9 more"), std::string::npos) << error.what();
    EXPECT_EQ(codeOf({}), ErrorCode::NotEnoughData);
}

TEST(Fit, RefusesMixedSettingsShapesAndSpaces) {
    const SyntheticDevice device;
    const std::vector<records::Measurement> measurements = device.measure(40, 1);
    auto mixed = measurements;
    mixed[7].deviceSetting = records::parseDeviceSetting("cpu/eager/t2/b1/f32");
    EXPECT_EQ(codeOf(mixed), ErrorCode::InvalidData);
    mixed = measurements;
    mixed[7].shape = {};
    EXPECT_EQ(codeOf(mixed), ErrorCode::InvalidData);
    mixed = measurements;
    mixed[7].genotype = space::fromText("|nor_conv_3x3~0|+|none~0|skip_connect~1|+|none~0|none~1|none~2|");
    EXPECT_EQ(codeOf(mixed), ErrorCode::InvalidData);
}

TEST(Fit, StopsWhenAsked) {
    std::stop_source source;
    source.request_stop();
    EXPECT_EQ(errorOf([&] { fit(SyntheticDevice().measure(40, 1), quick(), source.get_token()); }).code(),
        ErrorCode::Interrupted);
}

TEST(MlpBaseline, LearnsItsTrainingSetAndRefusesBadInput) {
    const SyntheticDevice device;
    space::Random random(1);
    std::vector<space::Genotype> genotypes;
    std::vector<double> latency;
    for (int i = 0; i < 100; ++i) {
        genotypes.push_back(space::sampleUniform(space::SpaceId::Darts, random));
        latency.push_back(device.latencyMs(genotypes.back()));
    }
    const MlpBaseline baseline(genotypes, latency);
    EXPECT_LT(errorReport(latency, baseline.predict(genotypes)).meanError, 0.02);
    latency[5] = -1;
    EXPECT_THROW(MlpBaseline(genotypes, latency), Error);
    latency.pop_back();
    EXPECT_THROW(MlpBaseline(genotypes, latency), Error);
}

}
}
