// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/gaussian_process.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "core/analysis/checks.h"

namespace paretoscope::analysis {

double GaussianProcess::weightOf(std::size_t column) const {
    return options_.linearWeights.empty() ? 1.0 : options_.linearWeights[column];
}

// All loops below run over the fit's points inside and over columns or eliminated unknowns outside: each number is
// summed in the order of the textbook's loops, and the compiler may work on several numbers at once.

GaussianProcess::Column GaussianProcess::pair(std::span<const double> point) const {
    const std::size_t n = centred_.size();
    Column result{std::vector<double>(n, 0.0), std::vector<double>(n, 0.0)};
    double* const squares = result.squares.data();
    double* const products = result.products.data();
    for (std::size_t k = 0; k < columns_; ++k) {
        const double value = point[k];
        const double* const column = points_.data() + k * n;
        const double* const weighted = weighted_.data() + k * n;
        for (std::size_t i = 0; i < n; ++i) {
            const double difference = column[i] - value;
            squares[i] += difference * difference;
            products[i] += weighted[i] * value;
        }
    }
    return result;
}

double GaussianProcess::kernel(double squares, double product, const Hyperparameters& hyper) const {
    const double width = static_cast<double>(columns_);
    return variance_
        * (std::exp(-0.5 * squares / (hyper.lengthScale * hyper.lengthScale * width))
            + hyper.linearShare * product / width);
}

double GaussianProcess::priorVariance(std::span<const double> point) const {
    double product = 0;
    for (std::size_t k = 0; k < columns_; ++k) {
        product += weightOf(k) * point[k] * point[k];
    }
    return kernel(0, product, chosen_);
}

/// L⁻¹ · values.
std::vector<double> GaussianProcess::halfSolved(std::vector<double> values) const {
    const std::size_t n = values.size();
    for (std::size_t k = 0; k < n; ++k) {
        const double* const column = lower_.data() + k * n;
        const double solved = values[k] / column[k];
        values[k] = solved;
        for (std::size_t i = k + 1; i < n; ++i) {
            values[i] -= column[i] * solved;
        }
    }
    return values;
}

/// Cholesky factor and weights for these hyperparameters; the log marginal likelihood but for a constant.
double GaussianProcess::factor(const Hyperparameters& hyper) {
    const std::size_t n = centred_.size();
    lower_.assign(n * n, 0);
    double logDeterminant = 0;
    for (std::size_t j = 0; j < n; ++j) {
        double* const column = lower_.data() + j * n;
        for (std::size_t i = j; i < n; ++i) {
            column[i] = kernel(pairs_[i].squares[j], pairs_[i].products[j], hyper)
                + (i == j ? hyper.noise * variance_ + known_[i] : 0);
        }
        for (std::size_t k = 0; k < j; ++k) {
            const double* const done = lower_.data() + k * n;
            const double factor = done[j];
            for (std::size_t i = j; i < n; ++i) {
                column[i] -= done[i] * factor;
            }
        }
        column[j] = std::sqrt(std::max(column[j], 1e-12));
        for (std::size_t i = j + 1; i < n; ++i) {
            column[i] /= column[j];
        }
        logDeterminant += std::log(column[j]);
    }
    weights_ = halfSolved(centred_);
    double fit = 0;
    for (const double value : weights_) {
        fit += value * value;
    }
    for (std::size_t i = n; i-- > 0;) {
        double sum = weights_[i];
        for (std::size_t k = i + 1; k < n; ++k) {
            sum -= lower_[i * n + k] * weights_[k];
        }
        weights_[i] = sum / lower_[i * n + i];
    }
    if (options_.scale == GaussianProcessOptions::Scale::OfTargets) {
        scale_ = 1;
        return -0.5 * fit - logDeterminant;
    }
    const auto count = static_cast<double>(n);
    scale_ = std::max(fit / count, 1e-12);
    return -0.5 * count * std::log(scale_) - logDeterminant;
}

void GaussianProcess::fit(PointRows points, std::span<const double> targets, std::span<const double> variances) {
    const std::size_t n = targets.size();
    if (n == 0) {
        throw Error(ErrorCode::NotEnoughData, "A Gaussian process needs at least one target.", {});
    }
    if (points.rows() != n || (!variances.empty() && variances.size() != n)) {
        throw Error(ErrorCode::InvalidValue,
            "The points, targets and variances of a Gaussian process differ in number: " + std::to_string(points.rows())
                + ", " + std::to_string(n) + " and " + std::to_string(variances.size()) + ".",
            {{"what", "points"}});
    }
    columns_ = points.columns;
    points_.resize(n * columns_);
    weighted_.resize(n * columns_);
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t k = 0; k < columns_; ++k) {
            points_[k * n + i] = points.values[i * columns_ + k];
            weighted_[k * n + i] = weightOf(k) * points.values[i * columns_ + k];
        }
    }
    mean_ = 0;
    for (const double target : targets) {
        mean_ += target / static_cast<double>(n);
    }
    double variance = 0;
    centred_.clear();
    for (const double target : targets) {
        variance += (target - mean_) * (target - mean_) / static_cast<double>(n);
        centred_.push_back(target - mean_);
    }
    variance_ = std::max(variance, options_.leastVariance);
    known_.assign(n, 0);
    std::copy(variances.begin(), variances.end(), known_.begin());
    pairs_.clear();
    for (std::size_t i = 0; i < n; ++i) {
        pairs_.push_back(pair(points.row(i)));
    }
    bool first = true;
    double best = 0;
    for (const double lengthScale : options_.lengthScales) {
        for (const double share : options_.linearShares) {
            for (const double noise : options_.noises) {
                const Hyperparameters hyper{lengthScale, share, noise};
                const double likelihood = factor(hyper);
                if (first || likelihood > best) {
                    best = likelihood;
                    chosen_ = hyper;
                    first = false;
                }
            }
        }
    }
    factor(chosen_);
    pairs_.clear();
}

GaussianProcess::Prediction GaussianProcess::predict(std::span<const double> point) const {
    const std::size_t n = weights_.size();
    const Column column = pair(point);
    std::vector<double> values(n);
    double mean = mean_;
    for (std::size_t i = 0; i < n; ++i) {
        values[i] = kernel(column.squares[i], column.products[i], chosen_);
        mean += values[i] * weights_[i];
    }
    double explained = 0;
    for (const double value : halfSolved(std::move(values))) {
        explained += value * value;
    }
    return {mean, std::sqrt(std::max(0.0, priorVariance(point) - explained) * scale_)};
}

std::vector<double> GaussianProcess::covariance(const PointRows& points) const {
    const std::size_t m = points.rows();
    const std::size_t n = weights_.size();
    std::vector<std::vector<double>> solved;
    for (std::size_t a = 0; a < m; ++a) {
        const Column column = pair(points.row(a));
        std::vector<double> values(n);
        for (std::size_t i = 0; i < n; ++i) {
            values[i] = kernel(column.squares[i], column.products[i], chosen_);
        }
        solved.push_back(halfSolved(std::move(values)));
    }
    std::vector<double> result(m * m);
    for (std::size_t a = 0; a < m; ++a) {
        for (std::size_t b = 0; b <= a; ++b) {
            double squares = 0;
            double product = 0;
            for (std::size_t k = 0; k < columns_; ++k) {
                const double difference = points.row(a)[k] - points.row(b)[k];
                squares += difference * difference;
                product += weightOf(k) * points.row(a)[k] * points.row(b)[k];
            }
            double value = kernel(squares, product, chosen_);
            for (std::size_t i = 0; i < n; ++i) {
                value -= solved[a][i] * solved[b][i];
            }
            result[a * m + b] = result[b * m + a] = value * scale_;
        }
    }
    return result;
}

namespace {

/// a⁻¹ · b and the diagonal of a⁻¹ for a small symmetric positive definite a, by Gauss-Jordan elimination.
struct Inverted {
    std::vector<double> solution;
    std::vector<double> diagonal;
};
Inverted invert(std::vector<double> a, const std::vector<double>& b) {
    const std::size_t n = b.size();
    std::vector<double> inverse(n * n, 0);
    for (std::size_t i = 0; i < n; ++i) {
        inverse[i * n + i] = 1;
    }
    for (std::size_t k = 0; k < n; ++k) {
        const double pivot = a[k * n + k];
        for (std::size_t j = 0; j < n; ++j) {
            a[k * n + j] /= pivot;
            inverse[k * n + j] /= pivot;
        }
        for (std::size_t i = 0; i < n; ++i) {
            const double factor = i == k ? 0 : a[i * n + k];
            for (std::size_t j = 0; j < n && factor != 0; ++j) {
                a[i * n + j] -= factor * a[k * n + j];
                inverse[i * n + j] -= factor * inverse[k * n + j];
            }
        }
    }
    Inverted result{std::vector<double>(n, 0), std::vector<double>(n, 0)};
    for (std::size_t i = 0; i < n; ++i) {
        result.diagonal[i] = inverse[i * n + i];
        for (std::size_t j = 0; j < n; ++j) {
            result.solution[i] += inverse[i * n + j] * b[j];
        }
    }
    return result;
}

}

std::vector<GaussianProcess::HeldOut> GaussianProcess::leaveOut(std::span<const std::size_t> groups) const {
    const std::size_t n = weights_.size();
    if (groups.size() != n) {
        throw Error(ErrorCode::InvalidValue,
            "There are " + std::to_string(groups.size()) + " groups for " + std::to_string(n) + " targets.",
            {{"what", "groups"}});
    }
    std::vector<std::vector<double>> half; // columns of L⁻¹
    for (std::size_t i = 0; i < n; ++i) {
        std::vector<double> unit(n, 0);
        unit[i] = 1;
        half.push_back(halfSolved(std::move(unit)));
    }
    std::map<std::size_t, std::vector<std::size_t>> members;
    for (std::size_t i = 0; i < n; ++i) {
        members[groups[i]].push_back(i);
    }
    std::vector<HeldOut> result(n);
    for (const auto& [group, inside] : members) {
        std::vector<double> precision; // the group's block of K⁻¹
        std::vector<double> weights;
        for (const std::size_t i : inside) {
            weights.push_back(weights_[i]);
            for (const std::size_t j : inside) {
                double sum = 0;
                for (std::size_t k = std::max(i, j); k < n; ++k) {
                    sum += half[i][k] * half[j][k];
                }
                precision.push_back(sum);
            }
        }
        const Inverted left = invert(std::move(precision), weights);
        for (std::size_t k = 0; k < inside.size(); ++k) {
            result[inside[k]] = {mean_ + centred_[inside[k]] - left.solution[k], std::sqrt(left.diagonal[k] * scale_)};
        }
    }
    return result;
}

}
