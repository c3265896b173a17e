// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <limits>
#include <span>

namespace paretoscope::analysis {

/// The value of a figure that cannot be told.
inline constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

// Every function returns NaN where it is undefined (no value, one value for a deviation), and leaves its input alone.
// NaN inputs give NaN.

double mean(std::span<const double> values);
/// With n − 1.
double standardDeviation(std::span<const double> values);
/// Of the mean: standard deviation / √n.
double standardError(std::span<const double> values);
/// Standard deviation of a normal error with that mean absolute value.
double deviationFromMeanError(double meanError);
double median(std::span<const double> values);
/// Linear interpolation between order statistics (Hyndman & Fan type 7), 0 ≤ p ≤ 1; throws Error (InvalidValue)
/// outside.
double quantile(std::span<const double> values, double p);
/// Third minus first quartile.
double interquartileRange(std::span<const double> values);
/// Quantile of the standard normal distribution, 0 < p < 1 (relative error < 1e-12).
double normalQuantile(double p);

/// How far predictions are off, as fractions of the measured value.
struct RelativeErrors {
    std::size_t n = 0;
    double mean = 0; ///< of |predicted − measured| / measured
    double median = 0;
    double p90 = 0;
    double within5 = 0; ///< share with at most 5 % error
    double within10 = 0;
    double bias = 0; ///< median of (predicted − measured) / measured, signed
};

/// Throws Error (InvalidValue) where lengths differ or a measured value is not positive.
RelativeErrors relativeErrors(std::span<const double> measured, std::span<const double> predicted);

/// Noise floor from two measurements of the same things: mean of |first − second| / their mean, divided by √2, so that
/// it compares with RelativeErrors::mean of a perfect predictor. Same errors as relativeErrors.
double noiseFloor(std::span<const double> first, std::span<const double> second);

}
