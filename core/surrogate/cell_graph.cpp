// SPDX-License-Identifier: Apache-2.0
#include "core/surrogate/cell_graph.h"

#include <algorithm>

namespace paretoscope::surrogate {

using space::Operation;

int convolutionLayers(Operation operation) {
    switch (operation) {
    case Operation::SepConv3x3:
    case Operation::SepConv5x5:
        return 2;
    case Operation::DilConv3x3:
    case Operation::DilConv5x5:
    case Operation::NorConv1x1:
    case Operation::NorConv3x3:
        return 1;
    default:
        return 0;
    }
}

bool isPooling(Operation operation) {
    return operation == Operation::MaxPool3x3 || operation == Operation::AvgPool3x3;
}

LiveCell liveCell(const space::Genotype& genotype, int kind) {
    const space::SearchSpace& space = space::searchSpace(genotype.space);
    LiveCell cell{space.inputs, space.states(), space.edgesKeptPerNode > 0, {}, 0};
    const std::vector<space::Choice>& choices = genotype.cells.at(static_cast<std::size_t>(kind)).choices;
    const auto states = static_cast<std::size_t>(cell.states);
    std::vector<bool> fed(states, false);
    std::fill_n(fed.begin(), cell.inputs, true);
    for (const space::Choice& choice : choices) { // sources come before their targets
        if (choice.operation != Operation::None && fed[static_cast<std::size_t>(choice.source)]) {
            fed[static_cast<std::size_t>(choice.target)] = true;
        }
    }
    std::vector<bool> used(states, false);
    for (int state = 0; state < cell.states; ++state) {
        used[static_cast<std::size_t>(state)] = cell.isOutput(state);
    }
    const auto lives = [&](const space::Choice& choice) {
        return choice.operation != Operation::None && fed[static_cast<std::size_t>(choice.source)]
            && used[static_cast<std::size_t>(choice.target)];
    };
    for (auto choice = choices.rbegin(); choice != choices.rend(); ++choice) {
        if (lives(*choice)) {
            used[static_cast<std::size_t>(choice->source)] = true;
        }
    }
    std::copy_if(choices.begin(), choices.end(), std::back_inserter(cell.edges), lives);
    cell.dead = static_cast<int>(choices.size() - cell.edges.size());
    return cell;
}

}
