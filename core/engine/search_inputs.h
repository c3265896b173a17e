// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/job.h"
#include "core/search/bilevel_search.h"

namespace paretoscope::engine {

search::SearchOptions searchOptions(const protocol::SearchConfig& config);

/// The images, predictors and λ that a configuration names. Says what is odd about the images to `sink`. Throws Error:
/// NotEnoughMemory before anything is loaded, NotFound where λ needs a predictor that the project does not have, and
/// what data::loadDataset throws.
search::BilevelSearch::Inputs searchInputs(const store::Project& project, const protocol::SearchConfig& config,
    const search::SearchOptions& options, JobSink& sink);

}
