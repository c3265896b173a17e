// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/space/genotype.h"

namespace paretoscope::surrogate {

/// Convolutions in a row that an operation is: 2 for separable ones, which are applied twice, 1 for the others.
int convolutionLayers(space::Operation operation);
bool isPooling(space::Operation operation);

/// One cell of a genotype with only the edges that do something: no 'none', a source that depends on an input, a target
/// that the output depends on. Also takes what is no genotype but a cell all the same, such as a node that reads one
/// state twice.
struct LiveCell {
    int inputs = 1;
    int states = 2;
    bool joinsNodes = false; ///< the output holds every node (DARTS); otherwise it is the last node
    std::vector<space::Choice> edges; ///< targets ascending
    int dead = 0; ///< edges left out

    [[nodiscard]] bool isOutput(int state) const { return joinsNodes ? state >= inputs : state + 1 == states; }
};

LiveCell liveCell(const space::Genotype& genotype, int kind);

}
