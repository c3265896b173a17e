// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace paretoscope::analysis {

/// A column of numbers as ranks, made once and used in every pair.
struct RankedColumn {
    static constexpr std::uint32_t missing = std::numeric_limits<std::uint32_t>::max();

    std::vector<std::uint32_t> ranks; ///< by entry: 0 for the smallest value, equal values alike; `missing` for NaN
    std::vector<std::uint32_t> order; ///< entries by ascending value, without NaN
    std::uint32_t levels = 0; ///< different values
};

RankedColumn rankedColumn(std::span<const double> values);

/// The entries that two columns share, by ascending rank in the first and within that in the second.
struct SharedRanks {
    std::vector<std::uint32_t> first;
    std::vector<std::uint32_t> second;
};

SharedRanks sharedRanks(const RankedColumn& first, const RankedColumn& second);

/// Pairs (i, j), i < j, with values[i] > values[j]. Sorts `values`.
std::int64_t sortCountingInversions(std::vector<std::uint32_t>& values);

/// For each entry: concordant minus discordant partners. `levels`: one more than the largest second rank.
std::vector<std::int64_t> concordanceScores(const SharedRanks& shared, std::uint32_t levels);

}
