// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "core/nn/executor.h"
#include "core/options/search.h"
#include "core/options/train.h"
#include "core/search/compute.h"
#include "core/space/genotype.h"

namespace paretoscope::search {

/// Peak bytes that a search will need beside the data set (float32, gradients, optimiser, saved activations), estimated
/// before it starts. Refusing is the engine's business.
std::int64_t searchMemoryBytes(const options::SearchConfig& options, const nn::Executor& executor);

/// The same of a training of these cells, `compute.trainingsAtOnce()` of them in their steps. Throws Error
/// (InvalidShape) where an auxiliary head does not fit the network.
std::int64_t trainingMemoryBytes(
    const options::TrainConfig& options, const std::vector<space::Genotype>& genotypes, const Compute& compute);

}
