// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "core/search/search_options.h"
#include "core/search/training.h"

namespace paretoscope::search {

/// Peak bytes that a job will need beside the data set (float32, gradients, optimiser, saved activations), estimated
/// before it starts. Refusing is the engine's business. `threads`: that work on a step.
std::int64_t searchMemoryBytes(const SearchOptions& options, int threads);
std::int64_t trainingMemoryBytes(const TrainingOptions& options, const space::Architecture& architecture);

}
