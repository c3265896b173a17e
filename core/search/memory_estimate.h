// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <span>

#include "core/nn/supernet_config.h"
#include "core/options/search.h"
#include "core/space/genotype.h"

namespace paretoscope::search {

// Peak bytes that a job will need beside its images (float32 weights, gradients, optimiser, kept activations, scratch,
// and LibTorch itself), estimated before it starts. Free of LibTorch: a window says it, the engine refuses by it.

/// What search steps take where they are computed; see nn::Executor::searchBytes and nn::fusedSupernetBytes.
using StepBytes = std::function<std::int64_t(const nn::SupernetConfig& config, int batch)>;

/// `options` must be valid.
std::int64_t searchMemoryBytes(const options::SearchConfig& options, const StepBytes& stepBytes);

/// Networks that are trained, on this computer's processor. `genotypes`: one for each network; of an empty one it is
/// not known which cells these are, so the largest count. `atOnce` of them step beside each other. Network and batch
/// size must be valid, the genotypes of the network's space.
std::int64_t trainingMemoryBytes(
    const options::NetworkConfig& network, int batchSize, std::span<const space::Genotype> genotypes, int atOnce);

}
