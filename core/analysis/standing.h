// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/analysis/rank_correlation.h"
#include "core/analysis/statistics.h"

namespace paretoscope::analysis {

/// Interval of a share from `successes` in `trials` (Wilson 1927): good down to a handful of trials and for shares of 0
/// and 1. [0, 1] without trials. `level` as in 0.95. Throws Error (InvalidValue) where there are more successes than
/// trials.
Interval shareInterval(std::size_t successes, std::size_t trials, double level = 0.95);

/// How something stands among others of its kind, each known by one or more repeats (a cell's training seeds); larger
/// is better.
struct Standing {
    std::size_t others = 0;
    std::size_t beaten = 0; ///< others with a smaller mean; an equal one is not beaten
    double share = undefined; ///< beaten / others
    Interval shareInterval{
        0, 1}; ///< 95 %: there are only so many others. Not from the noise of the thing's own repeats
    double gain = undefined; ///< its mean less the mean of the others' means
    /// Standard error of the gain: √(r² / n + s² / m) with s² the variance of the m others' means and r² that of
    /// repeats, over the thing's own n repeats. NaN for fewer than 2 others.
    double gainError = undefined;
    /// Standard deviation of a repeat round the mean of its thing, pooled over all that were repeated. NaN where
    /// nothing was: then the gain's error is of the others alone.
    double repeatDeviation = undefined;
};

/// `own` and each of `others` not empty.
Standing standingAmong(std::span<const double> own, std::span<const std::vector<double>> others);

}
