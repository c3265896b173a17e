// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/statistics.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <string>
#include <vector>

#include "core/analysis/checks.h"

namespace paretoscope::analysis {

namespace {

void requirePositive(std::span<const double> measured) {
    for (std::size_t i = 0; i < measured.size(); ++i) {
        if (!(measured[i] > 0)) {
            throw Error(ErrorCode::InvalidValue,
                "Measured value number " + std::to_string(i) + " is " + std::to_string(measured[i])
                    + "; relative errors need values above 0.",
                {{"what", "measured"}, {"value", std::to_string(measured[i])}});
        }
    }
}

double shareWithin(std::span<const double> errors, double limit) {
    const auto count = std::count_if(errors.begin(), errors.end(), [limit](double error) { return error <= limit; });
    return static_cast<double>(count) / static_cast<double>(errors.size());
}

}

double mean(std::span<const double> values) {
    if (values.empty()) {
        return undefined;
    }
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double standardDeviation(std::span<const double> values) {
    if (values.size() < 2) {
        return undefined;
    }
    const double centre = mean(values);
    double sum = 0;
    for (const double value : values) {
        sum += (value - centre) * (value - centre);
    }
    return std::sqrt(sum / static_cast<double>(values.size() - 1));
}

double standardError(std::span<const double> values) {
    return standardDeviation(values) / std::sqrt(static_cast<double>(values.size()));
}

double deviationFromMeanError(double meanError) {
    return meanError * std::sqrt(std::numbers::pi / 2);
}

double median(std::span<const double> values) {
    return quantile(values, 0.5);
}

double quantile(std::span<const double> values, double p) {
    if (!(p >= 0 && p <= 1)) {
        throw Error(ErrorCode::InvalidValue,
            "The quantile asked for is " + std::to_string(p) + "; it must be from 0 to 1.",
            {{"what", "quantile"}, {"value", std::to_string(p)}});
    }
    if (values.empty() || std::any_of(values.begin(), values.end(), [](double value) { return std::isnan(value); })) {
        return undefined;
    }
    std::vector<double> copy(values.begin(), values.end());
    const double position = p * static_cast<double>(copy.size() - 1);
    const auto lower = static_cast<std::ptrdiff_t>(position);
    const double share = position - static_cast<double>(lower);
    std::nth_element(copy.begin(), copy.begin() + lower, copy.end());
    const double below = copy[static_cast<std::size_t>(lower)];
    if (share == 0) {
        return below;
    }
    const double above = *std::min_element(copy.begin() + lower + 1, copy.end());
    return below == above ? below : below + share * (above - below);
}

double interquartileRange(std::span<const double> values) {
    return quantile(values, 0.75) - quantile(values, 0.25);
}

double normalQuantile(double p) {
    if (!(p > 0 && p < 1)) {
        return undefined;
    }
    // Bisection needs no table of coefficients to trust; reports ask for a handful of quantiles, not millions.
    const auto below = [](double x) { return 0.5 * std::erfc(-x / std::numbers::sqrt2); };
    const double tail = std::min(p, 1 - p);
    double low = -40;
    double high = 0;
    for (int i = 0; i < 200 && low < high; ++i) {
        const double middle = (low + high) / 2;
        (below(middle) < tail ? low : high) = middle;
    }
    return p < 0.5 ? high : (p == 0.5 ? 0 : -high);
}

RelativeErrors relativeErrors(std::span<const double> measured, std::span<const double> predicted) {
    requireSameLength(measured, predicted, "measured and predicted values");
    requirePositive(measured);
    std::vector<double> signedErrors;
    std::vector<double> errors;
    for (std::size_t i = 0; i < measured.size(); ++i) {
        signedErrors.push_back((predicted[i] - measured[i]) / measured[i]);
        errors.push_back(std::abs(signedErrors.back()));
    }
    RelativeErrors report;
    report.n = errors.size();
    report.mean = mean(errors);
    report.median = median(errors);
    report.p90 = quantile(errors, 0.9);
    report.within5 = errors.empty() ? undefined : shareWithin(errors, 0.05);
    report.within10 = errors.empty() ? undefined : shareWithin(errors, 0.10);
    report.bias = median(signedErrors);
    return report;
}

double noiseFloor(std::span<const double> first, std::span<const double> second) {
    requireSameLength(first, second, "first and second measurements");
    requirePositive(first);
    requirePositive(second);
    std::vector<double> differences;
    for (std::size_t i = 0; i < first.size(); ++i) {
        differences.push_back(std::abs(first[i] - second[i]) / ((first[i] + second[i]) / 2) / std::numbers::sqrt2);
    }
    return mean(differences);
}

}
