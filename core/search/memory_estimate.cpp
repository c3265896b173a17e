// SPDX-License-Identifier: Apache-2.0
#include "core/search/memory_estimate.h"

#include <algorithm>
#include <map>
#include <vector>

#include "core/nn/memory_plan.h"

namespace paretoscope::search {
namespace {

/// What LibTorch and its thread pools take before the first tensor.
constexpr std::int64_t libraryBytes = 200LL << 20;

}

std::int64_t searchMemoryBytes(const options::SearchConfig& options, const StepBytes& stepBytes) {
    const nn::SupernetConfig config{
        .space = options.network.space, .shape = options.network.shape, .partialChannels = options.partialChannels};
    return libraryBytes + stepBytes(config, options.batchSize);
}

std::int64_t trainingMemoryBytes(
    const options::NetworkConfig& network, int batchSize, std::span<const space::Genotype> genotypes, int atOnce) {
    std::int64_t bytes = libraryBytes + nn::firstStepBytes;
    if (genotypes.empty()) {
        const nn::TrainingBytes one = nn::fusedTrainingBytes(network.space, network.shape, nullptr, batchSize, 1);
        return bytes + atOnce * (one.kept + one.working);
    }
    std::map<space::Genotype, nn::TrainingBytes> known; // the same cell is often trained several times
    std::vector<std::int64_t> working;
    for (const space::Genotype& genotype : genotypes) {
        auto found = known.find(genotype);
        if (found == known.end()) {
            found =
                known.emplace(genotype, nn::fusedTrainingBytes(network.space, network.shape, &genotype, batchSize, 1))
                    .first;
        }
        bytes += found->second.kept;
        working.push_back(found->second.working);
    }
    std::ranges::sort(working, std::greater()); // the largest may meet
    working.resize(std::min(working.size(), static_cast<std::size_t>(std::max(1, atOnce))));
    for (const std::int64_t one : working) {
        bytes += one;
    }
    return bytes;
}

}
