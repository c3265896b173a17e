// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "core/analysis/gaussian_process.h"
#include "core/space/architecture.h"

namespace paretoscope::explore {

/// A number that is known of a cell without training it.
struct FactColumn {
    std::string name;
    /// Enters as its rank in the pool, for scores without a scale; NaN, where there is none, then counts as the middle.
    bool ranked = false;
    /// More of it is believed to be better: the first cells are chosen by the product of these ranks, all others partly
    /// (Options::beliefShare).
    bool prior = false;
};

/// What an exploration may ask about cells before it trains them. Answers must not change while it runs, and be the
/// same when it is resumed. Called on the exploration's thread.
class CellFacts {
public:
    CellFacts() = default;
    CellFacts(const CellFacts&) = delete;
    CellFacts& operator=(const CellFacts&) = delete;
    virtual ~CellFacts() = default;

    /// Whether a cell may be trained at all: limits of size, operations that the device lacks.
    [[nodiscard]] virtual bool allowed(const space::Genotype& genotype) const = 0;
    [[nodiscard]] virtual std::size_t settings() const = 0; ///< device settings, at least one
    /// Predicted latencies in milliseconds, positive.
    [[nodiscard]] virtual std::vector<double> latencyMs(
        std::size_t setting, std::span<const space::Genotype> genotypes) const = 0;
    [[nodiscard]] virtual std::vector<FactColumn> columns() const = 0;
    /// One row a genotype, one number for each of columns().
    [[nodiscard]] virtual analysis::PointRows values(std::span<const space::Genotype> genotypes) const = 0;
};

/// Natural logarithms of learnable parameters and of multiply-accumulates; names in sizeColumns(). Throws as
/// space::lower().
std::vector<double> sizesOf(const space::Architecture& architecture);
std::vector<FactColumn> sizeColumns();

}
