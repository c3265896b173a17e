// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "core/analysis/rank_correlation.h"

namespace paretoscope::analysis {

/// How alike two devices rank the architectures that both know.
struct RankPair {
    std::size_t n = 0; ///< architectures with a number on both
    double tau = 0; ///< Kendall's τ-b
    double rho = 0; ///< Spearman's ρ
    double concordant = 0; ///< share of the pairs, tied on neither, that both order alike
    Interval tauInterval{-1, 1};
    Interval rhoInterval{-1, 1};
    Interval concordantInterval{0, 1};
};

enum class Intervals : std::uint8_t { None, Computed };

/// Symmetric; NaN where a pair has fewer than two architectures or one side is constant.
class RankMatrix {
public:
    explicit RankMatrix(std::size_t size) : size_(size), pairs_(size * size) { }

    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] const RankPair& at(std::size_t row, std::size_t column) const { return pairs_[row * size_ + column]; }
    void set(std::size_t row, std::size_t column, const RankPair& pair) {
        pairs_[row * size_ + column] = pair;
        pairs_[column * size_ + row] = pair;
    }
    /// τ-b, row-major, as clusterOrder takes it.
    [[nodiscard]] std::vector<double> taus() const;
    /// The pair with the smallest τ-b; nothing where none has one.
    [[nodiscard]] std::optional<std::pair<std::size_t, std::size_t>> leastAlike() const;
    /// The row whose τ-b with `row` is smallest; nothing where it has none with any.
    [[nodiscard]] std::optional<std::size_t> leastAlikeTo(std::size_t row) const;

private:
    std::size_t size_;
    std::vector<RankPair> pairs_;
};

/// All pairs of columns: a column a device, an entry an architecture, NaN where it was not measured. Exact, in
/// O(n log n) a pair (Knight 1966 on ranks that are made once a column). Intervals, where asked for, are 95 % and cost
/// about as much again: τ and the share from the variance of a U-statistic (Hoeffding 1948; unbiased form of Cliff &
/// Charlin 1991) on Fisher's z; ρ by Fisher's z. They are [-1, 1] below 10 architectures. Throws Error (InvalidValue)
/// where columns differ in length. Any thread.
RankMatrix rankMatrix(std::span<const std::vector<double>> columns, Intervals intervals);

/// An order of the rows of a symmetric similarity matrix (row-major, n × n) that puts alike ones beside each other:
/// average linkage, each merge turned so that its most alike ends meet. NaN counts as least alike. Deterministic.
/// O(n³): for tens of devices. Throws Error (InvalidValue) where the matrix is not square.
std::vector<std::size_t> clusterOrder(std::span<const double> similarity);

}
