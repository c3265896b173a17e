// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

namespace paretoscope::engine {

/// A cell that searches came upon and a short training has scored.
struct ScoredCell {
    std::string genotype;
    double predictedMs = 0;
    double crossEntropy = 0; ///< on validation images, mean over training seeds
    double foundAtLambda = 0; ///< of the search that came upon it
};

/// What one price of latency chooses.
struct LambdaChoice {
    double lambda = 0;
    std::size_t cell = 0; ///< index among the scored cells
    double saving = 0; ///< 1 − predictedMs / that of the cell that the first λ chooses
};

/// For each λ the cell with the least `CE + λ · latency / reference`: the loss of the search itself, with networks that
/// were trained in place of the mixture, whose own accuracy says next to nothing about its cells. λ = 0 chooses from
/// what its own search found (a search with a price may have come upon a better cell, but it is not what λ = 0 gives).
/// `grid` rises from 0; there is at least one cell that was found at λ = 0.
std::vector<LambdaChoice> chooseCells(
    std::span<const ScoredCell> cells, double referenceMs, std::span<const double> grid);

/// 0, then `first` and on by a quarter each up to `last`: fine enough that neighbours rarely skip a cell of a small
/// pool.
std::vector<double> lambdaGrid(double first, double last);

}
