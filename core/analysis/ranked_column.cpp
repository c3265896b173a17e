// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/ranked_column.h"

#include <algorithm>
#include <cmath>

namespace paretoscope::analysis {

namespace {

/// Counts of ranks, with the number below a rank in O(log n) (Fenwick 1994).
class RankCounts {
public:
    explicit RankCounts(std::uint32_t levels) : tree_(levels + std::size_t{1}, 0), equal_(levels, 0) { }

    void add(std::uint32_t rank) {
        ++equal_[rank];
        for (std::size_t i = rank + std::size_t{1}; i < tree_.size(); i += i & (~i + 1)) {
            ++tree_[i];
        }
    }
    [[nodiscard]] std::int64_t below(std::uint32_t rank) const {
        std::int64_t count = 0;
        for (std::size_t i = rank; i > 0; i -= i & (~i + 1)) {
            count += tree_[i];
        }
        return count;
    }
    [[nodiscard]] std::int64_t equal(std::uint32_t rank) const { return equal_[rank]; }

private:
    std::vector<std::int64_t> tree_;
    std::vector<std::int64_t> equal_;
};

std::size_t endOfRun(const std::vector<std::uint32_t>& values, std::size_t begin, std::size_t end) {
    std::size_t i = begin + 1;
    while (i < end && values[i] == values[begin]) {
        ++i;
    }
    return i;
}

/// Merges two sorted runs without a branch that depends on the data while both last.
std::int64_t merge(
    const std::uint32_t* left, const std::uint32_t* middle, const std::uint32_t* end, std::uint32_t* out) {
    const std::uint32_t* right = middle;
    std::int64_t inversions = 0;
    while (left != middle && right != end) {
        const bool takeRight = *right < *left;
        *out++ = takeRight ? *right : *left;
        inversions += takeRight ? middle - left : 0;
        right += takeRight ? 1 : 0;
        left += takeRight ? 0 : 1;
    }
    out = std::copy(left, middle, out);
    std::copy(right, end, out);
    return inversions;
}

}

RankedColumn rankedColumn(std::span<const double> values) {
    // Numbers beside their places sort faster than places that point to numbers.
    std::vector<std::pair<double, std::uint32_t>> sorted;
    sorted.reserve(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!std::isnan(values[i])) {
            sorted.emplace_back(values[i], static_cast<std::uint32_t>(i));
        }
    }
    std::sort(sorted.begin(), sorted.end());
    RankedColumn column;
    column.ranks.assign(values.size(), RankedColumn::missing);
    column.order.reserve(sorted.size());
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        column.levels += i == 0 || sorted[i].first != sorted[i - 1].first ? 1 : 0;
        column.ranks[sorted[i].second] = column.levels - 1;
        column.order.push_back(sorted[i].second);
    }
    return column;
}

SharedRanks sharedRanks(const RankedColumn& first, const RankedColumn& second) {
    SharedRanks shared;
    shared.first.reserve(first.order.size());
    shared.second.reserve(first.order.size());
    for (const std::uint32_t entry : first.order) {
        if (second.ranks[entry] != RankedColumn::missing) {
            shared.first.push_back(first.ranks[entry]);
            shared.second.push_back(second.ranks[entry]);
        }
    }
    for (std::size_t begin = 0; begin < shared.first.size();) {
        const std::size_t end = endOfRun(shared.first, begin, shared.first.size());
        if (end - begin > 1) {
            std::sort(shared.second.begin() + static_cast<std::ptrdiff_t>(begin),
                shared.second.begin() + static_cast<std::ptrdiff_t>(end));
        }
        begin = end;
    }
    return shared;
}

std::int64_t sortCountingInversions(std::vector<std::uint32_t>& values) {
    const std::size_t n = values.size();
    std::vector<std::uint32_t> merged(n);
    std::int64_t inversions = 0;
    for (std::size_t width = 1; width < n; width *= 2) {
        for (std::size_t begin = 0; begin < n; begin += 2 * width) {
            const std::size_t middle = std::min(begin + width, n);
            const std::size_t end = std::min(begin + 2 * width, n);
            inversions +=
                merge(values.data() + begin, values.data() + middle, values.data() + end, merged.data() + begin);
        }
        values.swap(merged);
    }
    return inversions;
}

std::vector<std::int64_t> concordanceScores(const SharedRanks& shared, std::uint32_t levels) {
    const std::size_t n = shared.first.size();
    RankCounts all(levels);
    for (const std::uint32_t rank : shared.second) {
        all.add(rank);
    }
    RankCounts before(levels); // of the entries with a smaller first rank
    std::vector<std::int64_t> scores(n);
    for (std::size_t begin = 0; begin < n;) {
        const std::size_t end = endOfRun(shared.first, begin, n);
        for (std::size_t run = begin; run < end;) {
            const std::size_t runEnd = endOfRun(shared.second, run, end);
            const std::uint32_t rank = shared.second[run];
            const auto smaller = static_cast<std::int64_t>(begin);
            const std::int64_t bothSmaller = before.below(rank);
            const std::int64_t smallerAndLarger = smaller - bothSmaller - before.equal(rank);
            const auto tiedBelow = static_cast<std::int64_t>(run - begin);
            const auto tiedAbove = static_cast<std::int64_t>(end - runEnd);
            const std::int64_t allBelow = all.below(rank);
            const std::int64_t allAbove = static_cast<std::int64_t>(n) - allBelow - all.equal(rank);
            const std::int64_t largerAndSmaller = allBelow - bothSmaller - tiedBelow;
            const std::int64_t bothLarger = allAbove - smallerAndLarger - tiedAbove;
            std::fill(scores.begin() + static_cast<std::ptrdiff_t>(run),
                scores.begin() + static_cast<std::ptrdiff_t>(runEnd),
                bothSmaller + bothLarger - smallerAndLarger - largerAndSmaller);
            run = runEnd;
        }
        for (std::size_t i = begin; i < end; ++i) {
            before.add(shared.second[i]);
        }
        begin = end;
    }
    return scores;
}

}
