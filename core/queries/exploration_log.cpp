// SPDX-License-Identifier: Apache-2.0
#include "core/queries/exploration_log.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <string>

#include <nlohmann/json.hpp>

#include "core/base/json_text.h"
#include "core/options/jobs.h"

namespace paretoscope::queries {

using nlohmann::json;

namespace {

double numberOf(const json& value) {
    return value.is_number() ? value.get<double>() : std::numeric_limits<double>::quiet_NaN();
}

/// The device settings of an exploration by the index that its requests name them with.
std::vector<std::string> settingsOf(const store::Project& project, const json& state) {
    std::map<std::int64_t, std::string> names;
    for (const store::PredictorRecord& predictor : project.predictors()) {
        names[predictor.id] = toText(predictor.deviceSetting);
    }
    std::vector<std::string> settings;
    for (const json& id : state.at("predictors")) {
        settings.push_back(names[id.get<std::int64_t>()]);
    }
    return settings;
}

std::vector<options::ExploredTraining> fromState(const store::Project& project, const std::string& text) {
    const json state = base::parseSortedJson(text, {.what = "the checkpoint of an exploration"});
    const std::vector<std::string> settings = settingsOf(project, state);
    std::vector<options::ExploredTraining> trainings;
    for (const json& each : state.at("exploration").at("trainings")) {
        options::ExploredTraining training;
        training.genotype = each.at("genotype").get<std::string>();
        training.steps = each.at("steps").get<int>();
        training.round = each.at("round").get<int>();
        training.reason = each.at("reason").get<std::string>();
        const auto setting = each.at("setting").get<std::size_t>();
        training.deviceSetting = training.round >= 0 && setting < settings.size() ? settings[setting] : std::string();
        training.targetMs = numberOf(each.at("target_ms"));
        training.expected = numberOf(each.at("mean"));
        training.deviation = numberOf(each.at("deviation"));
        training.label = std::numeric_limits<double>::quiet_NaN();
        training.accuracy = training.crossEntropy = training.tailLoss = training.label;
        trainings.push_back(std::move(training));
    }
    for (const json& outcome : state.at("outcomes")) {
        options::ExploredTraining& training = trainings.at(outcome.at(0).get<std::size_t>());
        training.tailLoss = outcome.at(1).get<double>();
        training.crossEntropy = outcome.at(2).get<double>();
        training.accuracy = outcome.at(3).get<double>();
        training.seed = outcome.at(4).get<std::uint64_t>();
        training.label = -(training.crossEntropy + training.tailLoss) / 2;
    }
    return trainings;
}

}

std::vector<options::ExploredTraining> exploredTrainings(const store::Project& project, const records::Run& run) {
    if (run.kind != records::JobKind::Explore) {
        return {};
    }
    if (const auto result = options::resultOf<options::ExploreConfig>(run)) {
        return result->trainings;
    }
    const auto state = project.checkpointState(run.id);
    if (!state) {
        return {};
    }
    try {
        return fromState(project, *state);
    } catch (const json::exception&) { // of another version
        return {};
    } catch (const std::out_of_range&) {
        return {};
    }
}

}
