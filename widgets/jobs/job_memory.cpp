// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/jobs/job_memory.h"

#include <algorithm>
#include <string>
#include <variant>
#include <vector>

#include "core/base/machine.h"
#include "core/base/memory.h"
#include "core/nn/memory_plan.h"
#include "core/options/compute_on.h"
#include "core/queries/stored.h"
#include "core/search/memory_estimate.h"

namespace paretoscope::widgets {

namespace {

constexpr int fewestImages = 2; ///< options::batchOption()

struct BytesOf {
    const Computer& computer;

    std::int64_t operator()(const options::SearchConfig& config) const {
        return search::searchMemoryBytes(config, [this](const nn::SupernetConfig& supernet, int batch) {
            return nn::fusedSupernetBytes(supernet, batch, computer.processors);
        });
    }
    std::int64_t operator()(const options::TrainConfig& config) const {
        if (std::ranges::all_of(config.genotypes, &std::string::empty)) { // not chosen yet
            const int networks = std::max(1, static_cast<int>(config.genotypes.size())) * config.repeats;
            return search::trainingMemoryBytes(
                config.network, config.batchSize, {}, std::min(computer.processors, networks));
        }
        std::vector<space::Genotype> networks;
        for (const space::Genotype& genotype : queries::genotypesOf(config.genotypes, config.network)) {
            networks.insert(networks.end(), static_cast<std::size_t>(config.repeats), genotype);
        }
        return search::trainingMemoryBytes(config.network, config.batchSize, networks, computer.processors);
    }
    /// Which cells it will train shows while it runs.
    std::int64_t operator()(const options::ExploreConfig& config) const {
        return search::trainingMemoryBytes(config.network, config.batchSize, {}, computer.processors);
    }
};

template <typename Config>
concept TakesMemory = requires(const BytesOf& bytesOf, const Config& config) {
    bytesOf(config);
};

template <TakesMemory Config>
std::optional<ExpectedMemory> memoryOf(Config config, const Computer& computer) {
    if (options::computeOnFrom(config.on).gpu) {
        return std::nullopt;
    }
    const BytesOf bytesOf{computer};
    ExpectedMemory memory{.bytes = bytesOf(config), .availableBytes = computer.availableBytes};
    while (!memory.fits() && memory.fittingBatch == 0 && config.batchSize / 2 >= fewestImages) {
        config.batchSize /= 2;
        if (bytesOf(config) <= memory.availableBytes) {
            memory.fittingBatch = config.batchSize;
        }
    }
    return memory;
}

}

Computer Computer::here() {
    return {base::availableMemory(), base::allowedProcessors()};
}

bool takesMemory(const options::JobConfig& config) {
    return std::visit([](const auto& job) { return TakesMemory<std::decay_t<decltype(job)>>; }, config);
}

std::optional<ExpectedMemory> expectedMemory(const options::JobConfig& config, const Computer& computer) {
    return std::visit(
        [&computer](const auto& job) -> std::optional<ExpectedMemory> {
            if constexpr (TakesMemory<std::decay_t<decltype(job)>>) {
                return memoryOf(job, computer);
            } else {
                return std::nullopt;
            }
        },
        config);
}

}
