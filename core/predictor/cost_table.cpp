// SPDX-License-Identifier: Apache-2.0
#include "core/predictor/cost_table.h"

#include "core/space/encoding.h"

namespace paretoscope::predictor {

double CostTable::cost(int kind, int edge, int operation) const {
    const auto index = space::encodingIndex(space::searchSpace(space), kind, edge, operation);
    return costMs.at(static_cast<std::size_t>(index));
}

double CostTable::relativeToSkip(int kind, int edge, int operation) const {
    const int skip = space::searchSpace(space).operationIndex(space::Operation::SkipConnect);
    return cost(kind, edge, operation) - cost(kind, edge, skip);
}

}
