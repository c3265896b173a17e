// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/options/search.h"
#include "core/options/train.h"

namespace paretoscope::search {

/// What decides the numbers of a search or training, as JSON: what accuracy protocols and checkpoints are compared by.
/// Stored projects hold it, so its text must not change for the same options: an option that is added takes part by
/// Option::partOfRecipe() and is written where it is not at its default.
std::string recipeOf(const options::SearchConfig& config);
std::string recipeOf(const options::TrainConfig& config);

}
