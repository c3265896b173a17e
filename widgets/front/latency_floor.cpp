// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/latency_floor.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace paretoscope::widgets {

namespace {

using space::Operation;

/// The operation on every edge that such a cell keeps: all, or each node's from the cell's inputs.
std::vector<Operation> uniformCell(const space::SearchSpace& space, Operation operation) {
    std::vector<Operation> cell;
    for (const space::Edge& edge : space.edges) {
        const bool kept = space.edgesKeptPerNode == 0 || edge.source < space.edgesKeptPerNode;
        cell.push_back(kept ? operation : Operation::None);
    }
    return cell;
}

}

double latencyFloor(const predictor::MeanPredictor& predictor) {
    const space::SearchSpace& space = space::searchSpace(predictor.space());
    std::vector<std::vector<std::vector<Operation>>> networks{{}};
    for (int kind = 0; kind < space.kindCount(); ++kind) {
        std::vector<std::vector<std::vector<Operation>>> longer;
        for (const auto& cells : networks) {
            for (const Operation operation : space.operations) {
                if (operation != Operation::None) { // a network of it computes nothing
                    longer.push_back(cells);
                    longer.back().push_back(uniformCell(space, operation));
                }
            }
        }
        networks = std::move(longer);
    }
    double lowest = std::numeric_limits<double>::infinity();
    for (const auto& cells : networks) {
        lowest = std::min(lowest, predictor.predict(space::fromOperationsByEdge(predictor.space(), cells)).ms);
    }
    return lowest;
}

}
