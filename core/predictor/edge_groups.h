// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/space/search_space.h"

namespace paretoscope::predictor {

/// Which edges of a space share a cost: those that a renumbering of the nodes can exchange. DARTS: edges from the same
/// input, and all edges between nodes, by kind of cell. NAS-Bench-201 (its two inner nodes may change places): 0→1 with
/// 0→2, and 1→3 with 2→3.
class EdgeGroups {
public:
    /// `space` must outlive this.
    explicit EdgeGroups(const space::SearchSpace& space);
    explicit EdgeGroups(space::SpaceId space) : EdgeGroups(space::searchSpace(space)) { }

    [[nodiscard]] const space::SearchSpace& space() const { return *space_; }
    [[nodiscard]] int count() const { return count_; }
    /// Operations with a cost: all but 'none'.
    [[nodiscard]] int costedOperations() const { return space_->operationCount() - 1; }
    /// Group × costed operation.
    [[nodiscard]] int columns() const { return count_ * costedOperations(); }
    /// The column of (kind, edge, operation); -1 for 'none'.
    [[nodiscard]] int column(int kind, int edge, int operation) const;
    /// How often over the columns are counted once more, over edges that matter to a compiler only (see
    /// Features::live): three times where only the last node is the output (NAS-Bench-201), not at all where every node
    /// is and so every kept edge reaches it (DARTS).
    [[nodiscard]] int liveBlocks() const { return space_->output == space::CellOutput::LastNode ? 3 : 0; }
    [[nodiscard]] int liveColumns() const { return liveBlocks() * columns(); }
    /// kind × costed operation, over all edges: what a column's cost is shrunk towards.
    [[nodiscard]] int poolOfColumn(int column) const { return poolOfColumn_[static_cast<std::size_t>(column)]; }
    [[nodiscard]] int pools() const { return space_->kindCount() * costedOperations(); }

private:
    const space::SearchSpace* space_;
    int count_ = 0;
    std::vector<int> groupOfEdge_; ///< kind × edge
    std::vector<int> poolOfColumn_;
};

}
