// SPDX-License-Identifier: Apache-2.0
#include "core/surrogate/cell_graph.h"

#include <algorithm>

namespace paretoscope::surrogate {

using space::Operation;

int convolutionLayers(Operation operation) {
    const space::OperationSpec& spec = operationSpec(operation);
    return spec.convolves() ? spec.repetitions : 0;
}

bool isPooling(Operation operation) {
    return operationSpec(operation).pools();
}

LiveCell liveCell(const space::Genotype& genotype, int kind) {
    const space::SearchSpace& space = space::searchSpace(genotype.space);
    LiveCell cell{space.inputs, space.states(), space.output == space::CellOutput::AllNodes, {}, 0};
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
