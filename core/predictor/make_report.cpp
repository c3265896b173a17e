// SPDX-License-Identifier: Apache-2.0
#include "core/predictor/make_report.h"

#include <algorithm>
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
    report.referenceMs = referenceMs(samples);
    return report;
}

double calibratedDeviation(std::span<const HeldOutPoint> points, std::span<const double> disagreements) {
    constexpr double level = 0.9;
    constexpr double widthOfLevel = 1.6449; // standard deviations on each side
    // A point is inside as soon as the deviation is √((error / 1.645)² − disagreement²).
    std::vector<double> enough;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const double error = std::abs(points[i].measuredMs / points[i].predictedMs - 1) / widthOfLevel;
        enough.push_back(std::sqrt(std::max(0.0, error * error - disagreements[i] * disagreements[i])));
    }
    return enough.empty() ? 0 : analysis::quantile(enough, level);
}

}
