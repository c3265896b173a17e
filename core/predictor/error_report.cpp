// SPDX-License-Identifier: Apache-2.0
#include "core/predictor/error_report.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>

#include "core/analysis/rank_correlation.h"
#include "core/analysis/statistics.h"
#include "core/base/error.h"
#include "core/base/json_fields.h"
#include "core/base/member_fields.h"

namespace paretoscope::predictor {

using base::Json;

PARETOSCOPE_FIELDS(
    ErrorReport, heldOut, meanError, medianError, within5, within10, tau, tauLow, tauHigh, rho, noiseFloor, ceilingTau)
PARETOSCOPE_FIELDS(FitReport, model, additive, baseline, architectures, measurements, sentinels, rejected, referenceMs,
    residualKept, liveFeatures, seconds, points)

namespace {

/// Six digits: more than a measurement has, and a report holds thousands of points.
Json shortNumber(double value) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.6g", value);
    return base::numberToJson(std::strtod(text.data(), nullptr));
}

}

static Json writeJson(const HeldOutPoint& point) {
    return {{"genotype", point.genotype}, {"measured_ms", shortNumber(point.measuredMs)},
        {"predicted_ms", shortNumber(point.predictedMs)}, {"additive_ms", shortNumber(point.additiveMs)},
        {"baseline_ms", shortNumber(point.baselineMs)}};
}

static void readJson(const Json& json, HeldOutPoint& point) {
    const auto number = [&json](const char* name) { return base::numberFromJson(json.at(name)); };
    point = {json.at("genotype").get<std::string>(), number("measured_ms"), number("predicted_ms"),
        number("additive_ms"), number("baseline_ms")};
}

namespace {

const base::JsonRules rules{.what = "the stored error report of a latency predictor", .refuseMissing = true};

/// What latencies are divided by: a number that a device can have.
double readReference(const Json& json) {
    constexpr double largest = 1e12;
    const double reference = base::numberFromJson(json.at("reference_ms"));
    if (!(reference > 0) || reference > largest) {
        throw Error(ErrorCode::InvalidData,
            "The stored error report of a latency predictor names the reference " + std::to_string(reference)
                + ", which is no cost. Fit the predictor again.",
            {{"problem", "reference_ms"}});
    }
    return reference;
}

Error damaged(const std::string& problem) {
    return {ErrorCode::InvalidData,
        "The stored error report of a latency predictor is damaged (" + problem + "). Fit the predictor again.",
        {{"problem", problem}}};
}

FitReport read(const Json& json) {
    try {
        FitReport report = base::fromJson<FitReport>(json, rules);
        if (std::min({report.architectures, report.measurements, report.sentinels, report.rejected,
                report.model.heldOut, report.additive.heldOut, report.baseline ? report.baseline->heldOut : 0})
            < 0) {
            throw damaged("it counts less than nothing");
        }
        return report;
    } catch (const nlohmann::json::exception& exception) {
        throw damaged(exception.what());
    }
}

}

std::string toJson(const FitReport& report) {
    return base::jsonOf(report);
}

FitReport fitReportFromJson(std::string_view text) {
    const Json json = base::parseJsonObject(text, rules);
    FitReport report = read(json);
    report.referenceMs = readReference(json);
    return report;
}

double referenceMsFromJson(std::string_view text) {
    const Json json = base::parseJsonObject(text, rules);
    if (!json.contains("reference_ms")) {
        throw damaged("it names no reference");
    }
    return readReference(json);
}

ErrorReport errorReport(std::span<const double> measured, std::span<const double> predicted, std::uint64_t seed) {
    const analysis::RelativeErrors errors = analysis::relativeErrors(measured, predicted);
    const analysis::RankReport ranks = analysis::rankReport(measured, predicted, seed);
    ErrorReport report;
    report.heldOut = static_cast<int>(errors.n);
    report.meanError = errors.mean;
    report.medianError = errors.median;
    report.within5 = errors.within5;
    report.within10 = errors.within10;
    report.tau = ranks.tau;
    report.tauLow = ranks.tauInterval.low;
    report.tauHigh = ranks.tauInterval.high;
    report.rho = ranks.rho;
    return report;
}

}
