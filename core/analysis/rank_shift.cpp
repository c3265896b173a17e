// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/analysis/checks.h"
#include "core/analysis/deployment.h"
#include "core/analysis/statistics.h"

namespace paretoscope::analysis {

namespace {

/// Of the average diagonal entry: large enough for a singular matrix, too small to show in an effect.
constexpr double ridgeShare = 1e-6;

/// Places 0..1, ties in their middle.
std::vector<double> places(const std::vector<double>& values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    std::vector<double> result(values.size());
    const double scale = std::max(1.0, static_cast<double>(values.size()) - 1);
    for (std::size_t begin = 0; begin < order.size();) {
        std::size_t end = begin + 1;
        while (end < order.size() && values[order[end]] == values[order[begin]]) {
            ++end;
        }
        for (std::size_t i = begin; i < end; ++i) {
            result[order[i]] = static_cast<double>(begin + end - 1) / 2 / scale;
        }
        begin = end;
    }
    return result;
}

/// Inverse of a symmetric positive matrix by Cholesky's L: A⁻¹ = L⁻ᵀ L⁻¹.
class Inverse {
public:
    Inverse(std::vector<double> matrix, std::size_t size) : size_(size), factor_(std::move(matrix)) {
        for (std::size_t j = 0; j < size_; ++j) {
            for (std::size_t i = j; i < size_; ++i) {
                double sum = at(i, j);
                for (std::size_t k = 0; k < j; ++k) {
                    sum -= at(i, k) * at(j, k);
                }
                at(i, j) = i == j ? std::sqrt(std::max(sum, std::numeric_limits<double>::min())) : sum / at(j, j);
            }
        }
    }

    [[nodiscard]] std::vector<double> solve(std::vector<double> right) const {
        for (std::size_t i = 0; i < size_; ++i) {
            for (std::size_t k = 0; k < i; ++k) {
                right[i] -= at(i, k) * right[k];
            }
            right[i] /= at(i, i);
        }
        for (std::size_t i = size_; i-- > 0;) {
            for (std::size_t k = i + 1; k < size_; ++k) {
                right[i] -= at(k, i) * right[k];
            }
            right[i] /= at(i, i);
        }
        return right;
    }

    /// Entry (i, i) of A⁻¹ (A − ridge) A⁻¹: with the ridge taken out again, directions that the data leave open add
    /// nothing.
    [[nodiscard]] double variance(std::size_t i, double ridge) const {
        std::vector<double> unit(size_, 0.0);
        unit[i] = 1;
        const std::vector<double> column = solve(std::move(unit));
        double squares = 0;
        for (const double entry : column) {
            squares += entry * entry;
        }
        return std::max(0.0, column[i] - ridge * squares);
    }

private:
    [[nodiscard]] double at(std::size_t i, std::size_t j) const { return factor_[i * size_ + j]; }
    double& at(std::size_t i, std::size_t j) { return factor_[i * size_ + j]; }

    std::size_t size_;
    std::vector<double> factor_;
};

/// Normal equations of centred features.
struct Normal {
    std::vector<double> means;
    std::vector<double> matrix; ///< Σ (x − x̄)(x − x̄)ᵀ
    std::vector<double> right; ///< Σ (x − x̄)(y − ȳ)
    double meanShift = 0;
    double total = 0; ///< Σ (y − ȳ)²
};

Normal normalEquations(std::span<const RankShift> shifts, std::span<const double> features, std::size_t count) {
    Normal normal{
        std::vector<double>(count, 0.0), std::vector<double>(count * count, 0.0), std::vector<double>(count, 0.0)};
    const auto n = static_cast<double>(shifts.size());
    for (std::size_t row = 0; row < shifts.size(); ++row) {
        normal.meanShift += shifts[row].difference() / n;
        for (std::size_t i = 0; i < count; ++i) {
            normal.means[i] += features[row * count + i] / n;
        }
    }
    std::vector<double> centred(count);
    for (std::size_t row = 0; row < shifts.size(); ++row) {
        const double shift = shifts[row].difference() - normal.meanShift;
        normal.total += shift * shift;
        for (std::size_t i = 0; i < count; ++i) {
            centred[i] = features[row * count + i] - normal.means[i];
            normal.right[i] += centred[i] * shift;
            for (std::size_t j = 0; j <= i; ++j) {
                normal.matrix[i * count + j] += centred[i] * centred[j];
            }
        }
    }
    return normal;
}

}

std::vector<RankShift> rankShifts(std::span<const double> costOnA, std::span<const double> costOnB) {
    requireSameLength(costOnA, costOnB, "costs");
    std::vector<RankShift> shifts;
    std::vector<double> a;
    std::vector<double> b;
    for (std::size_t i = 0; i < costOnA.size(); ++i) {
        if (!std::isnan(costOnA[i]) && !std::isnan(costOnB[i])) {
            shifts.push_back({.index = i});
            a.push_back(costOnA[i]);
            b.push_back(costOnB[i]);
        }
    }
    const std::vector<double> onA = places(a);
    const std::vector<double> onB = places(b);
    for (std::size_t i = 0; i < shifts.size(); ++i) {
        shifts[i].onA = onA[i];
        shifts[i].onB = onB[i];
    }
    return shifts;
}

std::vector<RankShift> largestShifts(std::vector<RankShift> shifts, std::size_t count) {
    std::stable_sort(shifts.begin(), shifts.end(),
        [](const RankShift& a, const RankShift& b) { return std::abs(a.difference()) > std::abs(b.difference()); });
    shifts.resize(std::min(count, shifts.size()));
    return shifts;
}

ShiftExplanation explainShifts(std::span<const RankShift> shifts, std::span<const double> features, std::size_t count) {
    if (features.size() != shifts.size() * count || count == 0) {
        throw Error(ErrorCode::InvalidValue,
            "There are " + std::to_string(features.size()) + " features where " + std::to_string(shifts.size()) + " × "
                + std::to_string(count) + " are needed.",
            {{"value", std::to_string(features.size())}});
    }
    Normal normal = normalEquations(shifts, features, count);
    ShiftExplanation explanation{std::numeric_limits<double>::quiet_NaN(), {}};
    if (shifts.size() <= count + 1 || normal.total <= 0) {
        return explanation;
    }
    double trace = 0;
    for (std::size_t i = 0; i < count; ++i) {
        trace += normal.matrix[i * count + i];
    }
    if (trace <= 0) {
        return explanation;
    }
    const double ridge = ridgeShare * trace / static_cast<double>(count);
    std::vector<double> variances;
    for (std::size_t i = 0; i < count; ++i) {
        double& diagonal = normal.matrix[i * count + i];
        variances.push_back(diagonal / static_cast<double>(shifts.size() - 1));
        diagonal += ridge;
    }
    const Inverse inverse(normal.matrix, count);
    const std::vector<double> effects = inverse.solve(normal.right);
    double residual = normal.total;
    for (std::size_t i = 0; i < count; ++i) {
        residual -= effects[i] * normal.right[i];
    }
    residual = std::clamp(residual, 0.0, normal.total);
    explanation.explained = 1 - residual / normal.total;
    const double noise = residual / static_cast<double>(shifts.size() - count - 1);
    for (std::size_t i = 0; i < count; ++i) {
        explanation.effects.push_back({i, effects[i], std::sqrt(noise * inverse.variance(i, ridge)),
            std::abs(effects[i]) * std::sqrt(variances[i])});
    }
    std::stable_sort(explanation.effects.begin(), explanation.effects.end(),
        [](const ShiftEffect& a, const ShiftEffect& b) { return a.weight > b.weight; });
    return explanation;
}

}
