// SPDX-License-Identifier: Apache-2.0
#include "core/vta/gaussian_process.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace paretoscope::vta {

namespace {

constexpr double noise = 1e-3; ///< share of the variance: model mismatch, since the device itself repeats exactly
constexpr double linearShare = 0.3;
constexpr double leastVariance = 1e-4; ///< of logarithms: about 1 %
constexpr std::array lengthScales{1.0, 2.0, 4.0, 8.0};

}

std::span<const float> GaussianProcess::row(std::size_t i) const {
    return {rows_.values.data() + i * rows_.columns, rows_.columns};
}

double GaussianProcess::kernel(std::span<const float> left, std::span<const float> right) const {
    double squares = 0;
    double product = 0;
    for (std::size_t k = 0; k < left.size(); ++k) {
        const double difference = static_cast<double>(left[k]) - right[k];
        squares += difference * difference;
        product += static_cast<double>(left[k]) * right[k];
    }
    const double width = static_cast<double>(left.size());
    return variance_
        * (std::exp(-0.5 * squares / (lengthScale_ * lengthScale_ * width)) + linearShare * product / width);
}

/// Cholesky factor and weights for the present length scale; the log marginal likelihood.
double GaussianProcess::factor(std::span<const double> targets) {
    const std::size_t n = targets.size();
    lower_.assign(n * n, 0);
    double logDeterminant = 0;
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j <= i; ++j) {
            double sum = kernel(row(i), row(j)) + (i == j ? noise * variance_ : 0);
            for (std::size_t k = 0; k < j; ++k) {
                sum -= lower_[i * n + k] * lower_[j * n + k];
            }
            lower_[i * n + j] = i == j ? std::sqrt(std::max(sum, 1e-12)) : sum / lower_[j * n + j];
        }
        logDeterminant += std::log(lower_[i * n + i]);
    }
    weights_.assign(n, 0);
    for (std::size_t i = 0; i < n; ++i) {
        double sum = targets[i] - mean_;
        for (std::size_t k = 0; k < i; ++k) {
            sum -= lower_[i * n + k] * weights_[k];
        }
        weights_[i] = sum / lower_[i * n + i];
    }
    double fit = 0;
    for (const double value : weights_) {
        fit += value * value;
    }
    for (std::size_t i = n; i-- > 0;) {
        double sum = weights_[i];
        for (std::size_t k = i + 1; k < n; ++k) {
            sum -= lower_[k * n + i] * weights_[k];
        }
        weights_[i] = sum / lower_[i * n + i];
    }
    return -0.5 * fit - logDeterminant;
}

void GaussianProcess::fit(const FeatureRows& rows, std::span<const double> targets) {
    rows_ = rows;
    mean_ = 0;
    for (const double target : targets) {
        mean_ += target / static_cast<double>(targets.size());
    }
    double variance = 0;
    for (const double target : targets) {
        variance += (target - mean_) * (target - mean_) / static_cast<double>(targets.size());
    }
    variance_ = std::max(variance, leastVariance);
    double best = 0;
    double bestScale = lengthScales.front();
    for (const double scale : lengthScales) {
        lengthScale_ = scale;
        const double likelihood = factor(targets);
        if (scale == lengthScales.front() || likelihood > best) {
            best = likelihood;
            bestScale = scale;
        }
    }
    if (bestScale != lengthScale_) {
        lengthScale_ = bestScale;
        factor(targets);
    }
}

GaussianProcess::Prediction GaussianProcess::predict(std::span<const float> point) const {
    const std::size_t n = weights_.size();
    std::vector<double> solved(n);
    double mean = mean_;
    double explained = 0;
    for (std::size_t i = 0; i < n; ++i) {
        const double value = kernel(row(i), point);
        mean += value * weights_[i];
        double sum = value;
        for (std::size_t k = 0; k < i; ++k) {
            sum -= lower_[i * n + k] * solved[k];
        }
        solved[i] = sum / lower_[i * n + i];
        explained += solved[i] * solved[i];
    }
    return {mean, std::sqrt(std::max(0.0, kernel(point, point) - explained))};
}

}
