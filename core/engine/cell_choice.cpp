// SPDX-License-Identifier: Apache-2.0
#include "core/engine/cell_choice.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "core/analysis/lambda_line.h"
#include "core/base/error.h"

namespace paretoscope::engine {

std::vector<options::LambdaChoice> chooseCells(
    std::span<const options::ScoredCell> cells, double referenceMs, double highestLambda) {
    // What a lower price buys is within the noise of short trainings.
    const double lowestLambda = std::min(0.02, highestLambda);
    std::vector<double> latencies;
    std::vector<double> losses;
    std::vector<double> ownLosses;
    for (const options::ScoredCell& cell : cells) {
        latencies.push_back(cell.predictedMs);
        losses.push_back(cell.crossEntropy);
        ownLosses.push_back(cell.foundAtLambda > 0 ? std::numeric_limits<double>::infinity() : cell.crossEntropy);
    }
    std::vector<options::LambdaChoice> choices;
    const auto first = analysis::SupportHull(latencies, ownLosses, referenceMs).select(0);
    if (!first) {
        throw Error(ErrorCode::NumericalFailure,
            "No cell of the search at λ = 0 has a finite cross-entropy after its short training. Lower the learning "
            "rate.");
    }
    choices.push_back({0, static_cast<int>(*first), 0});
    const analysis::SupportHull hull(latencies, losses, referenceMs);
    const auto add = [&](double lambda) {
        const std::size_t cell = hull.select(lambda).value();
        if (std::cmp_not_equal(cell, choices.back().cell)) {
            choices.push_back({lambda, static_cast<int>(cell), 1 - latencies[cell] / latencies[*first]});
        }
    };
    add(lowestLambda);
    for (const double lambda : hull.breakpoints()) {
        if (lambda > lowestLambda && lambda <= highestLambda) {
            add(lambda);
        }
    }
    return choices;
}

}
