// SPDX-License-Identifier: Apache-2.0
#include "core/queries/explored.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <string>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/json_text.h"
#include "core/options/jobs.h"
#include "core/queries/front_points.h"

namespace paretoscope::queries {

namespace {

struct Finished {
    options::ExploreResult result;
    options::NetworkConfig network;
};

/// Nothing where the run is no finished exploration, or another version's.
std::optional<Finished> explorationIn(const records::Run& run) {
    if (run.kind != records::JobKind::Explore || run.state != records::RunState::Finished) {
        return std::nullopt;
    }
    try {
        std::optional<options::ExploreResult> result = options::resultOf<options::ExploreConfig>(run);
        return result ? std::optional(Finished{
                   *std::move(result), options::jobConfigFromJson<options::ExploreConfig>(run.configuration).network})
                      : std::nullopt;
    } catch (const Error&) {
        return std::nullopt;
    }
}

auto settingIn(const options::ExploreResult& result, const std::string& name) {
    return std::ranges::find(result.settings, name, &options::ExploredSetting::deviceSetting);
}

}

std::optional<ExploredOn> newestExploration(std::span<const records::Run> runs,
    const records::DeviceSetting& deviceSetting, const options::NetworkConfig& network, std::int64_t before) {
    const std::string wanted = toText(deviceSetting);
    for (const records::Run& run : runs) {
        std::optional<Finished> finished = run.id < before ? explorationIn(run) : std::nullopt;
        if (!finished || finished->network != network) {
            continue;
        }
        if (const auto setting = settingIn(finished->result, wanted); setting != finished->result.settings.end()) {
            options::ExploredSetting copy = *setting;
            return ExploredOn{run.id, std::move(finished->result), std::move(copy)};
        }
    }
    return std::nullopt;
}

ExploredOn explorationFor(const store::Project& project, std::int64_t wantedRun, const std::string& deviceSetting) {
    const std::string wanted = deviceSetting.empty() ? std::string() : toText(options::settingOr(deviceSetting));
    const std::string here = options::defaultDeviceSetting();
    std::string known;
    for (const records::Run& run :
        project.runs({.kind = records::JobKind::Explore, .state = records::RunState::Finished})) {
        std::optional<Finished> finished = explorationIn(run);
        if (!finished || finished->result.settings.empty() || finished->result.reports.empty()) {
            continue;
        }
        options::ExploreResult& result = finished->result;
        auto setting = settingIn(result, wanted.empty() ? here : wanted);
        if (setting == result.settings.end() && wanted.empty()) {
            setting = result.settings.begin();
        }
        if ((wantedRun == 0 || run.id == wantedRun) && setting != result.settings.end()) {
            options::ExploredSetting copy = *setting;
            return ExploredOn{run.id, std::move(result), std::move(copy)};
        }
        for (const options::ExploredSetting& each : result.settings) {
            known += (known.empty() ? "" : ", ") + ("run " + std::to_string(run.id)) + " on " + each.deviceSetting;
        }
    }
    throw Error(ErrorCode::NotFound,
        known.empty()
            ? "No exploration has finished in this project, so there is no front. Run paretoscope-cli explore."
            : "No such exploration has finished in this project; there is: " + known + ".",
        {{"run", std::to_string(wantedRun)}, {"device", deviceSetting}});
}

ExploredFront::ExploredFront(const store::Project& project, const ExploredOn& explored) {
    if (explored.result.reports.empty()) {
        return;
    }
    const records::AccuracyProtocol protocol = project.protocol(explored.result.reports.back().protocol);
    const FrontPoints front =
        frontPoints(project, protocol, records::parseDeviceSetting(explored.setting.deviceSetting), explored.run);
    std::vector<double> losses;
    auto expectation = front.expectations.begin();
    for (const store::FrontPoint& point : front.points) {
        costs_.push_back(point.cost);
        losses.push_back(point.crossEntropy);
        if (expectation != front.expectations.end() && expectation->candidateId == point.candidateId) {
            losses.back() = (expectation++)->crossEntropy;
        }
    }
    hull_ = {costs_, losses, explored.setting.referenceMs};
}

std::optional<double> ExploredFront::latencyMs(double lambda) const {
    const std::optional<std::size_t> choice = hull_.select(lambda);
    return choice ? std::optional(costs_[*choice]) : std::nullopt;
}

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
        settings.push_back(names[base::wholeNumber<std::int64_t>(id)]);
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
        training.steps = base::wholeNumber<int>(each.at("steps"));
        training.round = base::wholeNumber<int>(each.at("round"));
        training.reason = each.at("reason").get<std::string>();
        const auto setting = base::wholeNumber<std::size_t>(each.at("setting"));
        training.deviceSetting = training.round >= 0 && setting < settings.size() ? settings[setting] : std::string();
        training.targetMs = numberOf(each.at("target_ms"));
        training.expected = numberOf(each.at("mean"));
        training.deviation = numberOf(each.at("deviation"));
        training.label = std::numeric_limits<double>::quiet_NaN();
        training.accuracy = training.crossEntropy = training.tailLoss = training.label;
        trainings.push_back(std::move(training));
    }
    for (const json& outcome : state.at("outcomes")) {
        options::ExploredTraining& training = trainings.at(base::wholeNumber<std::size_t>(outcome.at(0)));
        training.tailLoss = outcome.at(1).get<double>();
        training.crossEntropy = outcome.at(2).get<double>();
        training.accuracy = outcome.at(3).get<double>();
        training.seed = base::wholeNumber<std::uint64_t>(outcome.at(4));
        training.label = options::labelOf(training.crossEntropy, training.tailLoss);
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
    } catch (const Error&) { // damaged: who resumes it is told
        return {};
    } catch (const std::out_of_range&) {
        return {};
    }
}

}
