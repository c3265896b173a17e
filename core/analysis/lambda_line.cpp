// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/lambda_line.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <tuple>

#include "core/analysis/checks.h"
#include "core/analysis/front.h"
#include "core/analysis/statistics.h"

namespace paretoscope::analysis {

namespace {

/// λ from which on the cheaper point is chosen.
double switchingLambda(const LinePoint& dearer, const LinePoint& cheaper, double reference) {
    return (cheaper.loss - dearer.loss) * reference / (dearer.cost - cheaper.cost);
}

void requireLambda(double lambda) {
    if (!(lambda >= 0)) {
        throw Error(ErrorCode::InvalidValue,
            "λ is " + std::to_string(lambda) + "; it is a price and must be 0 or more.",
            {{"what", "lambda"}, {"value", std::to_string(lambda)}});
    }
}

}

SupportHull::SupportHull(std::span<const double> cost, std::span<const double> loss, double reference)
    : reference_(reference) {
    requireSameLength(cost, loss, "costs and losses");
    if (!(reference > 0) || !std::isfinite(reference)) {
        throw Error(ErrorCode::InvalidValue,
            "The reference latency is " + std::to_string(reference) + "; it must be a positive number.",
            {{"what", "reference"}, {"value", std::to_string(reference)}});
    }
    std::vector<double> usable; // a copy only where there is something to leave out: there may be a million
    for (std::size_t i = 0; i < cost.size(); ++i) {
        if (!std::isfinite(cost[i]) || !std::isfinite(loss[i])) {
            if (usable.empty()) {
                usable.assign(cost.begin(), cost.end());
            }
            usable[i] = std::numeric_limits<double>::quiet_NaN();
        }
    }
    front_ = paretoFront(usable.empty() ? cost : std::span<const double>(usable), loss);
    for (const std::size_t i : front_) {
        frontCosts_.push_back(cost[i]);
    }
    // From the smallest loss to the smallest cost. A vertex stays only while the λ that reaches it is below the λ that
    // leaves it; comparing the very numbers that select() searches keeps them ascending whatever the rounding.
    for (auto i = front_.rbegin(); i != front_.rend(); ++i) {
        const LinePoint point{cost[*i], loss[*i]};
        while (
            !breakpoints_.empty() && switchingLambda(vertexPoints_.back(), point, reference) <= breakpoints_.back()) {
            breakpoints_.pop_back();
            vertexPoints_.pop_back();
            vertices_.pop_back();
        }
        if (!vertices_.empty()) {
            breakpoints_.push_back(switchingLambda(vertexPoints_.back(), point, reference));
        }
        vertexPoints_.push_back(point);
        vertices_.push_back(*i);
    }
}

SupportHull SupportHull::ofAccuracy(std::span<const double> cost, std::span<const double> accuracy, double reference) {
    std::vector<double> loss(accuracy.begin(), accuracy.end());
    for (double& value : loss) {
        value = -value;
    }
    return SupportHull(cost, loss, reference);
}

std::size_t SupportHull::vertexAt(double lambda) const {
    requireLambda(lambda);
    return static_cast<std::size_t>(
        std::upper_bound(breakpoints_.begin(), breakpoints_.end(), lambda) - breakpoints_.begin());
}

std::optional<std::size_t> SupportHull::select(double lambda) const {
    const std::size_t vertex = vertexAt(lambda);
    return empty() ? std::nullopt : std::optional(vertices_[vertex]);
}

double insideInterval(std::span<const double> breakpoints, std::size_t interval) {
    constexpr double beyond = 1.5;
    if (interval == 0 || breakpoints.empty()) {
        return 0;
    }
    return interval < breakpoints.size() ? std::sqrt(breakpoints[interval - 1]) * std::sqrt(breakpoints[interval])
                                         : breakpoints.back() * beyond;
}

double SupportHull::lambdaOfVertex(std::size_t vertex) const {
    return insideInterval(breakpoints_, vertex);
}

std::optional<std::size_t> SupportHull::selectWithinBudget(double budget) const {
    const auto dearer = std::upper_bound(frontCosts_.begin(), frontCosts_.end(), budget);
    if (std::isnan(budget) || dearer == frontCosts_.begin()) {
        return std::nullopt;
    }
    return front_[static_cast<std::size_t>(dearer - frontCosts_.begin() - 1)];
}

double SupportHull::lossOnLine(double lambda, double cost) const {
    const std::size_t vertex = vertexAt(lambda);
    if (empty()) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    const LinePoint& touched = vertexPoints_[vertex];
    if (cost == touched.cost) {
        return touched.loss;
    }
    return touched.loss + lambda * (touched.cost - cost) / reference_;
}

std::vector<LinePoint> SupportHull::linePoints(
    double lambda, double costFrom, double costTo, double lossFrom, double lossTo, AxisScale scale, int samples) const {
    if (empty()) {
        return {};
    }
    if (std::isinf(lambda)) {
        const double cost = vertexPoints_.back().cost;
        return {{cost, lossFrom}, {cost, lossTo}};
    }
    if (scale == AxisScale::Linear) {
        return {{costFrom, lossOnLine(lambda, costFrom)}, {costTo, lossOnLine(lambda, costTo)}};
    }
    if (!(costFrom > 0) || !(costTo > 0) || samples < 2) {
        throw Error(ErrorCode::InvalidValue,
            "A line on a logarithmic axis needs an axis that begins above 0 and at least 2 samples.",
            {{"what", "axis"}, {"value", std::to_string(costFrom)}});
    }
    std::vector<LinePoint> points;
    for (int i = 0; i < samples; ++i) {
        const double cost = costFrom * std::pow(costTo / costFrom, static_cast<double>(i) / (samples - 1));
        points.push_back({cost, lossOnLine(lambda, cost)});
    }
    return points;
}

std::optional<double> crossEntropyPerError(std::span<const double> accuracy, std::span<const double> crossEntropy) {
    requireSameLength(accuracy, crossEntropy, "accuracies and cross-entropies");
    constexpr std::size_t mostSorted = 50'000;
    const std::size_t stride = 1 + accuracy.size() / mostSorted;
    std::vector<LinePoint> points;
    for (std::size_t i = 0; i < accuracy.size(); i += stride) {
        if (std::isfinite(accuracy[i]) && std::isfinite(crossEntropy[i])) {
            points.push_back({1 - accuracy[i], crossEntropy[i]});
        }
    }
    if (points.size() < 5) {
        return std::nullopt;
    }
    std::sort(points.begin(), points.end(),
        [](const LinePoint& a, const LinePoint& b) { return std::tie(a.cost, a.loss) < std::tie(b.cost, b.loss); });
    constexpr std::size_t most = 1000;
    const std::size_t used = std::min(points.size(), most);
    for (std::size_t i = 0; i < used; ++i) {
        points[i] = points[i * (points.size() - 1) / (used - 1)];
    }
    points.resize(used);
    std::vector<double> slopes;
    slopes.reserve(used * (used - 1) / 2);
    for (std::size_t i = 0; i < used; ++i) {
        for (std::size_t j = i + 1; j < used; ++j) {
            if (points[j].cost > points[i].cost) {
                slopes.push_back((points[j].loss - points[i].loss) / (points[j].cost - points[i].cost));
            }
        }
    }
    const double slope = median(slopes);
    return slope > 0 ? std::optional(slope) : std::nullopt;
}

}
