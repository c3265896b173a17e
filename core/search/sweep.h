// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

#include "core/search/bilevel_search.h"

namespace paretoscope::search {

struct SweepResult {
    double lambda = 0;
    space::Genotype derived;
    double predictedMs = 0; ///< of the derived architecture, NaN without a predictor
    double saving = 0; ///< 1 − predictedMs / that at λ = 0; NaN where λ = 0 did not run
    ArchitectureParameters parameters;
    Decision decision;
    std::vector<records::Candidate> archive;
};

struct SweepCallbacks {
    SearchCallbacks search; ///< of every search
    std::function<void(int)> begins; ///< the search at that place of the options' λ, also one that a resume continues
    std::function<void(const SweepResult&)> result;
    std::function<void(const SavedState&)> checkpoint; ///< of the whole sweep, resumable
};

/// The search that a sweep's checkpoint holds: the one under way, or the last one after the end. Nothing where the
/// checkpoint was taken between two. Throws Error (InvalidData).
std::optional<SavedState> searchWithin(const SavedState& sweep);

/// The predictors (LatencyTerm::predictor) that a sweep began with, which a resumed one goes on with: others would give
/// λ another meaning. Nothing where an older checkpoint does not say. Throws Error (InvalidData).
std::optional<std::vector<std::int64_t>> predictorsOf(const SavedState& sweep);

/// Searches at each of the options' λ. They share one weights-only warm-up, so that they differ in λ alone and the
/// warm-up is paid once; a λ with a target in the inputs ends at that latency. One whose control is live or has a
/// target runs once, at the first λ; a grid ends at the first λ whose derived architecture saves `stopAtSaving` of the
/// predicted latency at λ = 0. `resume` continues one that was stopped. Returns the results in order, also where it was
/// stopped.
std::vector<SweepResult> sweep(const options::SearchConfig& options, const BilevelSearch::Inputs& inputs,
    const SweepCallbacks& callbacks = {}, std::stop_token stop = {}, const SavedState* resume = nullptr);

}
