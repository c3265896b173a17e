// SPDX-License-Identifier: Apache-2.0
#include "core/predictor/make_report.h"

#include <cmath>
#include <utility>

#include "core/analysis/statistics.h"

namespace paretoscope::predictor {

namespace {

ErrorReport reportOn(
    const std::vector<HeldOutPoint>& points, double HeldOutPoint::*predicted, const FitOptions& options) {
    std::vector<double> measured;
    std::vector<double> predictions;
    for (const HeldOutPoint& point : points) {
        measured.push_back(point.measuredMs);
        predictions.push_back(point.*predicted);
    }
    ErrorReport report = errorReport(measured, predictions, options.seed);
    report.noiseFloor = options.noiseFloor;
    report.ceilingTau = options.ceilingTau;
    return report;
}

}

FitReport makeReport(const Samples& samples, std::vector<HeldOutPoint> points, const FitOptions& options) {
    FitReport report;
    report.model = reportOn(points, &HeldOutPoint::predictedMs, options);
    report.additive = reportOn(points, &HeldOutPoint::additiveMs, options);
    if (options.baseline) {
        report.baseline = reportOn(points, &HeldOutPoint::baselineMs, options);
    }
    report.points = std::move(points);
    report.architectures = static_cast<int>(samples.genotypes.size());
    report.measurements = samples.measurements;
    report.sentinels = samples.sentinels;
    report.rejected = samples.rejected;
    report.referenceMs = analysis::median(samples.latencyMs);
    return report;
}

double deviationFromMeanError(double meanError) {
    return meanError * std::sqrt(std::acos(-1.0) / 2);
}

}
