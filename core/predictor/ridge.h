// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace paretoscope::predictor {

/// Rows of non-negative features, row-major.
struct DesignMatrix {
    std::size_t rows = 0;
    std::size_t columns = 0;
    std::vector<double> values;

    [[nodiscard]] std::span<const double> row(std::size_t i) const {
        return std::span(values).subspan(i * columns, columns);
    }
};

/// target ≈ constant + Σ coefficients · row, all ≥ 0.
struct AdditiveFit {
    double constant = 0;
    std::vector<double> coefficients;

    [[nodiscard]] double predict(std::span<const double> row) const;
};

/// Minimises ½ xᵀHx − gᵀx over x ≥ 0 for a symmetric positive definite H (row-major), by the active-set method of
/// Lawson & Hanson (1974, chapter 23) on the normal equations.
std::vector<double> nonNegativeQuadratic(std::span<const double> h, std::span<const double> g);

/// Non-negative ridge on relative residuals: Σ_i w_i ((constant + row_i·c − y_i) / y_i)² + strength · Σ_j (c_j −
/// prior_j)², where the w_i fall below 1 for outliers (Huber's weights from the median absolute residual): neither
/// an interrupted timing nor a third of them taken at another clock may bend the costs. Costs and prior are in units of
/// the median target within the penalty, so that one strength means the same on any device. Targets are positive.
AdditiveFit nonNegativeRidge(
    const DesignMatrix& design, std::span<const double> targets, std::span<const double> prior, double strength);

}
