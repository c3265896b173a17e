// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "core/options/pipeline.h"

namespace paretoscope::engine {

/// The cells with the least `CE + λ · latency / reference` as λ rises up to `highestLambda`: the loss of the search
/// itself, with networks that were trained in place of the mixture, whose own accuracy says next to nothing about its
/// cells. λ = 0 comes first and chooses from what its own search found (a search with a price may have come upon a
/// better cell, but it is not what λ = 0 gives); each further entry has the λ from which on its cell is chosen.
/// There is at least one cell that was found at λ = 0.
std::vector<options::LambdaChoice> chooseCells(
    std::span<const options::ScoredCell> cells, double referenceMs, double highestLambda);

}
