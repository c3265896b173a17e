// SPDX-License-Identifier: Apache-2.0
#include "core/engine/cell_choice.h"

#include <algorithm>
#include <limits>

namespace paretoscope::engine {

using options::LambdaChoice;
using options::ScoredCell;

std::vector<LambdaChoice> chooseCells(
    std::span<const ScoredCell> cells, double referenceMs, std::span<const double> grid) {
    std::vector<LambdaChoice> choices;
    for (const double lambda : grid) {
        const auto loss = [&](const ScoredCell& cell) {
            const bool foreign = lambda == 0 && cell.foundAtLambda > 0;
            return foreign ? std::numeric_limits<double>::infinity()
                           : cell.crossEntropy + lambda * cell.predictedMs / referenceMs;
        };
        const auto best = std::min_element(
            cells.begin(), cells.end(), [&](const ScoredCell& a, const ScoredCell& b) { return loss(a) < loss(b); });
        LambdaChoice choice{.lambda = lambda, .cell = static_cast<int>(best - cells.begin())};
        const int first = choices.empty() ? choice.cell : choices.front().cell;
        choice.saving = 1 - best->predictedMs / cells[static_cast<std::size_t>(first)].predictedMs;
        choices.push_back(choice);
    }
    return choices;
}

std::optional<LambdaChoice> worthwhile(std::span<const LambdaChoice> choices, double wantedSaving) {
    const auto found = std::ranges::find_if(
        choices, [wantedSaving](const LambdaChoice& choice) { return choice.saving >= wantedSaving; });
    return found == choices.end() ? std::nullopt : std::optional(*found);
}

std::vector<double> lambdaGrid(double first, double last) {
    constexpr double ratio = 1.25;
    std::vector<double> grid{0.0};
    for (double lambda = first; lambda <= last * (1 + 1e-9); lambda *= ratio) {
        grid.push_back(lambda);
    }
    return grid;
}

}
