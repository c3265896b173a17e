// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/standing.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "core/base/error.h"

namespace paretoscope::analysis {

namespace {

/// Sums what repeats say about their own noise.
class PooledVariance {
public:
    void add(std::span<const double> repeats) {
        const double centre = mean(repeats);
        for (const double value : repeats) {
            squares_ += (value - centre) * (value - centre);
        }
        freedom_ += repeats.size() - 1;
    }
    [[nodiscard]] double variance() const {
        return freedom_ > 0 ? squares_ / static_cast<double>(freedom_) : undefined;
    }

private:
    double squares_ = 0;
    std::size_t freedom_ = 0;
};

}

Interval shareInterval(std::size_t successes, std::size_t trials, double level) {
    if (successes > trials) {
        throw Error(ErrorCode::InvalidValue,
            "A share of " + std::to_string(successes) + " in " + std::to_string(trials)
                + " was asked for; there must be no more successes than trials.",
            {{"what", "successes"}, {"value", std::to_string(successes)}});
    }
    if (trials == 0) {
        return {0, 1};
    }
    const double z = normalQuantile((1 + level) / 2);
    const auto n = static_cast<double>(trials);
    const double share = static_cast<double>(successes) / n;
    const double middle = share + z * z / (2 * n);
    const double reach = z * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
    const double scale = 1 + z * z / n;
    return {std::max(0.0, (middle - reach) / scale), std::min(1.0, (middle + reach) / scale)};
}

Standing standingAmong(std::span<const double> own, std::span<const std::vector<double>> others) {
    Standing standing{.others = others.size()};
    const double ownMean = mean(own);
    PooledVariance repeats;
    repeats.add(own);
    std::vector<double> means;
    for (const std::vector<double>& other : others) {
        repeats.add(other);
        means.push_back(mean(other));
        standing.beaten += means.back() < ownMean ? 1 : 0;
    }
    standing.repeatDeviation = std::sqrt(repeats.variance());
    standing.shareInterval = shareInterval(standing.beaten, standing.others);
    if (others.empty()) {
        return standing;
    }
    standing.share = static_cast<double>(standing.beaten) / static_cast<double>(standing.others);
    standing.gain = ownMean - mean(means);
    const double ofOthers = standardError(means);
    const double ofOwn = std::isnan(repeats.variance()) ? 0 : repeats.variance() / static_cast<double>(own.size());
    standing.gainError = std::sqrt(ofOthers * ofOthers + ofOwn);
    return standing;
}

}
