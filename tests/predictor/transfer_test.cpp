// SPDX-License-Identifier: Apache-2.0
#include "core/predictor/transfer.h"

#include <cmath>

#include <gtest/gtest.h>

#include "core/analysis/rank_correlation.h"
#include "core/base/error.h"
#include "tests/predictor/synthetic_device.h"

namespace paretoscope::predictor {
namespace {

/// A device on which convolutions take `convolution` times and everything `all` times as long as on SyntheticDevice.
std::vector<records::Measurement> relatedDevice(double all, double convolution, int count, std::uint64_t seed) {
    const testing::SyntheticDevice device;
    std::vector<records::Measurement> measurements = device.measure(count, seed);
    for (records::Measurement& measurement : measurements) {
        const space::Genotype genotype = measurement.genotype;
        double extra = 0;
        for (std::size_t kind = 0; kind < genotype.cells.size(); ++kind) {
            for (const space::Choice& choice : genotype.cells[kind].choices) {
                const bool weights = choice.operation >= space::Operation::SepConv3x3;
                extra += weights ? device.costMs(static_cast<int>(kind), choice.operation) : 0;
            }
        }
        measurement.value = all * (measurement.value + (convolution - 1) * extra);
    }
    return measurements;
}

LatencyPredictor fitted(const std::vector<records::Measurement>& measurements) {
    FitOptions options;
    options.baseline = false;
    return fit(measurements, options).predictor;
}

class TransferTest : public ::testing::Test {
protected:
    std::vector<LatencyPredictor> sources{fitted(relatedDevice(1, 1, 120, 1)), fitted(relatedDevice(5, 0.5, 120, 2)),
        fitted(relatedDevice(0.2, 2, 120, 3))};

    static double errorOn(const LatencyPredictor& predictor, const std::vector<records::Measurement>& unseen) {
        double error = 0;
        for (const records::Measurement& each : unseen) {
            error += std::abs(predictor.predict(each.genotype) / each.value - 1);
        }
        return error / static_cast<double>(unseen.size());
    }
};

TEST_F(TransferTest, TenSamplesAndThreeRelativesPredictANewDevice) {
    // 30 times slower than any of them and with convolutions between the second's and the third's.
    const FitResult result = fitWithPrior(relatedDevice(30, 1.4, 10, 11), sources);
    const double error = errorOn(result.predictor, relatedDevice(30, 1.4, 300, 12));
    EXPECT_LT(error, 0.02);
    EXPECT_EQ(result.report.architectures, 10);
    EXPECT_EQ(result.report.model.heldOut, 10);
    EXPECT_LT(result.report.model.meanError, 0.05);
}

TEST_F(TransferTest, BeforeAnythingIsMeasuredTheOthersAgreeOnRanksAndItsTimesAreMarkedAsAGuess) {
    const FitResult result = predictFromOthers(sources);
    const std::vector<records::Measurement> unseen = relatedDevice(30, 1.4, 300, 12);
    std::vector<double> measured;
    std::vector<space::Genotype> genotypes;
    for (const records::Measurement& each : unseen) {
        measured.push_back(each.value);
        genotypes.push_back(each.genotype);
    }
    EXPECT_GT(analysis::spearmanRho(measured, result.predictor.predict(genotypes)), 0.95);
    // The sources are 25 times apart: the new device's 30-fold is two of these deviations off.
    const UncertainLatency answer = result.predictor.predictWithDeviation(genotypes).front();
    EXPECT_GT(answer.deviationMs, answer.ms);
    EXPECT_EQ(result.report.model.heldOut, 0);
    EXPECT_TRUE(std::isnan(result.report.model.meanError));
    EXPECT_NEAR(result.report.referenceMs, answer.ms, answer.ms);
}

TEST_F(TransferTest, ASingleSourceAnswersForItselfWithAFactorOfTwo) {
    const FitResult result = predictFromOthers(std::span(sources).first(1));
    EXPECT_LT(errorOn(result.predictor, relatedDevice(1, 1, 100, 5)), 0.02);
    const auto answer = result.predictor.predictWithDeviation(std::vector{space::published("DARTS_V2")}).front();
    EXPECT_NEAR(answer.deviationMs / answer.ms, std::log(2.0), 0.01);
    EXPECT_THROW(predictFromOthers({}), Error);
}

TEST_F(TransferTest, FiftySamplesOverruleRelativesThatMislead) {
    // Here separable convolutions are nearly free: nothing like it among the sources.
    const FitResult few = fitWithPrior(relatedDevice(1, 0.02, 10, 21), sources);
    const FitResult many = fitWithPrior(relatedDevice(1, 0.02, 80, 22), sources);
    const auto unseen = relatedDevice(1, 0.02, 300, 23);
    EXPECT_LT(errorOn(many.predictor, unseen), 0.03);
    EXPECT_LT(errorOn(many.predictor, unseen), errorOn(few.predictor, unseen));
}

TEST_F(TransferTest, RefusesTooFewSamplesAndNoSource) {
    EXPECT_THROW(fitWithPrior(relatedDevice(1, 1, transferMinimum - 1, 1), sources), Error);
    EXPECT_THROW(fitWithPrior(relatedDevice(1, 1, 10, 1), {}), Error);
}

}
}
