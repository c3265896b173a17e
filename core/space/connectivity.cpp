// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <vector>

#include "core/space/genotype.h"

namespace paretoscope::space {

namespace {

/// Choices are grouped by target ascending and read lower states only, so one pass sees every path. The output of a
/// NAS-Bench-201 cell is its last node; of a DARTS cell all nodes, whose operations never cut a path.
bool isConnected(const SearchSpace& space, const CellGenotype& cell) {
    std::vector<bool> reached(static_cast<std::size_t>(space.states()), false);
    std::fill_n(reached.begin(), space.inputs, true);
    for (const Choice& choice : cell.choices) {
        if (choice.operation != Operation::None && reached[static_cast<std::size_t>(choice.source)]) {
            reached[static_cast<std::size_t>(choice.target)] = true;
        }
    }
    return reached.back();
}

}

bool isConnected(const Genotype& genotype) {
    const SearchSpace& space = searchSpace(genotype.space);
    return std::all_of(genotype.cells.begin(), genotype.cells.end(),
        [&space](const CellGenotype& cell) { return isConnected(space, cell); });
}

}
