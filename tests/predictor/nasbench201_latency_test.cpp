// SPDX-License-Identifier: Apache-2.0
// Against measured latencies of real devices (HELP, Lee et al. 2021), which are not part of this project: set
// PARETOSCOPE_NB201_LATENCY to a table with columns arch_idx,rep_idx,connected,ops,arch_str,latency_ms_DEVICE,...
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "core/options/jobs.h"
#include "core/predictor/fit.h"

namespace paretoscope::predictor {
namespace {

std::vector<std::string> splitLine(const std::string& line) {
    std::vector<std::string> fields;
    std::stringstream stream(line);
    for (std::string field; std::getline(stream, field, ',');) {
        fields.push_back(field);
    }
    return fields;
}

std::vector<records::Measurement> connectedCells(const std::string& path, const std::string& device) {
    std::ifstream file(path);
    std::string line;
    std::getline(file, line);
    const std::vector<std::string> header = splitLine(line);
    const auto column = [&](const std::string& name) {
        return static_cast<std::size_t>(std::ranges::find(header, name) - header.begin());
    };
    std::vector<records::Measurement> measurements;
    while (std::getline(file, line)) {
        const std::vector<std::string> fields = splitLine(line);
        if (fields.at(column("connected")) == "1") {
            records::Measurement measurement;
            measurement.deviceSetting = records::storedDeviceSetting("table/" + device);
            measurement.genotype = space::sorted(space::fromText(fields.at(column("arch_str"))));
            measurement.shape = options::publishedNetwork(space::SpaceId::NasBench201).shape;
            measurement.provenance = records::CostProvenance::Imported;
            measurement.value = std::stod(fields.at(column("latency_ms_" + device)));
            measurements.push_back(std::move(measurement));
        }
    }
    return measurements;
}

struct Expectation {
    std::string device;
    int samples;
    double largestError;
    double smallestTau;
};

/// Fits on `samples` random cells and predicts 2,000 others.
void expectQuality(const std::string& path, const Expectation& expectation) {
    std::vector<records::Measurement> cells = connectedCells(path, expectation.device);
    ASSERT_GT(cells.size(), 15000U);
    std::shuffle(cells.begin(), cells.end(), space::Random(1));
    const auto training = static_cast<std::size_t>(expectation.samples);
    FitOptions options;
    options.baseline = false;
    const FitResult result = fit(std::span(cells).first(training), options);
    std::vector<double> measured;
    std::vector<space::Genotype> genotypes;
    for (std::size_t i = training; i < training + 2000; ++i) {
        measured.push_back(cells[i].value);
        genotypes.push_back(cells[i].genotype);
    }
    const ErrorReport report = errorReport(measured, result.predictor.predict(genotypes));
    std::printf(
        "%s, %d samples: error %.4f, tau %.4f, within 10 %%: %.3f (cross-fitted: error %.4f, tau %.4f; additive "
        "%.4f), residual %d, live %d, %.1f s\n",
        expectation.device.c_str(), expectation.samples, report.meanError, report.tau, report.within10,
        result.report.model.meanError, result.report.model.tau, result.report.additive.meanError,
        static_cast<int>(result.report.residualKept), static_cast<int>(result.report.liveFeatures),
        result.report.seconds);
    EXPECT_LT(report.meanError, expectation.largestError) << expectation.device;
    EXPECT_GT(report.tau, expectation.smallestTau) << expectation.device;
}

TEST(NasBench201Latency, IsPredictedFromAHundredCells) {
    const char* path = std::getenv("PARETOSCOPE_NB201_LATENCY");
    if (path == nullptr) {
        GTEST_SKIP() << "PARETOSCOPE_NB201_LATENCY names no table of NAS-Bench-201 latencies";
    }
    expectQuality(path, {"2080ti_256", 100, 0.005, 0.99});
    expectQuality(path, {"1080ti_1", 100, 0.026, 0.89});
    expectQuality(path, {"samsung_a50", 100, 0.055, 0.90});
    expectQuality(path, {"pixel3", 100, 0.21, 0.74});
}

}
}
