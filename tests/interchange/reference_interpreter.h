// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/interchange/weights.h"
#include "core/space/lowering.h"

namespace paretoscope::interchange {

/// The slow, obvious meaning of a lowered network: plain loops in double, one image after the other, batch
/// normalisation with its running statistics. Oracle for exports and for folded networks (whose convolutions have a
/// ".bias"). Returns the logits, images × classes.
std::vector<double> interpret(
    const space::LoweredNetwork& network, const Weights& weights, const std::vector<float>& images, int imageCount);

}
