// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/analysis/decision.h"
#include "core/space/genotype.h"

namespace paretoscope::search {

/// The architecture parameters as plain numbers: log-weights by kind, row-major [edge][operation] in the space's order.
struct ArchitectureParameters {
    space::SpaceId space{};
    std::vector<std::vector<double>> alphas; ///< kinds × (edges · operations)
    std::vector<std::vector<double>> betas; ///< kinds × edges; empty without edge normalisation

    /// softmax over the operations of an edge, `none` included.
    [[nodiscard]] std::vector<double> operationWeights(int kind, int edge) const;
    /// softmax of β over the incoming edges of each node, by edge; all 1 without edge normalisation.
    [[nodiscard]] std::vector<double> edgeWeights(int kind) const;
};

/// The discrete architecture (DARTS, section 2.4; PC-DARTS, section 3.3): per node the two predecessors with the
/// largest max non-none softmax weight × edge weight, per kept edge the largest operation but `none`; ties go to the
/// lower index. NAS-Bench-201: the largest operation of every edge, `none` included. `skipCap` > 0: in the first cell
/// kind the weakest skip is struck off its edge and the cell derived again until no more than the cap are left
/// (P-DARTS). A node's stronger edge is written first. Throws Error (NumericalFailure) where a parameter is not finite.
space::Genotype derive(const ArchitectureParameters& parameters, int skipCap = 0);

/// Mean over edges of the operations' entropy / log(operations); 1 = uniform.
double entropyOf(const ArchitectureParameters& parameters);

/// How far the parameters have decided, and what was derived from them.
struct Decision {
    double entropy = 1; ///< entropyOf()
    int skips = 0; ///< skip connections in the derived architecture, all kinds
    [[nodiscard]] bool none() const { return entropy > analysis::noDecisionEntropy; } ///< "no decision made"
};
Decision decision(const ArchitectureParameters& parameters, const space::Genotype& derived);

/// Skip connections of a genotype, in one kind or (kind < 0) in all.
int skipCount(const space::Genotype& genotype, int kind = -1);

}
