// SPDX-License-Identifier: Apache-2.0
#include "core/predictor/ridge.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "core/analysis/statistics.h"

namespace paretoscope::predictor {

namespace {

/// Solves the system restricted to `active` by Cholesky's method.
std::vector<double> solveActive(
    std::span<const double> h, std::span<const double> g, const std::vector<std::size_t>& active) {
    const std::size_t all = g.size();
    const std::size_t n = active.size();
    std::vector<double> lower(n * n, 0.0);
    std::vector<double> x(n);
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j <= i; ++j) {
            double sum = h[active[i] * all + active[j]];
            for (std::size_t k = 0; k < j; ++k) {
                sum -= lower[i * n + k] * lower[j * n + k];
            }
            // Rounding may turn a tiny pivot negative; its direction is then left where it is.
            lower[i * n + j] = i == j ? std::sqrt(std::max(sum, 1e-30)) : sum / lower[j * n + j];
        }
        x[i] = g[active[i]];
        for (std::size_t k = 0; k < i; ++k) {
            x[i] -= lower[i * n + k] * x[k];
        }
        x[i] /= lower[i * n + i];
    }
    for (std::size_t i = n; i-- > 0;) {
        for (std::size_t k = i + 1; k < n; ++k) {
            x[i] -= lower[k * n + i] * x[k];
        }
        x[i] /= lower[i * n + i];
    }
    return x;
}

/// The inactive variable whose increase lowers the objective most.
std::optional<std::size_t> steepest(std::span<const double> h, std::span<const double> g, const std::vector<double>& x,
    const std::vector<bool>& isActive, double tolerance) {
    std::optional<std::size_t> best;
    double largest = tolerance;
    for (std::size_t i = 0; i < x.size(); ++i) {
        if (isActive[i]) {
            continue;
        }
        double descent = g[i];
        for (std::size_t k = 0; k < x.size(); ++k) {
            descent -= h[i * x.size() + k] * x[k];
        }
        if (descent > largest) {
            largest = descent;
            best = i;
        }
    }
    return best;
}

/// Moves x to the optimum of its active variables, dropping those that would turn negative on the way.
void descend(
    std::span<const double> h, std::span<const double> g, std::vector<double>& x, std::vector<bool>& isActive) {
    for (std::size_t round = 0; round <= x.size(); ++round) {
        std::vector<std::size_t> active;
        for (std::size_t i = 0; i < x.size(); ++i) {
            if (isActive[i]) {
                active.push_back(i);
            }
        }
        const std::vector<double> solution = solveActive(h, g, active);
        double step = 1;
        for (std::size_t i = 0; i < active.size(); ++i) {
            if (solution[i] <= 0) {
                const double current = x[active[i]];
                step = std::min(step, current > solution[i] ? current / (current - solution[i]) : 0.0);
            }
        }
        for (std::size_t i = 0; i < active.size(); ++i) {
            double& value = x[active[i]];
            value += step * (solution[i] - value);
            if (step < 1 && value <= 1e-14) {
                value = 0;
                isActive[active[i]] = false;
            }
        }
        if (step >= 1) {
            return;
        }
    }
}

/// The rows of a design divided by their targets, the constant last, without their zeros: an architecture has a few
/// operations, of all that it could have.
class RelativeRows {
public:
    RelativeRows(const DesignMatrix& design, std::span<const double> targets) : columns_(design.columns + 1) {
        starts_.reserve(design.rows + 1);
        starts_.push_back(0);
        for (std::size_t row = 0; row < design.rows; ++row) {
            const auto values = design.row(row);
            for (std::size_t i = 0; i < values.size(); ++i) {
                if (values[i] != 0) {
                    entries_.push_back({i, values[i] / targets[row]});
                }
            }
            entries_.push_back({design.columns, 1 / targets[row]});
            starts_.push_back(entries_.size());
        }
    }

    struct Entry {
        std::size_t column;
        double value;
    };

    [[nodiscard]] std::size_t rows() const { return starts_.size() - 1; }
    [[nodiscard]] std::size_t columns() const { return columns_; }
    [[nodiscard]] std::span<const Entry> row(std::size_t i) const {
        return std::span(entries_).subspan(starts_[i], starts_[i + 1] - starts_[i]);
    }

private:
    std::size_t columns_;
    std::vector<std::size_t> starts_;
    std::vector<Entry> entries_;
};

/// Normal equations of the weighted relative problem.
struct NormalEquations {
    std::vector<double> h;
    std::vector<double> g;
};

NormalEquations normalEquations(const RelativeRows& design, std::span<const double> weights) {
    const std::size_t n = design.columns();
    NormalEquations equations{std::vector<double>(n * n, 0.0), std::vector<double>(n, 0.0)};
    for (std::size_t row = 0; row < design.rows(); ++row) {
        for (const auto [i, value] : design.row(row)) {
            const double weighted = weights[row] * value;
            equations.g[i] += weighted;
            for (const auto [j, other] : design.row(row)) {
                equations.h[i * n + j] += weighted * other;
            }
        }
    }
    return equations;
}

AdditiveFit solve(
    const RelativeRows& design, std::span<const double> weights, std::span<const double> prior, double strength) {
    const std::size_t n = design.columns();
    NormalEquations equations = normalEquations(design, weights);
    for (std::size_t i = 0; i < n; ++i) {
        const bool isConstant = i + 1 == n;
        const double penalty = isConstant ? 0.0 : strength;
        equations.h[i * n + i] += penalty + 1e-9 * static_cast<double>(design.rows());
        equations.g[i] += isConstant ? 0.0 : penalty * prior[i];
    }
    std::vector<double> solution = nonNegativeQuadratic(equations.h, equations.g);
    AdditiveFit fit;
    fit.constant = solution.back();
    solution.pop_back();
    fit.coefficients = std::move(solution);
    return fit;
}

/// Huber's weights: 1 up to 1.345 robust standard deviations of the relative residual, then falling as 1/|residual|.
/// So a normal error costs 5 % of the samples' worth (Huber 1981); published tables hold errors far from normal.
std::vector<double> outlierWeights(const RelativeRows& design, const AdditiveFit& fit) {
    std::vector<double> residuals(design.rows());
    for (std::size_t row = 0; row < design.rows(); ++row) {
        double ratio = 0;
        for (const auto [i, value] : design.row(row)) {
            ratio += value * (i < fit.coefficients.size() ? fit.coefficients[i] : fit.constant);
        }
        residuals[row] = std::abs(ratio - 1);
    }
    const double limit = std::max(1e-6, 1.345 * 1.4826 * analysis::median(residuals));
    std::vector<double> weights(design.rows());
    std::ranges::transform(
        residuals, weights.begin(), [limit](double residual) { return std::min(1.0, limit / residual); });
    return weights;
}

}

double AdditiveFit::predict(std::span<const double> row) const {
    double sum = constant;
    for (std::size_t i = 0; i < row.size(); ++i) {
        sum += row[i] * coefficients[i];
    }
    return sum;
}

std::vector<double> nonNegativeQuadratic(std::span<const double> h, std::span<const double> g) {
    // From the inside: most costs are positive, and then one system after another need not be solved to find that out.
    std::vector<double> x(g.size(), 1e-6);
    std::vector<bool> isActive(g.size(), true);
    descend(h, g, x, isActive);
    double largest = 0;
    for (const double value : g) {
        largest = std::max(largest, std::abs(value));
    }
    // Each variable enters a few times at most; the bound only guards against cycling by rounding.
    for (std::size_t round = 0; round < 3 * g.size(); ++round) {
        const std::optional<std::size_t> next = steepest(h, g, x, isActive, 1e-12 * largest);
        if (!next) {
            break;
        }
        isActive[*next] = true;
        descend(h, g, x, isActive);
    }
    return x;
}

AdditiveFit nonNegativeRidge(
    const DesignMatrix& design, std::span<const double> targets, std::span<const double> prior, double strength) {
    const double unit = analysis::median(targets);
    std::vector<double> scaledTargets(targets.begin(), targets.end());
    std::vector<double> scaledPrior(prior.begin(), prior.end());
    std::ranges::for_each(scaledTargets, [unit](double& value) { value /= unit; });
    std::ranges::for_each(scaledPrior, [unit](double& value) { value /= unit; });

    const RelativeRows rows(design, scaledTargets);
    std::vector<double> weights(design.rows, 1.0);
    AdditiveFit fit = solve(rows, weights, scaledPrior, strength);
    constexpr int reweightings = 4;
    for (int i = 0; i < reweightings; ++i) {
        weights = outlierWeights(rows, fit);
        fit = solve(rows, weights, scaledPrior, strength);
    }
    fit.constant *= unit;
    std::ranges::for_each(fit.coefficients, [unit](double& value) { value *= unit; });
    return fit;
}

}
