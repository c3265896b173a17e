// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/jobs/job_memory.h"

#include <algorithm>
#include <concepts>
#include <variant>
#include <vector>

#include "core/base/machine.h"
#include "core/base/memory.h"
#include "core/nn/memory_plan.h"
#include "core/queries/stored.h"
#include "core/search/memory_estimate.h"

namespace paretoscope::widgets {

namespace {

constexpr int fewestImages = 2; ///< options::batchOption()

struct BytesOf {
    const Computer& computer;
    int cells; ///< of a training, where its configuration names none

    std::int64_t operator()(const options::SearchConfig& config) const {
        return search::searchMemoryBytes(config, [this](const nn::SupernetConfig& supernet, int batch) {
            return nn::fusedSupernetBytes(supernet, batch, computer.processors);
        });
    }
    std::int64_t operator()(const options::TrainConfig& config) const {
        if (config.genotypes.empty()) {
            return search::trainingMemoryBytes(
                config.network, config.batchSize, {}, std::min(computer.processors, cells * config.repeats));
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
concept TakesMemory = std::same_as<Config, options::SearchConfig> || std::same_as<Config,
    options::TrainConfig> || std::same_as<Config, options::ExploreConfig>;

template <TakesMemory Config>
ExpectedMemory memoryOf(Config config, const Computer& computer, int cells) {
    const BytesOf bytesOf{computer, cells};
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

bool takesMemory(records::JobKind kind) {
    return kind == records::JobKind::Search || kind == records::JobKind::Train || kind == records::JobKind::Explore;
}

std::optional<ExpectedMemory> expectedMemory(const options::JobConfig& config, const Computer& computer, int cells) {
    return std::visit(
        [&computer, cells](const auto& job) -> std::optional<ExpectedMemory> {
            if constexpr (TakesMemory<std::decay_t<decltype(job)>>) {
                return memoryOf(job, computer, cells);
            } else {
                return std::nullopt;
            }
        },
        config);
}

}
