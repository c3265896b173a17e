// SPDX-License-Identifier: Apache-2.0
#include "core/engine/trained_weights.h"

#include <map>

#include <nlohmann/json.hpp>

#include "core/analysis/statistics.h"
#include "core/engine/predictions.h"
#include "core/search/checkpoint.h"

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

void addCosts(const store::Project& project, const options::NetworkConfig& network, records::Candidate& candidate) {
    const std::string hash = space::canonicalHash({candidate.genotype, network.shape});
    std::map<records::DeviceSetting, std::vector<double>> measured;
    for (const records::Measurement& measurement :
        project.measurements({.shape = candidate.shape, .canonicalHash = hash, .includeSentinels = false})) {
        measured[measurement.deviceSetting].push_back(measurement.value);
    }
    for (const auto& [setting, values] : measured) {
        candidate.costs.push_back({.deviceSetting = setting,
            .provenance = records::CostProvenance::Measured,
            .value = analysis::median(values),
            .standardDeviation = values.size() > 1 ? analysis::standardDeviation(values) : 0});
    }
    for (const store::PredictorRecord& record : project.predictors()) {
        const bool known = candidate.cost(record.deviceSetting).has_value()
            && candidate.cost(record.deviceSetting)->provenance == records::CostProvenance::Predicted;
        if (!known && record.shape == candidate.shape && record.space == candidate.genotype.space) {
            const Predictions predict(project, record.deviceSetting, network);
            candidate.costs.push_back({.deviceSetting = record.deviceSetting,
                .provenance = records::CostProvenance::Predicted,
                .value = predict(std::vector{candidate.genotype}).front()});
        }
    }
}

}
