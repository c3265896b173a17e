// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/explore/cell_facts.h"
#include "core/surrogate/path_features.h"
#include "core/surrogate/surrogate.h"

namespace paretoscope::explore {

/// Equal for cells with the same choices in whatever order, valid genotypes or not. Not for people, and not for files.
std::string cellKey(const space::Genotype& genotype);

/// A cell and all that is known of it without training.
struct Cell {
    space::Genotype genotype;
    std::string key;
    std::vector<double> row; ///< standardised features
    std::vector<double> latencyMs; ///< by device setting
    /// How good it looks before any training, in standard deviations from the pool's mean; 0 where no fact does that.
    double belief = 0;
};

/// Makes cells' features comparable: means, spreads and ranks are those of one pool of cells and stay so.
class CellTable {
public:
    /// The pool's cells, in the order given. `facts` must outlive the table.
    CellTable(space::SpaceId space, const CellFacts& facts, std::span<const space::Genotype> pool);

    [[nodiscard]] std::vector<Cell> describe(std::span<const space::Genotype> genotypes) const;
    [[nodiscard]] const std::vector<Cell>& pool() const { return pool_; }
    /// Columns of Cell::row that the prior believes to matter: depth, skips, edges from the inputs, pooling, and facts.
    [[nodiscard]] const std::vector<std::size_t>& structure() const { return structure_; }

    /// How good each pool cell looks before any training. With facts that are believed in, sums of their log ranks in
    /// the pool; one list. Without, two opposite beliefs, of which the trainings will tell the right one: large cells
    /// of deep convolution paths, and cells of skips and edges from the inputs.
    [[nodiscard]] std::vector<std::vector<double>> beliefs() const;

private:
    [[nodiscard]] bool hasScore() const;
    [[nodiscard]] analysis::PointRows rawRows(
        std::span<const space::Genotype> genotypes, const analysis::PointRows& facts) const;
    /// Sum of the log ranks in the pool of the facts that are believed in.
    [[nodiscard]] double logRanks(std::span<const double> facts) const;

    surrogate::PathFeatures paths_;
    const CellFacts& facts_;
    std::vector<FactColumn> columns_;
    std::vector<std::vector<double>> sorted_; ///< by fact column: the pool's numbers
    surrogate::Standardiser standardiser_;
    std::vector<std::size_t> structure_;
    double meanBelief_ = 0; ///< of the pool
    double beliefSpread_ = 0; ///< its standard deviation; 0: nothing ranks cells
    std::vector<Cell> pool_;
};

}
