// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/front_noise.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "core/analysis/checks.h"
#include "core/analysis/front.h"
#include "core/analysis/statistics.h"

namespace paretoscope::analysis {

namespace {

constexpr double smallestDeviation = 1e-3;
constexpr double reach = 6; // standard deviations beyond which nothing happens
constexpr int cellsPerDeviation = 8;
constexpr int draws = 24; // quantiles that stand for a distribution

double normalBelow(double z) {
    return std::erfc(-z / std::numbers::sqrt2) / 2;
}

void check(std::span<const double> cost, std::span<const double> deviation, std::span<const double> accuracy) {
    requireSameLength(cost, deviation, "costs and deviations");
    requireSameLength(cost, accuracy, "costs and accuracies");
    for (std::size_t i = 0; i < cost.size(); ++i) {
        if (cost[i] <= 0 || deviation[i] < 0 || std::isnan(deviation[i])) {
            throw Error(ErrorCode::InvalidValue,
                "Entry " + std::to_string(i) + " has the cost " + std::to_string(cost[i]) + " with deviation "
                    + std::to_string(deviation[i]) + "; costs are positive, deviations not negative.",
                {{"value", std::to_string(cost[i])}});
        }
    }
}

/// log S(t) = Σ log P(cost of j > t) over the points taken in so far, on a grid over t = log cost. Above `end` S is 0.
class Survival {
public:
    Survival(double low, double high, double step)
        : low_(low)
        , step_(step)
        , logs_(static_cast<std::size_t>(std::ceil((high - low) / step)) + 2, 0.0)
        , end_(logs_.size()) { }

    [[nodiscard]] std::size_t cellOf(double t) const {
        return static_cast<std::size_t>(std::clamp((t - low_) / step_, 0.0, static_cast<double>(logs_.size() - 1)));
    }
    [[nodiscard]] double centre(std::size_t cell) const { return low_ + (static_cast<double>(cell) + 0.5) * step_; }

    void take(double mean, double deviation) {
        const std::size_t from = cellOf(mean - reach * deviation);
        const std::size_t to = std::min(end_, cellOf(mean + reach * deviation) + 1);
        for (std::size_t cell = from; cell < to; ++cell) {
            logs_[cell] += logAbove(cell, mean, deviation);
        }
        end_ = std::min(end_, to);
    }

    /// ∫ density(t) · S(t) dt; `own`: the point itself is in S and has to be taken out.
    [[nodiscard]] double integrate(double mean, double deviation, bool own) const {
        const std::size_t from = cellOf(mean - reach * deviation);
        const std::size_t to = std::min(end_, cellOf(mean + reach * deviation) + 1);
        double sum = 0;
        double below = from < to ? normalBelow((low_ + static_cast<double>(from) * step_ - mean) / deviation) : 0;
        for (std::size_t cell = from; cell < to; ++cell) {
            const double next = normalBelow((low_ + static_cast<double>(cell + 1) * step_ - mean) / deviation);
            sum += (next - below) * std::exp(logs_[cell] - (own ? logAbove(cell, mean, deviation) : 0));
            below = next;
        }
        return sum;
    }

    [[nodiscard]] bool reaches(double mean, double deviation) const { return cellOf(mean - reach * deviation) < end_; }

private:
    [[nodiscard]] double logAbove(std::size_t cell, double mean, double deviation) const {
        return std::log(std::max(normalBelow((mean - centre(cell)) / deviation), std::numeric_limits<double>::min()));
    }

    double low_;
    double step_;
    std::vector<double> logs_;
    std::size_t end_;
};

/// Points that count, best accuracy first.
std::vector<std::size_t> byAccuracy(std::span<const double> cost, std::span<const double> accuracy) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < cost.size(); ++i) {
        if (!std::isnan(cost[i]) && !std::isnan(accuracy[i])) {
            order.push_back(i);
        }
    }
    std::sort(order.begin(), order.end(),
        [&](std::size_t a, std::size_t b) { return accuracy[a] != accuracy[b] ? accuracy[a] > accuracy[b] : a < b; });
    return order;
}

Survival gridFor(
    std::span<const double> cost, std::span<const double> deviation, const std::vector<std::size_t>& order) {
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    double smallest = low;
    for (const std::size_t i : order) {
        const double own = std::max(deviation[i], smallestDeviation);
        low = std::min(low, std::log(cost[i]) - reach * own);
        high = std::max(high, std::log(cost[i]) + reach * own);
        smallest = std::min(smallest, own);
    }
    return {low, high, smallest / cellsPerDeviation};
}

/// The front at the means, and the one behind it, as a staircase in log cost, to ask what one more point adds.
class Staircase {
public:
    struct Step {
        double cost; ///< logarithm
        double accuracy;
        std::size_t index;
    };

    Staircase(std::vector<Step> steps, double referenceCost, double referenceAccuracy)
        : steps_(std::move(steps))
        , referenceCost_(referenceCost)
        , referenceAccuracy_(referenceAccuracy) { }

    /// Area that a point adds to all steps but `without`.
    [[nodiscard]] double gain(double cost, double accuracy, std::size_t without) const {
        double area = 0;
        double best = referenceAccuracy_; // of what is cheaper than `from`
        double from = cost;
        for (const Step& step : steps_) {
            if (step.index == without) {
                continue;
            }
            if (step.cost > from) {
                const double to = std::min(step.cost, referenceCost_);
                area += std::max(0.0, to - from) * std::max(0.0, accuracy - best);
                from = std::max(from, to);
            }
            best = std::max(best, step.accuracy);
        }
        return area + std::max(0.0, referenceCost_ - from) * std::max(0.0, accuracy - best);
    }

private:
    std::vector<Step> steps_; ///< cost ascending; the first two fronts
    double referenceCost_;
    double referenceAccuracy_;
};

Staircase staircase(std::span<const double> cost, std::span<const double> accuracy) {
    std::vector<double> loss(accuracy.begin(), accuracy.end());
    for (double& value : loss) {
        value = -value;
    }
    std::vector<Staircase::Step> steps;
    double lowest = std::numeric_limits<double>::infinity();
    double largest = 0;
    for (const std::size_t i : paretoFront(cost, loss)) {
        steps.push_back({std::log(cost[i]), accuracy[i], i});
        lowest = std::min(lowest, accuracy[i]);
        largest = std::max(largest, cost[i]);
        loss[i] = std::numeric_limits<double>::quiet_NaN();
    }
    // Where one of those is taken away, points that only it has beaten take its place.
    for (const std::size_t i : paretoFront(cost, loss)) {
        steps.push_back({std::log(cost[i]), accuracy[i], i});
    }
    std::sort(
        steps.begin(), steps.end(), [](const Staircase::Step& a, const Staircase::Step& b) { return a.cost < b.cost; });
    // A little room beyond, so that the ends of the front count too.
    constexpr double costRoom = 0.1;
    constexpr double accuracyRoom = 0.02;
    return {std::move(steps), std::log(largest) + costRoom, lowest - accuracyRoom};
}

}

std::vector<double> frontProbability(
    std::span<const double> cost, std::span<const double> relativeDeviation, std::span<const double> accuracy) {
    check(cost, relativeDeviation, accuracy);
    std::vector<double> probability(cost.size(), 0.0);
    const std::vector<std::size_t> order = byAccuracy(cost, accuracy);
    if (order.empty()) {
        return probability;
    }
    const auto deviationOf = [&](std::size_t i) { return std::max(relativeDeviation[i], smallestDeviation); };
    Survival survival = gridFor(cost, relativeDeviation, order);
    for (std::size_t begin = 0; begin < order.size();) {
        std::size_t end = begin;
        // Points of one accuracy beat each other by cost alone, so all of them count before any of them is asked.
        while (end < order.size() && accuracy[order[end]] == accuracy[order[begin]]) {
            ++end;
        }
        std::vector<std::size_t> near;
        for (std::size_t k = begin; k < end; ++k) {
            if (survival.reaches(std::log(cost[order[k]]), deviationOf(order[k]))) {
                near.push_back(order[k]);
            }
        }
        for (const std::size_t i : near) {
            survival.take(std::log(cost[i]), deviationOf(i));
        }
        for (const std::size_t i : near) {
            probability[i] = std::min(1.0, survival.integrate(std::log(cost[i]), deviationOf(i), true));
        }
        begin = end;
    }
    return probability;
}

std::vector<double> attainedAccuracy(std::span<const double> cost, std::span<const double> relativeDeviation,
    std::span<const double> accuracy, std::span<const double> costs, double level) {
    check(cost, relativeDeviation, accuracy);
    if (!(level > 0 && level < 1)) {
        throw Error(ErrorCode::InvalidValue, "The probability " + std::to_string(level) + " is not between 0 and 1.",
            {{"value", std::to_string(level)}});
    }
    const std::vector<std::size_t> order = byAccuracy(cost, accuracy);
    std::vector<double> attained(costs.size(), std::numeric_limits<double>::quiet_NaN());
    for (std::size_t c = 0; c < costs.size(); ++c) {
        // log P(no point at least this accurate is within the cost), the most accurate points first.
        double noneWithin = 0;
        for (const std::size_t i : order) {
            const double deviation = std::max(relativeDeviation[i], smallestDeviation);
            const double z = (std::log(costs[c]) - std::log(cost[i])) / deviation;
            if (z < -reach) {
                continue;
            }
            noneWithin += std::log(std::max(normalBelow(-z), std::numeric_limits<double>::min()));
            if (-std::expm1(noneWithin) >= level) {
                attained[c] = accuracy[i];
                break;
            }
        }
    }
    return attained;
}

std::vector<NextMeasurement> measureNext(std::span<const double> cost, std::span<const double> relativeDeviation,
    std::span<const double> accuracy, const std::vector<bool>& candidates, std::size_t count) {
    constexpr double negligible = 1e-3;
    const std::vector<double> probability = frontProbability(cost, relativeDeviation, accuracy);
    const Staircase front = staircase(cost, accuracy);
    std::vector<NextMeasurement> next;
    for (std::size_t i = 0; i < cost.size(); ++i) {
        if (!candidates.at(i) || probability[i] < negligible) {
            continue;
        }
        const double now = front.gain(std::log(cost[i]), accuracy[i], i);
        double change = 0;
        for (int draw = 0; draw < draws; ++draw) {
            const double z = normalQuantile((draw + 0.5) / draws);
            change += std::abs(front.gain(std::log(cost[i]) + z * relativeDeviation[i], accuracy[i], i) - now) / draws;
        }
        if (change > 0) {
            next.push_back({i, change});
        }
    }
    std::stable_sort(next.begin(), next.end(),
        [](const NextMeasurement& a, const NextMeasurement& b) { return a.expectedChange > b.expectedChange; });
    next.resize(std::min(count, next.size()));
    return next;
}

}
