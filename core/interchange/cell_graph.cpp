// SPDX-License-Identifier: Apache-2.0
#include "core/interchange/cell_svg.h"
#include "core/space/search_space.h"

namespace paretoscope::interchange {

using space::SpaceId;

analysis::CellGraph cellGraph(const space::Genotype& genotype, int kind) {
    const space::SearchSpace& space = space::searchSpace(genotype.space);
    analysis::CellGraph graph{space.inputs, space.nodes, space.output == space::CellOutput::AllNodes, {}};
    for (const space::Choice& choice : genotype.cells.at(static_cast<std::size_t>(kind)).choices) {
        graph.edges.push_back({choice.source, choice.target});
    }
    return graph;
}

std::string_view stateLabel(SpaceId space, int state) {
    return space::searchSpace(space).stateLabels.at(static_cast<std::size_t>(state));
}

std::string cellDot(const space::Genotype& genotype) {
    space::validate(genotype);
    const space::SearchSpace& space = space::searchSpace(genotype.space);
    std::string text =
        "digraph cells {\n  rankdir=LR;\n  node [shape=box, style=\"rounded,filled\", fillcolor=\"#e8ecf1\"];\n";
    for (int kind = 0; kind < space.kindCount(); ++kind) {
        const std::string title(space.cellKinds[static_cast<std::size_t>(kind)]);
        const auto label = [&](int state) { return std::string(stateLabel(space.id, state)); };
        const auto node = [&](int state) { return "\"" + title + "." + label(state) + "\""; };
        text += "  subgraph \"cluster_" + title + "\" {\n    label=\"" + title + "\";\n";
        for (int state = 0; state < space.states(); ++state) {
            text += "    " + node(state) + " [label=\"" + label(state) + "\"];\n";
        }
        for (const space::Choice& choice : genotype.cells[static_cast<std::size_t>(kind)].choices) {
            const space::OperationSpec& operation = space::operationSpec(choice.operation);
            text += "    " + node(choice.source) + " -> " + node(choice.target) + " [label=\""
                + std::string(operation.label) + "\", color=\"" + std::string(operation.fill) + "\"];\n";
        }
        for (int state = space.inputs; space.output == space::CellOutput::AllNodes && state < space.states(); ++state) {
            text += "    " + node(state) + " -> \"" + title + ".c(k)\" [style=dotted];\n";
        }
        text += "  }\n";
    }
    return text + "}\n";
}

}
