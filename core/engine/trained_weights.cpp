// SPDX-License-Identifier: Apache-2.0
#include "core/engine/trained_weights.h"

#include <nlohmann/json.hpp>

#include "core/search/saved_state.h"

namespace paretoscope::engine {

namespace {

std::string prefixOf(std::size_t cell) {
    return "cell." + std::to_string(cell);
}

}

void saveTrainedWeights(store::Project& project, std::int64_t run, const options::TrainConfig& config,
    const std::vector<search::Training>& trainings) {
    store::Checkpoint checkpoint{.run = run};
    nlohmann::json genotypes = nlohmann::json::array();
    for (std::size_t cell = 0; cell < config.genotypes.size(); ++cell) {
        genotypes.push_back(space::identityText(space::fromTextOrName(config.genotypes[cell])));
        const search::Training& training = trainings[cell * static_cast<std::size_t>(config.repeats)];
        checkpoint.step += training.step();
        if (!training.finished()) {
            genotypes.back() = ""; // left at a rung: nothing worth exporting
            continue;
        }
        for (base::NamedArray& array : search::withPrefix(prefixOf(cell), training.weights())) {
            checkpoint.arrays.push_back(std::move(array));
        }
    }
    checkpoint.state = nlohmann::json{{"genotypes", genotypes}}.dump();
    project.removeCheckpoints(run);
    project.saveCheckpoint(checkpoint);
}

std::optional<TrainedWeights> trainedWeights(
    const store::Project& project, const space::Genotype& genotype, const options::NetworkConfig& network) {
    const std::string wanted = space::identityText(genotype);
    for (const records::Run& run :
        project.runs({.kind = records::JobKind::Train, .state = records::RunState::Finished})) {
        const auto config = options::jobConfigFromJson<options::TrainConfig>(run.configuration);
        if (!(config.network == network)) {
            continue;
        }
        const std::optional<store::Checkpoint> checkpoint = project.loadCheckpoint(run.id);
        if (!checkpoint) {
            continue;
        }
        const nlohmann::json genotypes = nlohmann::json::parse(checkpoint->state).at("genotypes");
        for (std::size_t cell = 0; cell < genotypes.size(); ++cell) {
            if (genotypes[cell] == wanted) {
                return TrainedWeights{run.id, config.rungs.back(), config.data.source,
                    search::ofPrefix(prefixOf(cell), checkpoint->arrays)};
            }
        }
    }
    return std::nullopt;
}

}
