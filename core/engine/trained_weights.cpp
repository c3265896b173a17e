// SPDX-License-Identifier: Apache-2.0
#include "core/engine/trained_weights.h"

#include <algorithm>
#include <functional>
#include <utility>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/json_text.h"
#include "core/engine/trained_network.h"
#include "core/queries/weights_state.h"
#include "core/search/recipe.h"
#include "core/search/saved_state.h"

namespace paretoscope::engine {

namespace {

std::string prefixOf(std::size_t cell) {
    return "cell." + std::to_string(cell);
}

nlohmann::ordered_json inputOf(const search::Training& training) {
    return {{"mean", training.normalisation().mean}, {"deviation", training.normalisation().deviation},
        {"classes", training.classNames()}};
}

/// Whether one of the cells is this one, by its identity text.
bool trains(const options::TrainConfig& config, const std::string& wanted) {
    return std::ranges::any_of(config.genotypes, [&wanted](const std::string& genotype) {
        return space::identityText(space::fromTextOrName(genotype)) == wanted;
    });
}

struct TrainRun {
    std::int64_t id;
    options::TrainConfig config;
};

/// The finished ones of a cell (all, or the one named), those with the most steps first, of those alike the newest.
std::vector<TrainRun> trainRunsOf(const store::Project& project, const std::string& identity, std::int64_t wanted) {
    std::vector<TrainRun> found;
    for (const records::Run& run :
        project.runs({.kind = records::JobKind::Train, .state = records::RunState::Finished})) {
        if (wanted > 0 && run.id != wanted) {
            continue;
        }
        try {
            auto config = options::jobConfigFromJson<options::TrainConfig>(run.configuration);
            if (trains(config, identity)) {
                found.push_back({run.id, std::move(config)});
            }
        } catch (const Error&) { // damaged, or of another version: in no other run's way
            continue;
        }
    }
    std::ranges::stable_sort(
        found, std::ranges::greater(), [](const TrainRun& run) { return run.config.rungs.back(); });
    return found;
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
    checkpoint.state =
        base::textOf(nlohmann::ordered_json{{"genotypes", genotypes}, {"input", inputOf(trainings.front())}});
    project.removeCheckpoints(run);
    project.saveCheckpoint(checkpoint);
}

std::optional<options::NetworkConfig> networkOfTraining(
    const store::Project& project, const std::string& genotype, std::int64_t run) {
    const std::vector<TrainRun> found = trainRunsOf(project, space::identityText(space::fromTextOrName(genotype)), run);
    return found.empty() ? std::nullopt : std::optional(found.front().config.network);
}

std::optional<TrainedWeights> trainedWeights(const store::Project& project, const space::Genotype& genotype,
    const options::NetworkConfig& network, std::int64_t wantedRun) {
    const std::string wanted = space::identityText(genotype);
    for (const auto& [run, config] : trainRunsOf(project, wanted, wantedRun)) {
        if (!(config.network == network)) {
            continue; // and damage to what it left is in nobody's way
        }
        const std::optional<store::Checkpoint> checkpoint = project.loadCheckpoint(run);
        if (!checkpoint) {
            continue;
        }
        const queries::WeightsState state = queries::weightsState(checkpoint->state);
        for (std::size_t cell = 0; cell < state.genotypes.size(); ++cell) {
            if (state.genotypes[cell] == wanted) {
                return TrainedWeights{run, config.rungs.back(), config.data, config.onValidation, config.seed,
                    titleOf(config.imageAugmentation()), search::recipeOf(config), state.input,
                    search::ofPrefix(prefixOf(cell), checkpoint->arrays)};
            }
        }
    }
    return std::nullopt;
}

}
