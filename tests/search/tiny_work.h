// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/search/training.h"
#include "tests/search/tiny_search.h"

namespace paretoscope::search {

/// One of each kind of search: DARTS, PC-DARTS (partial channels and β) by second order, NAS-Bench-201; with both
/// guards.
inline std::vector<options::SearchConfig> tinySearches() {
    options::SearchConfig darts = tinyOptions();
    darts.searchSteps = 3;
    darts.epochSteps = 4;
    darts.archiveSamples = 1;
    options::SearchConfig partial = darts;
    partial.partialChannels = 2;
    partial.order = 2;
    partial.guard = options::CollapseGuard::BetaDecay;
    options::SearchConfig bench = darts;
    bench.network.space = space::SpaceId::NasBench201;
    bench.network.shape.cells = 1;
    return {darts, partial, bench};
}

inline BilevelSearch tinySearch(const options::SearchConfig& options, const Compute& compute) {
    BilevelSearch::Inputs inputs{.images = tinyImages(), .lambda = std::make_shared<LambdaControl>(0.1)};
    if (options.network.space == space::SpaceId::Darts) {
        inputs.latency = dartsLatency();
    }
    inputs.compute = compute;
    return {options, std::move(inputs)};
}

/// What a search ends with: weights, optimisers, α, archive with its one-shot scores.
inline SavedState searched(const options::SearchConfig& options, const Compute& compute) {
    BilevelSearch search = tinySearch(options, compute);
    search.run();
    return search.exportState();
}

inline options::TrainConfig tinyTrainingOptions() {
    options::TrainConfig options;
    options.rungs = {4};
    options.batchSize = 8;
    options.data.trainImages = 64;
    options.dropPath = 0.2;
    return options;
}

inline Training tinyTraining(
    const std::string& cell, const Compute& compute, const options::TrainConfig& options = tinyTrainingOptions()) {
    return {options, {space::published(cell), tinyShape()}, tinyImages(), compute};
}

inline SavedState trained(const std::string& cell, const Compute& compute) {
    Training training = tinyTraining(cell, compute);
    training.runUntil(training.step() + tinyTrainingOptions().steps());
    return training.exportState();
}

}
