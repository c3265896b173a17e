// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "core/predictor/mean_predictor.h"
#include "core/space/genotype.h"

namespace paretoscope::widgets {

/// What one edge contributes to the difference of two architectures' latencies.
struct ExplainedEdge {
    int kind = 0;
    int source = 0;
    int target = 0;
    std::optional<space::Operation> left; ///< nothing: the cell has no such edge
    std::optional<space::Operation> right;
    double leftMs = 0; ///< against a skip connection there, in the whole network; 0 without the edge
    double rightMs = 0;

    [[nodiscard]] double differenceMs() const { return rightMs - leftMs; }
    [[nodiscard]] bool isSame() const { return left == right; }
};

/// Where the difference of two predictions comes from. The edges' differences and the rest add up to the difference of
/// the predictions.
struct Explanation {
    std::vector<ExplainedEdge> edges; ///< by kind, target and source
    double leftMs = 0; ///< predicted
    double rightMs = 0;
    double restMs = 0; ///< what single edges do not tell: how operations work together, and which edges there are
};

/// Both genotypes of the predictor's space.
Explanation explain(
    const predictor::MeanPredictor& predictor, const space::Genotype& left, const space::Genotype& right);

/// "c(k-2) → 0".
QString edgeText(space::SpaceId space, int source, int target);
/// "Normal cell: c(k-2) → 0".
QString edgeName(space::SpaceId space, int kind, int source, int target);

}
