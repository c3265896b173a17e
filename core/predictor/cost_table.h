// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/predictor/additive_part.h"

namespace paretoscope::predictor {

/// What each operation costs on each edge, in ms, as the additive part of a latency predictor has learned it; for heat
/// maps. Torch-free. Edges that isomorphic cells exchange share their costs.
struct CostTable {
    space::SpaceId space = space::SpaceId::Darts;
    double constantMs = 0; ///< what a network costs besides its operations
    std::vector<double> costMs; ///< kind × edge × operation (space::encodingIndex); 'none' is 0

    [[nodiscard]] double cost(int kind, int edge, int operation) const;
    /// Against skip_connect on the same edge: in DARTS every cell has as many operations, so only differences are
    /// known.
    [[nodiscard]] double relativeToSkip(int kind, int edge, int operation) const;

    bool operator==(const CostTable&) const = default;
};

CostTable costTable(space::SpaceId space, const AdditivePart& additive);

}
