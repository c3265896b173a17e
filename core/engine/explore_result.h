// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/engine/explore_estimates.h"
#include "core/engine/predicted_facts.h"

namespace paretoscope::engine {

/// What an exploration is asked for, one aim a device setting where it is not of one alone; the aims of `saving` once
/// something is expected of cells. Throws Error (InvalidValue) where milliseconds are given and there are several
/// device settings.
std::vector<explore::Aim> aimsOf(const options::ExploreConfig& config, const PredictedFacts& facts,
    const explore::Exploration* exploration = nullptr);

/// What it came to; images, minutes and the number of estimates are left to be filled in. Throws Error (NotEnoughData)
/// where nothing was trained.
options::ExploreResult resultOf(const options::ExploreConfig& config, const ExploreState& state,
    const PredictedFacts& facts, const explore::Exploration& exploration);

}
