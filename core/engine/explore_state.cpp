// SPDX-License-Identifier: Apache-2.0
#include "core/engine/explore_state.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <tuple>

#include "core/base/error.h"
#include "core/base/json_text.h"
#include "core/options/jobs.h"

namespace paretoscope::engine {

namespace {

using nlohmann::json;

constexpr int version = 1;

[[noreturn]] void damaged(const std::string& problem) {
    throw Error(ErrorCode::InvalidData,
        "The checkpoint of an exploration cannot be used (" + problem + "); start the exploration again.",
        {{"problem", problem}});
}

/// Gathers each training once.
class Gathering {
public:
    explicit Gathering(std::uint64_t seed) : seed_(seed) { }

    void add(const space::Genotype& genotype, int steps, const Outcome& outcome) {
        if (!std::isfinite(outcome.label().value)
            || !seen_.emplace(explore::cellKey(genotype), steps, outcome.seed).second) {
            return;
        }
        // Repeats beyond those that an exploration asks for are told apart by their seeds alone.
        const std::uint64_t repeat = outcome.seed - seed_;
        explore::Training training;
        training.request = {.genotype = genotype,
            .steps = steps,
            .repeat = repeat <= 1 ? static_cast<int>(repeat) : 2,
            .reason = explore::Reason::Known};
        training.round = -1;
        training.label = outcome.label();
        known_.push_back({std::move(training), outcome});
    }
    std::vector<KnownTraining> take() { return std::move(known_); }

private:
    std::uint64_t seed_;
    std::set<std::tuple<std::string, int, std::uint64_t>> seen_;
    std::vector<KnownTraining> known_;
};

void addTrainRun(const records::Run& run, const std::map<int, std::string>& protocols, Gathering& gathering) {
    const auto result = options::resultOf<options::TrainConfig>(run);
    const auto protocol = result ? protocols.find(result->steps) : protocols.end();
    if (protocol == protocols.end() || protocol->second != result->protocol) {
        return;
    }
    for (const options::TrainedCell& cell : result->cells) {
        for (std::size_t i = 0; i < std::min(cell.accuracies.size(), cell.tailLosses.size()); ++i) {
            gathering.add(space::fromText(cell.genotype), result->steps,
                {cell.tailLosses[i], cell.crossEntropies.at(i), cell.accuracies[i], run.seed + i});
        }
    }
}

void addExploration(const std::string& checkpoint, const std::map<int, std::string>& protocols, Gathering& gathering) {
    try {
        const ExploreState state = ExploreState::fromJson(checkpoint);
        const json& trainings = state.exploration.at("trainings");
        for (const auto& [index, outcome] : state.outcomes) {
            const json& training = trainings.at(index);
            const int steps = base::wholeNumber<int>(training.at("steps"));
            const auto wanted = protocols.find(steps);
            const auto made = state.protocols.find(steps);
            if (wanted != protocols.end() && made != state.protocols.end() && wanted->second == made->second) {
                gathering.add(space::fromText(training.at("genotype").get<std::string>()), steps, outcome);
            }
        }
    } catch (const json::exception& exception) {
        damaged(exception.what());
    }
}

}

std::string ExploreState::toJson() const {
    json protocolList = json::array();
    for (const auto& [steps, id] : protocols) {
        protocolList.push_back({steps, id});
    }
    json outcomeList = json::array();
    for (const auto& [index, outcome] : outcomes) {
        outcomeList.push_back({index, outcome.tailLoss, outcome.crossEntropy, outcome.accuracy, outcome.seed});
    }
    json scoreList = json::object();
    for (const auto& [cell, score] : scores) {
        scoreList[cell] = std::isfinite(score) ? json(score) : json(); // null: its image does not reach it
    }
    return base::textOf(json{{"version", version}, {"predictors", predictors}, {"protocols", std::move(protocolList)},
        {"exploration", exploration}, {"outcomes", std::move(outcomeList)}, {"partial", partial},
        {"scores", std::move(scoreList)}, {"seconds", seconds}, {"scoring_seconds", scoringSeconds},
        {"has_budget", hasBudget}});
}

ExploreState ExploreState::fromJson(const std::string& text) {
    try {
        const json state = base::parseSortedJson(text, {.what = "the checkpoint of an exploration"});
        if (state.at("version") != version) {
            damaged("it is of another version of the program");
        }
        ExploreState result;
        result.predictors = base::wholeNumbers<std::int64_t>(state.at("predictors"));
        for (const json& protocol : state.at("protocols")) {
            result.protocols[base::wholeNumber<int>(protocol.at(0))] = protocol.at(1).get<std::string>();
        }
        result.exploration = state.at("exploration");
        for (const json& outcome : state.at("outcomes")) {
            result.outcomes[base::wholeNumber<std::size_t>(outcome.at(0))] = {outcome.at(1).get<double>(),
                outcome.at(2).get<double>(), outcome.at(3).get<double>(),
                base::wholeNumber<std::uint64_t>(outcome.at(4))};
        }
        result.partial = state.at("partial");
        for (const json& one : result.partial) {
            (void)base::wholeNumber<std::size_t>(one.at(0));
            (void)one.at(1).get<std::string>();
        }
        const json scores = state.value("scores", json::object()); // items() does not own what it walks
        for (const auto& [cell, score] : scores.items()) {
            result.scores[cell] = score.is_null() ? std::numeric_limits<double>::quiet_NaN() : score.get<double>();
        }
        result.seconds = state.at("seconds").get<double>();
        result.scoringSeconds = state.value("scoring_seconds", 0.0);
        if (!(result.seconds >= 0 && result.scoringSeconds >= 0)) {
            damaged("it took less than no time");
        }
        result.hasBudget = state.at("has_budget").get<bool>();
        return result;
    } catch (const json::exception& exception) {
        damaged(exception.what());
    }
}

void requireOutcomesOf(const ExploreState& state, const explore::Exploration& exploration) {
    const std::vector<explore::Training>& trainings = exploration.trainings();
    if (!state.outcomes.empty() && state.outcomes.rbegin()->first >= trainings.size()) {
        damaged("it holds the outcome of a training that was not asked for");
    }
    for (std::size_t i = 0; i < trainings.size(); ++i) {
        if (trainings[i].label && !state.outcomes.contains(i)) {
            damaged("the outcome of a training is missing");
        }
    }
}

std::map<std::string, double> knownScores(
    const store::Project& project, const options::ExploreConfig& config, const std::string& dataSet) {
    std::map<std::string, double> scores;
    for (const records::Run& run : project.runs({.kind = records::JobKind::Explore})) {
        try {
            const auto other = options::jobConfigFromJson<options::ExploreConfig>(run.configuration);
            const bool alike =
                other.network == config.network && other.data == config.data && other.seed == config.seed;
            if (const auto stored = alike ? project.checkpointState(run.id) : std::nullopt) {
                ExploreState state = ExploreState::fromJson(*stored);
                // The files of a folder may have changed since.
                if (!state.protocols.empty() && project.protocol(state.protocols.begin()->second).dataSet == dataSet) {
                    scores.merge(std::move(state.scores));
                }
            }
        } catch (const Error&) { // they are computed again
        }
    }
    return scores;
}

std::vector<KnownTraining> knownTrainings(const store::Project& project, const std::map<int, std::string>& protocols,
    std::uint64_t seed, const std::function<void(const std::string&)>& leftOut) {
    Gathering gathering(seed);
    std::vector<records::Run> runs = project.runs();
    std::ranges::reverse(runs); // oldest first
    for (const records::Run& run : runs) {
        try { // what an older run lost is no reason not to begin a new one
            if (run.kind == records::JobKind::Train) {
                addTrainRun(run, protocols, gathering);
            } else if (run.kind == records::JobKind::Explore) {
                if (const auto checkpoint = project.loadCheckpoint(run.id)) {
                    addExploration(checkpoint->state, protocols, gathering);
                }
            }
        } catch (const Error& error) {
            leftOut("the trainings of run " + std::to_string(run.id) + " are not used: " + error.what());
        }
    }
    return gathering.take();
}

}
