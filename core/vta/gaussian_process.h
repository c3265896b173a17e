// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/vta/booster.h"

namespace paretoscope::vta {

/// Exact Gaussian-process regression for some tens to hundreds of points: a smooth (squared exponential) and a linear
/// part, nearly no noise. The length scale is the one of a few with the highest marginal likelihood (Rasmussen &
/// Williams 2006, algorithm 2.1). Deterministic. Features should have a spread of about 1.
class GaussianProcess {
public:
    struct Prediction {
        double mean;
        double deviation; ///< standard deviation
    };

    void fit(const FeatureRows& rows, std::span<const double> targets);
    [[nodiscard]] bool fitted() const { return !weights_.empty(); }
    [[nodiscard]] Prediction predict(std::span<const float> row) const;

private:
    [[nodiscard]] double kernel(std::span<const float> left, std::span<const float> right) const;
    [[nodiscard]] std::span<const float> row(std::size_t i) const;
    double factor(std::span<const double> targets);

    FeatureRows rows_;
    double lengthScale_ = 1;
    double variance_ = 1; ///< of the targets: scale of the kernel
    double mean_ = 0;
    std::vector<double> lower_; ///< Cholesky factor, row-major
    std::vector<double> weights_;
};

}
