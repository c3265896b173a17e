// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/options/pipeline.h"

namespace paretoscope::engine {

/// For each λ the cell with the least `CE + λ · latency / reference`: the loss of the search itself, with networks that
/// were trained in place of the mixture, whose own accuracy says next to nothing about its cells. λ = 0 chooses from
/// what its own search found (a search with a price may have come upon a better cell, but it is not what λ = 0 gives).
/// `grid` rises from 0; there is at least one cell that was found at λ = 0.
std::vector<options::LambdaChoice> chooseCells(
    std::span<const options::ScoredCell> cells, double referenceMs, std::span<const double> grid);

/// Of chooseCells(), the smallest λ with the wanted saving; nothing where no λ of the grid has it: then such a saving
/// costs more accuracy than the highest λ is ready to pay.
std::optional<options::LambdaChoice> worthwhile(std::span<const options::LambdaChoice> choices, double wantedSaving);

/// 0, then `first` and on by a quarter each up to `last`: fine enough that neighbours rarely skip a cell of a small
/// pool.
std::vector<double> lambdaGrid(double first, double last);

}
