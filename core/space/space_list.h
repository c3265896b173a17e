// SPDX-License-Identifier: Apache-2.0
// The descriptions of the search spaces, one function each; searchSpaces() lists them. Private to core/space.
#pragma once

#include "core/space/search_space.h"

namespace paretoscope::space {

SearchSpace dartsSpace();
SearchSpace nasBench201Space();

/// Every edge from a lower state to a node, node-major.
std::vector<Edge> allEdges(int inputs, int nodes);

}
