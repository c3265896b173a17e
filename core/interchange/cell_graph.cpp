// SPDX-License-Identifier: Apache-2.0
#include "core/interchange/cell_svg.h"
#include "core/space/search_space.h"

namespace paretoscope::interchange {

using space::SpaceId;

analysis::CellGraph cellGraph(const space::Genotype& genotype, int kind) {
    const space::SearchSpace& space = space::searchSpace(genotype.space);
    analysis::CellGraph graph{space.inputs, space.nodes, space.id == SpaceId::Darts, {}};
    for (const space::Choice& choice : genotype.cells.at(static_cast<std::size_t>(kind)).choices) {
        graph.edges.push_back({choice.source, choice.target});
    }
    return graph;
}

std::string stateLabel(SpaceId space, int state) {
    if (space == SpaceId::Darts) {
        return state < 2 ? "c(k−" + std::to_string(2 - state) + ")" : std::to_string(state - 2);
    }
    return state == 0 ? "in" : (state == 3 ? "out" : std::to_string(state));
}

std::string cellDot(const space::Genotype& genotype) {
    space::validate(genotype);
    const space::SearchSpace& space = space::searchSpace(genotype.space);
    std::string text =
        "digraph cells {\n  rankdir=LR;\n  node [shape=box, style=\"rounded,filled\", fillcolor=\"#e8ecf1\"];\n";
    for (int kind = 0; kind < space.kindCount(); ++kind) {
        const std::string title(space.cellKinds[static_cast<std::size_t>(kind)]);
        const auto node = [&](int state) { return "\"" + title + "." + stateLabel(space.id, state) + "\""; };
        text += "  subgraph \"cluster_" + title + "\" {\n    label=\"" + title + "\";\n";
        for (int state = 0; state < space.states(); ++state) {
            text += "    " + node(state) + " [label=\"" + stateLabel(space.id, state) + "\"];\n";
        }
        for (const space::Choice& choice : genotype.cells[static_cast<std::size_t>(kind)].choices) {
            text += "    " + node(choice.source) + " -> " + node(choice.target) + " [label=\""
                + std::string(operationLabel(choice.operation)) + "\", color=\""
                + std::string(operationColour(choice.operation)) + "\"];\n";
        }
        for (int state = space.inputs; space.id == SpaceId::Darts && state < space.states(); ++state) {
            text += "    " + node(state) + " -> \"" + title + ".c(k)\" [style=dotted];\n";
        }
        text += "  }\n";
    }
    return text + "}\n";
}

}
