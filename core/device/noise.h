// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "core/records/measurement.h"

namespace paretoscope::device {

/// What repeated measurements of the same architectures say about the measuring itself. Torch-free. NaN where there
/// are too few repeats: a floor from a handful of pairs contradicts the errors that stand beside it.
struct NoiseReport {
    static constexpr std::size_t fewestPairs = 20;

    std::size_t architectures = 0; ///< different ones
    std::size_t pairs = 0; ///< of them measured twice
    double floor = 0; ///< mean relative difference of two repeats / √2: the mean error of a perfect predictor
    double floorLow = 0; ///< 95 % interval, bootstrap over pairs
    double floorHigh = 0;
    double relativeDeviation = 0; ///< of one measurement, if its noise is Gaussian: floor · √(π/2)
    double repeatTau = 0; ///< raw Kendall τ-b between first and second measurements
    double ceilingTau = 0; ///< τ-b a perfect predictor would reach, simulated from relativeDeviation
    double sentinelDrift = 0; ///< (largest - smallest) / median of the sentinel's uncorrected values
    std::size_t unstable = 0; ///< measurements flagged unstable
};

/// Sentinels are used for the drift only. Architectures are told apart by canonicalHash; of more than two
/// measurements the first two count. All must be of one setting, shape and kind.
NoiseReport noiseReport(std::span<const records::Measurement> measurements, std::uint64_t seed = 1);

/// In words, for people: from how many pairs the floor comes and its interval, or why it is unknown.
std::string noiseText(const NoiseReport& report);

/// Flat JSON object: floor, relative_deviation, repeat_tau, ceiling_tau, pairs, architectures, sentinel_drift,
/// unstable; null for NaN.
std::string toJson(const NoiseReport& report);

}
