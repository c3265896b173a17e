// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <span>

namespace paretoscope::analysis {

// How alike two lists of numbers rank the same things. Pairs with a NaN on either side are left out everywhere. A
// result is NaN where it is undefined: fewer than two pairs, or one side constant. All throw Error (InvalidValue) where
// lengths differ.

using Random = std::mt19937_64;

/// Kendall's τ-b, ties corrected (Kendall 1945), in O(n log n) (Knight 1966).
double kendallTauB(std::span<const double> x, std::span<const double> y);

/// Spearman's ρ: Pearson's correlation of average ranks, so ties are right.
double spearmanRho(std::span<const double> x, std::span<const double> y);

struct Interval {
    double low;
    double high;
};

/// Interval of a Kendall τ from n things by Fisher's z with variance 0.437 / (n − 4) (Fieller, Hartley & Pearson 1957).
/// Good for n ≥ 10 and |τ| < 0.8; [−1, 1] where n ≤ 4. `level` as in 0.95.
Interval kendallIntervalFisher(double tau, std::size_t n, double level = 0.95);

/// The same for Spearman's ρ, variance 1.06 / (n − 3).
Interval spearmanIntervalFisher(double rho, std::size_t n, double level = 0.95);

struct RankReport {
    std::size_t n = 0; ///< pairs without NaN
    double tau = 0;
    Interval tauInterval{-1, 1}; ///< 95 %, bootstrap
    double rho = 0;
    double concordant = 0;
};

/// All of the above in one report. Deterministic: the bootstrap's generator is seeded with `seed`.
RankReport rankReport(std::span<const double> x, std::span<const double> y, std::uint64_t seed = 1);

/// The τ-b that a perfect predictor would reach against measurements with this noise: mean τ-b between `values` and
/// copies with independent Gaussian noise of `relativeDeviation` × value (fraction of one) added. The values are
/// themselves measured, so their spread holds one share of noise already and the ceiling comes out slightly high. NaN
/// for fewer than 2 values.
double tauCeiling(std::span<const double> values, double relativeDeviation, Random& random, int repetitions = 200);

}
