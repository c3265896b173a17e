// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <string>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/json_text.h"
#include "core/explore/exploration.h"
#include "core/explore/pool.h"

namespace paretoscope::explore {

using nlohmann::json;

namespace {

[[noreturn]] void damaged(const std::string& problem) {
    throw Error(ErrorCode::InvalidData,
        "The stored state of an exploration cannot be used: " + problem + "; start the exploration again.",
        {{"problem", problem}});
}

/// JSON has no NaN: it is written as null. Other numbers read back bit for bit.
json number(double value) {
    return std::isnan(value) ? json(nullptr) : json(value);
}
double readNumber(const json& value) {
    return value.is_null() ? std::numeric_limits<double>::quiet_NaN() : value.get<double>();
}

constexpr const char* aimNames[] = {"front", "latency", "price"};

json write(const Aim& aim) {
    return {{"kind", aimNames[static_cast<std::size_t>(aim.kind)]}, {"setting", aim.setting}, {"value", aim.value},
        {"reference_ms", aim.referenceMs}};
}

Aim readAim(const json& value) {
    const auto kind = value.at("kind").get<std::string>();
    for (std::size_t k = 0; k < std::size(aimNames); ++k) {
        if (kind == aimNames[k]) {
            return {static_cast<AimKind>(k), base::wholeNumber<std::size_t>(value.at("setting")),
                value.at("value").get<double>(), value.at("reference_ms").get<double>()};
        }
    }
    damaged("there is no aim '" + kind + "'");
}

json write(const Options& options) {
    json aims = json::array();
    for (const Aim& aim : options.aims) {
        aims.push_back(write(aim));
    }
    json forbidden = json::array();
    for (const space::Operation operation : options.forbidden) {
        forbidden.push_back(operationName(operation));
    }
    return {{"space", space::searchSpace(options.space).name}, {"seed", options.seed}, {"trainings", options.trainings},
        {"steps", options.steps}, {"aims", std::move(aims)}, {"pool_size", options.poolSize}, {"round", options.round},
        {"at_once", options.atOnce}, {"band", options.band}, {"belief_share", options.beliefShare},
        {"forbidden", std::move(forbidden)}};
}

Options readOptions(const json& value) {
    Options options;
    options.space = space::searchSpace(value.at("space").get<std::string>()).id;
    options.seed = base::wholeNumber<std::uint64_t>(value.at("seed"));
    options.trainings = value.at("trainings").get<double>();
    options.steps = base::wholeNumbers<int>(value.at("steps"));
    options.aims.clear();
    for (const json& aim : value.at("aims")) {
        options.aims.push_back(readAim(aim));
    }
    options.poolSize = base::wholeNumber<int>(value.at("pool_size"));
    options.round = base::wholeNumber<int>(value.at("round"));
    options.atOnce = base::wholeNumber<int>(value.at("at_once"));
    options.band = value.at("band").get<double>();
    options.beliefShare = value.value("belief_share", 0.0);
    for (const json& name : value.at("forbidden")) {
        const auto operation = space::operationFromName(name.get<std::string>());
        if (!operation) {
            damaged("there is no operation " + base::textOf(name));
        }
        options.forbidden.push_back(*operation);
    }
    return options;
}

json write(const Training& training) {
    const Request& request = training.request;
    json result{{"genotype", toText(request.genotype)}, {"steps", request.steps}, {"repeat", request.repeat},
        {"reason", reasonName(request.reason)}, {"setting", request.setting}, {"target_ms", number(request.targetMs)},
        {"mean", number(request.mean)}, {"deviation", number(request.deviation)}, {"round", training.round}};
    if (training.label) {
        result["label"] = training.label->value;
        result["variance"] = training.label->variance;
    }
    return result;
}

Training readTraining(const json& value) {
    const auto reason = reasonFromName(value.at("reason").get<std::string>());
    if (!reason) {
        damaged("there is no reason " + base::textOf(value.at("reason")));
    }
    Training training{
        {space::fromText(value.at("genotype").get<std::string>()), base::wholeNumber<int>(value.at("steps")),
            base::wholeNumber<int>(value.at("repeat")), *reason, base::wholeNumber<std::size_t>(value.at("setting")),
            readNumber(value.at("target_ms")), readNumber(value.at("mean")), readNumber(value.at("deviation"))},
        base::wholeNumber<int>(value.at("round")), std::nullopt};
    if (value.contains("label")) {
        training.label = {value.at("label").get<double>(), value.at("variance").get<double>()};
    }
    return training;
}

/// Reads with `read`; what the JSON library finds wrong becomes an Error.
template <typename Read>
auto checked(Read read) {
    try {
        return read();
    } catch (const json::exception& exception) {
        damaged(exception.what());
    }
}

std::vector<space::Genotype> readGenotypes(const json& texts) {
    std::vector<space::Genotype> genotypes;
    for (const json& text : texts) {
        genotypes.push_back(space::fromText(text.get<std::string>()));
    }
    return genotypes;
}

}

json Exploration::toJson() const {
    json proposals = json::array();
    for (const space::Genotype& genotype : proposals_) {
        proposals.push_back(toText(genotype));
    }
    json trainings = json::array();
    for (const Training& training : trainings_) {
        trainings.push_back(write(training));
    }
    return {{"options", write(options_)}, {"proposals", std::move(proposals)}, {"trainings", std::move(trainings)},
        {"rounds", round_}};
}

Exploration::Exploration(const json& state, const CellFacts& facts)
    : Exploration(checked([&] { return readOptions(state.at("options")); }), facts,
        checked([&] { return readGenotypes(state.at("proposals")); })) {
    checked([&] {
        round_ = base::wholeNumber<int>(state.at("rounds"));
        for (const json& training : state.at("trainings")) {
            trainings_.push_back(readTraining(training));
            requested_.insert(cellKey(trainings_.back().request.genotype));
        }
    });
    const auto isThere = [&facts](std::size_t setting) { return setting < facts.settings(); };
    if (!std::all_of(options_.aims.begin(), options_.aims.end(), [&](const Aim& aim) { return isThere(aim.setting); })
        || !std::all_of(trainings_.begin(), trainings_.end(), [&](const Training& training) {
               const Request& request = training.request;
               const bool counts = !training.label
                   || (std::isfinite(training.label->value) && training.label->variance >= 0
                       && std::isfinite(training.label->variance));
               return isThere(request.setting) && request.genotype.space == options_.space
                   && std::ranges::find(options_.steps, request.steps) != options_.steps.end() && counts;
           })) {
        damaged("it is of other device settings, cells or steps, or a label in it is no number");
    }
    for (const Training& training : trainings_) {
        if (training.round >= round_ || (!training.label && training.round + 1 < round_)) {
            damaged("a training of a round that was complete has no label");
        }
    }
    learn();
}

}
