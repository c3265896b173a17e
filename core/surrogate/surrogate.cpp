// SPDX-License-Identifier: Apache-2.0
#include "core/surrogate/surrogate.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "core/analysis/rank_correlation.h"
#include "core/analysis/statistics.h"
#include "core/base/error.h"

namespace paretoscope::surrogate {

using analysis::GaussianProcess;
using analysis::PointRows;

Standardiser::Standardiser(const PointRows& pool) {
    constexpr double constant = 1e-9;
    const auto count = static_cast<double>(pool.rows());
    for (std::size_t column = 0; column < pool.columns; ++column) {
        double mean = 0;
        for (std::size_t i = 0; i < pool.rows(); ++i) {
            mean += pool.row(i)[column] / count;
        }
        double variance = 0;
        for (std::size_t i = 0; i < pool.rows(); ++i) {
            const double difference = pool.row(i)[column] - mean;
            variance += difference * difference / count;
        }
        if (std::sqrt(variance) > constant) {
            kept_.push_back(column);
            means_.push_back(mean);
            spreads_.push_back(std::sqrt(variance));
        }
    }
}

std::vector<double> Standardiser::operator()(std::span<const double> row) const {
    std::vector<double> result;
    result.reserve(kept_.size());
    for (std::size_t k = 0; k < kept_.size(); ++k) {
        result.push_back((row[kept_[k]] - means_[k]) / spreads_[k]);
    }
    return result;
}

namespace {

/// A cell that hardly learns says no more than that it is bad; how bad, in points, would stretch the scale on which
/// good cells are told apart.
void raiseFarLabels(std::vector<double>& labels) {
    constexpr double reach = 4; // of the distance from the median to the upper quartile
    const double middle = analysis::median(labels);
    const double least = middle - reach * (analysis::quantile(labels, 0.75) - middle);
    for (double& label : labels) {
        label = std::max(label, least);
    }
}

}

GaussianProcess Surrogate::firstProcess(std::size_t columns) const {
    analysis::GaussianProcessOptions options;
    options.noises = {0.01, 0.03, 0.1, 0.3, 1.0};
    if (!structure_.empty()) {
        // At a linear share of 0.5, coefficients of standardised columns have a variance of a third of the labels'.
        constexpr double ridge = 2.0 / 3.0;
        options.linearWeights.assign(columns, 1.0);
        for (const std::size_t column : structure_) {
            options.linearWeights.at(column) +=
                ridge * static_cast<double>(columns) / static_cast<double>(structure_.size());
        }
    }
    return GaussianProcess(options);
}

void Surrogate::fit(std::vector<Observation> observations) {
    if (observations.empty()) {
        throw Error(ErrorCode::NotEnoughData, "A surrogate needs at least one trained cell.", {});
    }
    observations_ = std::move(observations);
    std::set<int> steps;
    for (const Observation& observation : observations_) {
        steps.insert(observation.steps);
    }
    levels_.clear();
    for (const int count : steps) {
        Level level;
        level.steps = count;
        for (std::size_t i = 0; i < observations_.size(); ++i) {
            if (observations_[i].steps == count) {
                level.members.push_back(i);
            }
        }
        fitLevel(level);
        levels_.push_back(std::move(level));
    }
}

/// With the levels before it in place.
void Surrogate::fitLevel(Level& level) {
    const std::size_t columns = observations_.front().row.size();
    PointRows rows{columns, {}};
    std::vector<double> labels;
    std::vector<double> variances;
    for (const std::size_t i : level.members) {
        rows.append(observations_[i].row);
        labels.push_back(observations_[i].label);
        variances.push_back(observations_[i].variance);
    }
    raiseFarLabels(labels);
    for (std::size_t k = 0; k < labels.size(); ++k) {
        observations_[level.members[k]].label = labels[k];
    }
    if (levels_.empty()) {
        level.process = firstProcess(columns);
        level.process.fit(std::move(rows), labels, variances);
        return;
    }
    std::vector<double> before;
    for (const std::size_t i : level.members) {
        before.push_back(at(observations_[i].row, levels_.size()).mean);
    }
    const double meanBefore = analysis::mean(before);
    const double meanLabel = analysis::mean(labels);
    std::vector<double> first;
    for (const std::size_t i : levels_.front().members) {
        first.push_back(observations_[i].label);
    }
    // As if one cell, a standard deviation away, had said that the labels of both numbers of steps are alike.
    const double deviation = first.size() < 2 ? 1.0 : analysis::standardDeviation(first);
    double products = deviation * deviation;
    double squares = deviation * deviation;
    for (std::size_t k = 0; k < labels.size(); ++k) {
        products += (before[k] - meanBefore) * (labels[k] - meanLabel);
        squares += (before[k] - meanBefore) * (before[k] - meanBefore);
    }
    level.slope = squares > 0 ? products / squares : 1;
    level.intercept = meanLabel - level.slope * meanBefore;
    std::vector<double> left;
    for (std::size_t k = 0; k < labels.size(); ++k) {
        left.push_back(labels[k] - level.intercept - level.slope * before[k]);
        level.leftVariance += left.back() * left.back() / static_cast<double>(labels.size());
    }
    constexpr std::size_t enough = 6;
    if (left.size() >= enough) {
        analysis::GaussianProcessOptions options;
        options.lengthScales = {1.0, 2.0};
        options.linearShares = {0.0};
        options.noises = {0.1, 0.3, 1.0, 3.0};
        level.process = GaussianProcess(options);
        level.process.fit(std::move(rows), left, variances);
    }
}

Posterior Surrogate::at(std::span<const double> row, std::size_t levels) const {
    Posterior result;
    for (std::size_t k = 0; k < levels; ++k) {
        const Level& level = levels_[k];
        GaussianProcess::Prediction left{0, std::sqrt(level.leftVariance)};
        if (level.process.fitted()) {
            left = level.process.predict(row);
        }
        if (k == 0) {
            result = {left.mean, left.deviation};
        } else {
            result.mean = level.intercept + level.slope * result.mean + left.mean;
            result.deviation = std::hypot(level.slope * result.deviation, left.deviation);
        }
    }
    return result;
}

Posterior Surrogate::at(std::span<const double> row) const {
    return at(row, levels_.size());
}

Posterior Surrogate::atSteps(std::span<const double> row, int steps) const {
    const auto level =
        std::find_if(levels_.begin(), levels_.end(), [steps](const Level& each) { return each.steps == steps; });
    if (level == levels_.end()) {
        throw Error(ErrorCode::NotEnoughData,
            "No training of " + std::to_string(steps) + " steps was observed, so none is expected of another cell.",
            {{"steps", std::to_string(steps)}});
    }
    return at(row, static_cast<std::size_t>(level - levels_.begin()) + 1);
}

std::vector<int> Surrogate::steps() const {
    std::vector<int> result;
    for (const Level& level : levels_) {
        result.push_back(level.steps);
    }
    return result;
}

std::vector<double> Surrogate::covariance(const PointRows& rows) const {
    std::vector<double> result = levels_.front().process.covariance(rows);
    for (std::size_t k = 1; k < levels_.size(); ++k) {
        const Level& level = levels_[k];
        for (double& value : result) {
            value *= level.slope * level.slope;
        }
        if (level.process.fitted()) {
            const std::vector<double> more = level.process.covariance(rows);
            for (std::size_t i = 0; i < result.size(); ++i) {
                result[i] += more[i];
            }
        } else {
            for (std::size_t i = 0; i < rows.rows(); ++i) {
                result[i * rows.rows() + i] += level.leftVariance;
            }
        }
    }
    return result;
}

std::vector<HeldOutReport> Surrogate::heldOut() const {
    const double reach = analysis::normalQuantile(0.95);
    std::vector<HeldOutReport> reports;
    for (std::size_t k = 0; k < levels_.size(); ++k) {
        const Level& level = levels_[k];
        if (!level.process.fitted()) {
            continue;
        }
        HeldOutReport report;
        report.steps = level.steps;
        std::vector<std::size_t> cells;
        for (const std::size_t i : level.members) {
            cells.push_back(observations_[i].cell);
        }
        const std::vector<GaussianProcess::HeldOut> held = level.process.leaveOut(cells);
        std::vector<double> labels;
        std::vector<double> means;
        double within = 0;
        for (std::size_t j = 0; j < held.size(); ++j) {
            const Observation& observation = observations_[level.members[j]];
            HeldOutReport::Label entry{level.members[j], observation.label, held[j].mean, held[j].deviation};
            if (k > 0) {
                const Posterior before = at(observation.row, k);
                entry.mean += level.intercept + level.slope * before.mean;
                entry.deviation = std::hypot(entry.deviation, level.slope * before.deviation);
            }
            within += std::abs(entry.label - entry.mean) <= reach * entry.deviation ? 1 : 0;
            labels.push_back(entry.label);
            means.push_back(entry.mean);
            report.labels.push_back(entry);
        }
        report.tau = analysis::kendallTauB(labels, means);
        report.within90 = within / static_cast<double>(held.size());
        reports.push_back(std::move(report));
    }
    return reports;
}

namespace {

/// What is left of `values` once a parabola in `x` is taken out (Gram-Schmidt on 1, x, x²).
std::vector<double> withoutParabola(std::vector<double> values, std::span<const double> x) {
    std::vector<std::vector<double>> basis;
    for (int power = 0; power <= 2; ++power) {
        std::vector<double> vector(x.size());
        std::transform(x.begin(), x.end(), vector.begin(), [power](double value) { return std::pow(value, power); });
        basis.push_back(std::move(vector));
    }
    basis.push_back(std::move(values));
    for (std::size_t k = 0; k < basis.size(); ++k) {
        for (std::size_t earlier = 0; earlier < k; ++earlier) {
            double product = 0;
            double squares = 0;
            for (std::size_t i = 0; i < x.size(); ++i) {
                product += basis[k][i] * basis[earlier][i];
                squares += basis[earlier][i] * basis[earlier][i];
            }
            for (std::size_t i = 0; i < x.size() && squares > 1e-12; ++i) {
                basis[k][i] -= product / squares * basis[earlier][i];
            }
        }
    }
    return basis.back();
}

}

std::vector<Effect> effectsAtEqualLatency(const Surrogate& surrogate, const PointRows& rows, const PointRows& traits,
    const std::vector<std::string>& names, std::span<const double> latencyMs) {
    const std::size_t n = rows.rows();
    std::vector<double> logLatency(n);
    std::transform(latencyMs.begin(), latencyMs.end(), logLatency.begin(), [](double ms) { return std::log(ms); });
    const double centre = analysis::mean(logLatency);
    for (double& value : logLatency) {
        value -= centre;
    }
    std::vector<double> means;
    for (std::size_t i = 0; i < n; ++i) {
        means.push_back(surrogate.at(rows.row(i)).mean);
    }
    const std::vector<double> covariance = surrogate.covariance(rows);
    std::vector<Effect> effects;
    for (std::size_t t = 0; t < names.size(); ++t) {
        std::vector<double> trait;
        for (std::size_t i = 0; i < n; ++i) {
            trait.push_back(traits.row(i)[t]);
        }
        const std::vector<double> left = withoutParabola(std::move(trait), logLatency);
        double squares = 0;
        for (const double value : left) {
            squares += value * value;
        }
        Effect effect{names[t], 0, 0, std::sqrt(squares / static_cast<double>(n))};
        constexpr double explained = 1e-6;
        if (effect.spread < explained) {
            continue;
        }
        double variance = 0;
        for (std::size_t i = 0; i < n; ++i) {
            effect.perUnit += left[i] * means[i] / squares;
            for (std::size_t j = 0; j < n; ++j) {
                variance += left[i] * left[j] * covariance[i * n + j] / (squares * squares);
            }
        }
        effect.deviation = std::sqrt(std::max(0.0, variance));
        effects.push_back(std::move(effect));
    }
    return effects;
}

}
