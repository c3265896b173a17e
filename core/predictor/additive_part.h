// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/predictor/edge_groups.h"

namespace paretoscope::predictor {

/// c0 + Σ c · counts + Σ live · counts on edges that matter (Features::live), in ms; the columns are those of
/// EdgeGroups.
struct AdditivePart {
    double constantMs = 0; ///< with 'none' on every edge
    std::vector<double>
        costMs; ///< against 'none'; only skip_connect may be cheaper, never so far that a sum is not > 0
    std::vector<double> liveCostMs; ///< ≥ 0, of live, heard and muted edges; empty where they do not matter
};

/// The latency of the cheapest cell there can be, live edges apart: every prediction is positive where this one is.
double cheapestMs(const EdgeGroups& groups, const AdditivePart& additive);

/// Throws Error (InvalidData) where the costs are too few, not finite, of live edges that the space does not have, or
/// so negative that a latency could be; or where `relativeDeviation` is no deviation.
void requireUsable(const EdgeGroups& groups, const AdditivePart& additive, double relativeDeviation);

/// Throws Error (InvalidData): what is wrong with a predictor, and that it is to be fitted again.
[[noreturn]] void rejectPredictor(const std::string& problem);

/// What each operation costs on each edge, in ms, as the additive part of a latency predictor has learned it; for heat
/// maps. Torch-free. Edges that isomorphic cells exchange share their costs.
struct CostTable {
    space::SpaceId space{};
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
