// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/interchange/weights.h"
#include "core/space/lowering.h"

namespace paretoscope::interchange {

/// A network to be exported, with its weights.
struct OnnxCase {
    std::string name;
    space::LoweredNetwork network;
    Weights weights;
};

/// Every operation of both spaces on many edges at once, nodes that sum nothing, published and random cells.
std::vector<OnnxCase> onnxCases();

std::vector<float> randomImages(const space::LoweredNetwork& network, int count, std::uint64_t seed);

}
