// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <vector>

#include "core/engine/job.h"
#include "core/search/bilevel_search.h"

namespace paretoscope::engine {

/// The images, predictors and λ that a configuration names; λ as `live` holds it. Says what is odd about the images to
/// `sink`. Throws Error: NotEnoughMemory before anything is loaded, NotFound where λ needs a predictor that the project
/// does not have, and what data::loadDataset throws.
///
/// A fixed λ above 0 becomes a target latency where a finished exploration of the same network and device setting,
/// older than run `before`, says what the price buys: one-shot losses hardly tell cells apart, so in the search's own
/// loss every price wins and λ would buy far more latency than the same λ on the front of trained cells.
/// `predictors`: their ids, where a resumed search goes on with those that it began with, else the newest. Throws Error
/// (NotFound) where one is gone.
/// `collective`: the processes that search together, if any.
search::BilevelSearch::Inputs searchInputs(const store::Project& project, const options::SearchConfig& config,
    JobSink& sink, LiveControls& live, std::int64_t before = std::numeric_limits<std::int64_t>::max(),
    const std::optional<std::vector<std::int64_t>>& predictors = std::nullopt,
    std::shared_ptr<search::Collective> collective = nullptr);

/// Peak bytes of the search beside its images, where the executor computes; see search::searchMemoryBytes().
std::int64_t searchBytes(const options::SearchConfig& config, const nn::Executor& executor);

}
