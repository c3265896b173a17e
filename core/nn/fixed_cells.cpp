// SPDX-License-Identifier: Apache-2.0
#include "core/nn/fixed_cells.h"

#include <algorithm>

namespace paretoscope::nn {

std::vector<FixedCell> fixedCells(const space::LoweredNetwork& network) {
    const space::Genotype& genotype = network.architecture.genotype;
    std::vector<FixedCell> cells;
    for (const space::LoweredCell& place : network.cells) {
        FixedCell cell{place, cellSpec(genotype.space, place.step)};
        cell.spec.chosen = space::operationsByEdge(genotype, place.step.kind);
        const bool convolves = std::any_of(cell.spec.chosen.begin(), cell.spec.chosen.end(),
            [](space::Operation operation) { return space::operationSpec(operation).convolves(); });
        if (convolves && place.output == network.operators[place.endOperator - 1].output) {
            cells.push_back(std::move(cell));
        }
    }
    return cells;
}

std::string searchCellName(const space::Operator& op) {
    const space::Origin& origin = op.origin;
    const std::string owner = origin.edge < 0
        ? "preprocess" + std::to_string(origin.input)
        : "edge" + std::to_string(origin.edge) + "." + std::string(space::operationName(origin.operation));
    return owner + op.part;
}

}
