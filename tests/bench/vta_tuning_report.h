// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace paretoscope::vta {

/// One search, up to the best configuration or its cap.
struct RunRecord {
    double untilBest = 0; ///< measurements until the global optimum; the cap where it was not found
    double untilOnePercent = 0;
    double untilFivePercent = 0;
    double untilBestFree = 0; ///< the same without what the compiler had refused before it was measured
    double invalid = 0; ///< measurements that did not run, until the optimum
    double compilerShare = 0; ///< compiler calls over the size of the space
    bool found = false;
    std::vector<float> bestSoFar; ///< optimum ÷ best found, after each measurement (0: nothing yet)
};

/// runs[layer][seed] of one method.
using MethodRuns = std::vector<std::vector<RunRecord>>;

struct RatioEstimate {
    double value;
    double low; ///< 95 % bootstrap interval over layers and seeds
    double high;
};

/// Geometric mean over the layers of mean(count of method) ÷ mean(count of baseline).
RatioEstimate ratio(const MethodRuns& method, const MethodRuns& baseline, double RunRecord::*count);

struct Spread {
    double median; ///< of all runs
    double interquartile; ///< mean over the layers
    double foundShare;
    double invalidShare; ///< of all measurements until the optimum
    double invalidCount; ///< mean of a run
    double compilerShare; ///< mean of a run
};
Spread spread(const MethodRuns& runs);

}
