// SPDX-License-Identifier: Apache-2.0
#include "core/predictor/error_report.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <limits>

#include <nlohmann/json.hpp>

#include "core/analysis/rank_correlation.h"
#include "core/analysis/statistics.h"
#include "core/base/error.h"
#include "core/base/json_text.h"

namespace paretoscope::predictor {

namespace {

using Json = nlohmann::ordered_json;

/// JSON has no NaN: it is written as null.
Json number(double value) {
    return std::isnan(value) ? Json(nullptr) : Json(value);
}

Json number(const std::optional<double>& value) {
    return value ? number(*value) : Json(nullptr);
}

double readNumber(const Json& json) {
    return json.is_null() ? std::numeric_limits<double>::quiet_NaN() : json.get<double>();
}

std::optional<double> readOptional(const Json& json) {
    return json.is_null() ? std::nullopt : std::optional(json.get<double>());
}

Json parsed(std::string_view text) {
    return base::parseJson(text, {.what = "the stored error report of a latency predictor"});
}

int count(const Json& json, const char* name) {
    return static_cast<int>(base::integerAt(json, name, 0, std::numeric_limits<int>::max()));
}

/// What latencies are divided by: a number that a device can have.
double readReference(const Json& json) {
    constexpr double largest = 1e12;
    const double reference = readNumber(json.at("reference_ms"));
    if (!(reference > 0) || reference > largest) {
        throw Error(ErrorCode::InvalidData,
            "The stored error report of a latency predictor names the reference " + std::to_string(reference)
                + ", which is no cost. Fit the predictor again.",
            {{"problem", "reference_ms"}});
    }
    return reference;
}

Json write(const ErrorReport& report) {
    return {{"held_out", report.heldOut}, {"mean_error", number(report.meanError)},
        {"median_error", number(report.medianError)}, {"within_5", number(report.within5)},
        {"within_10", number(report.within10)}, {"tau", number(report.tau)}, {"tau_low", number(report.tauLow)},
        {"tau_high", number(report.tauHigh)}, {"rho", number(report.rho)}, {"noise_floor", number(report.noiseFloor)},
        {"ceiling_tau", number(report.ceilingTau)}};
}

ErrorReport readErrorReport(const Json& json) {
    ErrorReport report;
    report.heldOut = count(json, "held_out");
    report.meanError = readNumber(json.at("mean_error"));
    report.medianError = readNumber(json.at("median_error"));
    report.within5 = readNumber(json.at("within_5"));
    report.within10 = readNumber(json.at("within_10"));
    report.tau = readNumber(json.at("tau"));
    report.tauLow = readNumber(json.at("tau_low"));
    report.tauHigh = readNumber(json.at("tau_high"));
    report.rho = readNumber(json.at("rho"));
    report.noiseFloor = readOptional(json.at("noise_floor"));
    report.ceilingTau = readOptional(json.at("ceiling_tau"));
    return report;
}

/// Six digits: more than a measurement has, and a report holds thousands of points.
Json shortNumber(double value) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.6g", value);
    return number(std::strtod(text.data(), nullptr));
}

Json write(const HeldOutPoint& point) {
    return {{"genotype", point.genotype}, {"measured_ms", shortNumber(point.measuredMs)},
        {"predicted_ms", shortNumber(point.predictedMs)}, {"additive_ms", shortNumber(point.additiveMs)},
        {"baseline_ms", shortNumber(point.baselineMs)}};
}

HeldOutPoint readPoint(const Json& json) {
    return {json.at("genotype").get<std::string>(), readNumber(json.at("measured_ms")),
        readNumber(json.at("predicted_ms")), readNumber(json.at("additive_ms")), readNumber(json.at("baseline_ms"))};
}

FitReport read(const Json& json) {
    FitReport report;
    report.model = readErrorReport(json.at("model"));
    report.additive = readErrorReport(json.at("additive"));
    if (!json.at("baseline").is_null()) {
        report.baseline = readErrorReport(json.at("baseline"));
    }
    for (const Json& point : json.at("points")) {
        report.points.push_back(readPoint(point));
    }
    report.architectures = count(json, "architectures");
    report.measurements = count(json, "measurements");
    report.sentinels = count(json, "sentinels");
    report.rejected = count(json, "rejected");
    report.referenceMs = readReference(json);
    report.residualKept = json.at("residual_kept").get<bool>();
    report.liveFeatures = json.at("live_features").get<bool>();
    report.seconds = readNumber(json.at("seconds"));
    return report;
}

template <typename Read>
auto reading(Read body) {
    try {
        return body();
    } catch (const nlohmann::json::exception& exception) {
        throw Error(ErrorCode::InvalidData,
            std::string("The stored error report of a latency predictor is damaged (") + exception.what()
                + "). Fit the predictor again.",
            {{"problem", exception.what()}});
    }
}

}

std::string toJson(const FitReport& report) {
    Json points = Json::array();
    for (const HeldOutPoint& point : report.points) {
        points.push_back(write(point));
    }
    const Json json = {{"model", write(report.model)}, {"additive", write(report.additive)},
        {"baseline", report.baseline ? write(*report.baseline) : Json(nullptr)},
        {"architectures", report.architectures}, {"measurements", report.measurements}, {"sentinels", report.sentinels},
        {"rejected", report.rejected}, {"reference_ms", number(report.referenceMs)},
        {"residual_kept", report.residualKept}, {"live_features", report.liveFeatures},
        {"seconds", number(report.seconds)}, {"points", std::move(points)}};
    return base::textOf(json);
}

FitReport fitReportFromJson(std::string_view text) {
    return reading([&] { return read(parsed(text)); });
}

double referenceMsFromJson(std::string_view text) {
    return reading([&] { return readReference(parsed(text)); });
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
