// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "core/nn/executor.h"
#include "core/options/search.h"

namespace paretoscope::search {

/// Peak bytes that a search will need beside the data set (float32, gradients, optimiser, saved activations), estimated
/// before it starts. Refusing is the engine's business.
std::int64_t searchMemoryBytes(const options::SearchConfig& options, const nn::Executor& executor);

}
