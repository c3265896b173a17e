// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/search/latency_term.h"

namespace paretoscope::search {

/// A predictor whose latency is a sum of known costs: cost[operation] ms for each edge that carries the operation.
inline LatencyTerm additiveLatency(const std::vector<float>& costs, double referenceMs) {
    const torch::Tensor cost = torch::tensor(costs);
    const auto operations = static_cast<std::int64_t>(costs.size());
    return {.deviceSetting = records::parseDeviceSetting("table/additive"),
        .predictMs =
            [cost, operations](const torch::Tensor& encodings) {
                return (encodings.reshape({encodings.size(0), -1, operations}) * cost).sum({1, 2});
            },
        .referenceMs = referenceMs};
}

/// DARTS: none, max pool, average pool, skip, sep 3, sep 5, dil 3, dil 5; skip is the cheapest of the real operations.
inline LatencyTerm dartsLatency() {
    return additiveLatency({0, 2, 1, 0.25F, 4, 6, 3, 5}, 16 * 3.0);
}

}
