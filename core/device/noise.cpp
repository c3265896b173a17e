// SPDX-License-Identifier: Apache-2.0
#include "core/device/noise.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <tuple>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/analysis/rank_correlation.h"
#include "core/analysis/statistics.h"
#include "core/base/json_text.h"
#include "core/base/text.h"

namespace paretoscope::device {

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

/// τ of many architectures hardly varies from one simulation to the next: a table of thousands needs few.
int repetitionsFor(std::size_t architectures) {
    constexpr std::size_t most = 200;
    constexpr std::size_t least = 10;
    constexpr std::size_t draws = 200'000; // in all
    return static_cast<int>(std::clamp(draws / std::max<std::size_t>(1, architectures), least, most));
}

/// First and, where there is one, second measurement of each architecture.
struct Values {
    std::vector<double> all; ///< first ones
    std::vector<double> first; ///< of those that have a second one
    std::vector<double> second;
};

Values valuesOf(std::span<const records::Measurement> measurements) {
    std::map<std::string, std::vector<double>> byHash;
    std::vector<const std::vector<double>*> order;
    for (const records::Measurement& measurement : measurements) {
        if (!measurement.sentinel) {
            auto& values = byHash[measurement.canonicalHash];
            values.push_back(measurement.value);
            if (values.size() == 1) {
                order.push_back(&values);
            }
        }
    }
    Values result;
    for (const std::vector<double>* values : order) {
        result.all.push_back(values->front());
        if (values->size() > 1) {
            result.first.push_back((*values)[0]);
            result.second.push_back((*values)[1]);
        }
    }
    return result;
}

/// 95 %, percentile bootstrap over pairs (Efron 1979).
std::pair<double, double> floorInterval(const Values& values, std::uint64_t seed) {
    const int resamples = 5 * repetitionsFor(values.first.size()); // 1,000, fewer where there are very many pairs
    analysis::Random random(seed);
    std::vector<double> floors;
    const std::size_t pairs = values.first.size();
    for (int i = 0; i < resamples; ++i) {
        std::vector<double> first;
        std::vector<double> second;
        for (std::size_t k = 0; k < pairs; ++k) {
            const auto chosen = static_cast<std::size_t>(random() % pairs);
            first.push_back(values.first[chosen]);
            second.push_back(values.second[chosen]);
        }
        floors.push_back(analysis::noiseFloor(first, second));
    }
    return {analysis::quantile(floors, 0.025), analysis::quantile(floors, 0.975)};
}

double driftOf(std::span<const records::Measurement> measurements) {
    std::vector<double> raw;
    for (const records::Measurement& measurement : measurements) {
        if (measurement.sentinel) {
            raw.push_back(measurement.rawValue);
        }
    }
    if (raw.empty()) {
        return unknown;
    }
    const auto [low, high] = std::minmax_element(raw.begin(), raw.end());
    return (*high - *low) / analysis::median(raw);
}

}

NoiseReport noiseReport(std::span<const records::Measurement> measurements, std::uint64_t seed) {
    const Values values = valuesOf(measurements);
    NoiseReport report;
    report.architectures = values.all.size();
    report.pairs = values.first.size();
    report.floor = report.floorLow = report.floorHigh = unknown;
    report.relativeDeviation = report.repeatTau = report.ceilingTau = unknown;
    report.sentinelDrift = driftOf(measurements);
    report.unstable = static_cast<std::size_t>(std::count_if(
        measurements.begin(), measurements.end(), [](const auto& m) { return m.unstable && !m.sentinel; }));
    if (report.pairs >= NoiseReport::fewestPairs) {
        report.floor = analysis::noiseFloor(values.first, values.second);
        std::tie(report.floorLow, report.floorHigh) = floorInterval(values, seed);
        // Of Gaussian noise with deviation σ two draws differ by 2σ/√π in the mean; the floor is that over √2.
        report.relativeDeviation = analysis::deviationFromMeanError(report.floor);
        report.repeatTau = analysis::kendallTauB(values.first, values.second);
        analysis::Random random(seed);
        report.ceilingTau =
            analysis::tauCeiling(values.all, report.relativeDeviation, random, repetitionsFor(values.all.size()));
    }
    return report;
}

std::string noiseText(const NoiseReport& report) {
    const std::string pairs = std::to_string(report.pairs) + " architectures measured twice";
    if (report.pairs < NoiseReport::fewestPairs) {
        return "unknown: " + pairs + ", " + std::to_string(NoiseReport::fewestPairs) + " are needed";
    }
    return "from " + pairs + ", 95 % interval " + base::shortText(100 * report.floorLow, 3) + " to "
        + base::shortText(100 * report.floorHigh, 3) + " %";
}

std::string toJson(const NoiseReport& report) {
    const auto orNull = [](double value) { return std::isnan(value) ? nlohmann::json() : nlohmann::json(value); };
    return base::textOf(nlohmann::json{{"architectures", report.architectures}, {"pairs", report.pairs},
        {"floor", orNull(report.floor)}, {"relative_deviation", orNull(report.relativeDeviation)},
        {"repeat_tau", orNull(report.repeatTau)}, {"ceiling_tau", orNull(report.ceilingTau)},
        {"sentinel_drift", orNull(report.sentinelDrift)}, {"unstable", report.unstable}});
}

}
