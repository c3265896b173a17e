// SPDX-License-Identifier: Apache-2.0
#include "core/search/memory_estimate.h"

#include <algorithm>
#include <functional>
#include <numeric>

#include "core/nn/network_plan.h"
#include "core/nn/supernet.h"

namespace paretoscope::search {
namespace {

/// What LibTorch and its thread pools take before the first tensor.
constexpr std::int64_t libraryBytes = 200LL << 20;

}

std::int64_t searchMemoryBytes(const options::SearchConfig& options, const nn::Executor& executor) {
    const nn::SupernetConfig config{
        .space = options.network.space, .shape = options.network.shape, .partialChannels = options.partialChannels};
    return libraryBytes + executor.searchBytes(config, options.batchSize);
}

std::int64_t trainingMemoryBytes(
    const options::TrainConfig& options, const std::vector<space::Genotype>& genotypes, const Compute& compute) {
    std::int64_t bytes = libraryBytes;
    std::vector<std::int64_t> workspaces;
    for (const space::Genotype& genotype : genotypes) {
        const nn::TrainingBytes network = nn::trainingBytes(
            space::lower({genotype, options.network.shape}), options.auxiliaryWeight > 0, options.batchSize);
        bytes += options.repeats * network.weights;
        workspaces.insert(workspaces.end(), static_cast<std::size_t>(options.repeats), network.workspace);
    }
    const std::size_t atOnce =
        std::min(workspaces.size(), static_cast<std::size_t>(std::max(1, compute.trainingsAtOnce())));
    std::ranges::sort(workspaces, std::greater()); // the worst that can meet
    return std::accumulate(workspaces.begin(), workspaces.begin() + static_cast<std::ptrdiff_t>(atOnce), bytes);
}

}
