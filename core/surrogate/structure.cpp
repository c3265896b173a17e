// SPDX-License-Identifier: Apache-2.0
#include "core/surrogate/structure.h"

#include <algorithm>

#include "core/surrogate/cell_graph.h"

namespace paretoscope::surrogate {

std::vector<std::string> traitNames(space::SpaceId space) {
    std::vector<std::string> names;
    for (const std::string_view kind : space::searchSpace(space).cellKinds) {
        for (const char* const name : {"convolution depth", "skips", "edges from the inputs", "pooling"}) {
            names.push_back(std::string(kind) + ": " + name);
        }
    }
    return names;
}

std::vector<double> traits(const space::Genotype& genotype) {
    std::vector<double> row;
    for (std::size_t kind = 0; kind < genotype.cells.size(); ++kind) {
        const LiveCell cell = liveCell(genotype, static_cast<int>(kind));
        std::vector<int> depth(static_cast<std::size_t>(cell.states), 0);
        int deepest = 0;
        int skips = 0;
        int fromInputs = 0;
        int pools = 0;
        for (const space::Choice& edge : cell.edges) {
            int& here = depth[static_cast<std::size_t>(edge.target)];
            here = std::max(here, depth[static_cast<std::size_t>(edge.source)] + convolutionLayers(edge.operation));
            deepest = std::max(deepest, here);
            skips += edge.operation == space::Operation::SkipConnect ? 1 : 0;
            fromInputs += edge.source < cell.inputs ? 1 : 0;
            pools += isPooling(edge.operation) ? 1 : 0;
        }
        for (const int value : {deepest, skips, fromInputs, pools}) {
            row.push_back(value);
        }
    }
    return row;
}

}
