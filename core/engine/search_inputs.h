// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/job.h"
#include "core/search/bilevel_search.h"

namespace paretoscope::engine {

/// The images, predictors and λ that a configuration names; λ as `live` holds it. Says what is odd about the images to
/// `sink`. Throws Error: NotEnoughMemory before anything is loaded, NotFound where λ needs a predictor that the project
/// does not have, and what data::loadDataset throws.
search::BilevelSearch::Inputs searchInputs(
    const store::Project& project, const options::SearchConfig& config, JobSink& sink, LiveControls& live);

}
