// SPDX-License-Identifier: Apache-2.0
#include <sstream>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/json_fields.h"
#include "core/search/bilevel_implementation.h"
#include "core/search/recipe.h"
#include "core/search/tensor_arrays.h"

namespace paretoscope::search {
namespace {

using nlohmann::ordered_json;

constexpr int stateVersion = 1;

std::string textOf(const space::Random& random) {
    std::ostringstream text;
    text << random;
    return text.str();
}

space::Random randomFrom(const std::string& text) {
    space::Random random;
    std::istringstream stream(text);
    if (!(stream >> random)) {
        throw Error(ErrorCode::InvalidData,
            "A random generator of the search checkpoint cannot be read; resume from an earlier checkpoint.");
    }
    return random;
}

ordered_json toJson(const LambdaControl::State& state) {
    return {{"mode", base::textOf(state.mode)}, {"lambda", state.lambda}, {"targetMs", state.targetMs},
        {"rate", state.rate}, {"smoothedMs", state.smoothedMs}};
}

LambdaControl::State lambdaFrom(const ordered_json& json) {
    return {.mode = base::valueOf<options::LambdaMode>(json.at("mode").get<std::string>(), "λ mode"),
        .lambda = json.at("lambda"),
        .targetMs = json.at("targetMs"),
        .rate = json.at("rate"),
        .smoothedMs = json.at("smoothedMs")};
}

void requireSameOptions(const ordered_json& state, const options::SearchConfig& options) {
    const std::string stored = state.at("options").dump();
    if (state.at("version") != stateVersion || stored != recipeOf(options)) {
        throw Error(ErrorCode::InvalidData,
            "The checkpoint was made by a search with other options, so this search cannot continue it. Its options: "
                + stored,
            {{"options", stored}});
    }
}

void append(std::vector<base::NamedArray>& all, std::vector<base::NamedArray> more) {
    all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}

Checkpoint BilevelSearch::Implementation::exportState() const {
    const ordered_json state = {{"version", stateVersion}, {"options", ordered_json::parse(recipeOf(options_))},
        {"step", step_}, {"trainingBatches", trainingStream_.drawn()}, {"validationBatches", validationStream_.drawn()},
        {"encodingRandom", textOf(encodingRandom_)}, {"archiveRandom", textOf(archiveRandom_)},
        {"lambda", toJson(inputs_.lambda->state())}, {"trainingAccuracy", now_.trainAccuracy},
        {"validationAccuracy", now_.validationAccuracy}, {"entropy", now_.entropy},
        {"archive", ordered_json::parse(archive_.toJson())}};
    Checkpoint checkpoint{.arrays = withPrefix("supernet", toArrays(net_.state())), .json = state.dump()};
    append(checkpoint.arrays, withPrefix("sgd", toArrays(sgd_->state(""))));
    append(checkpoint.arrays, withPrefix("adam", toArrays(adam_.state(""))));
    return checkpoint;
}

/// Everybody goes on from the same bits, also where processors round the first draws differently.
void BilevelSearch::Implementation::shareState() {
    for (const nn::NamedTensors& state : {net_.state(), sgd_->state(""), adam_.state("")}) {
        collective().broadcast(nn::withoutNames(state));
    }
}

void BilevelSearch::Implementation::importState(const Checkpoint& checkpoint, bool keepLambda) {
    try {
        const ordered_json state = ordered_json::parse(checkpoint.json);
        requireSameOptions(state, options_);
        const space::Random encodingRandom = randomFrom(state.at("encodingRandom"));
        const space::Random archiveRandom = randomFrom(state.at("archiveRandom"));
        Archive archive = Archive::fromJson(state.at("archive").dump());
        const int step = state.at("step");
        const std::int64_t trainingBatches = state.at("trainingBatches");
        const std::int64_t validationBatches = state.at("validationBatches");
        now_.trainAccuracy = state.at("trainingAccuracy");
        now_.validationAccuracy = state.at("validationAccuracy");
        now_.entropy = state.at("entropy");
        if (!keepLambda) {
            inputs_.lambda->restore(lambdaFrom(state.at("lambda")));
        }
        net_.loadState(toTensors(ofPrefix("supernet", checkpoint.arrays)));
        sgd_->loadState(toTensors(ofPrefix("sgd", checkpoint.arrays)), "");
        adam_.loadState(toTensors(ofPrefix("adam", checkpoint.arrays)), "");
        trainingStream_.seek(trainingBatches);
        validationStream_.seek(validationBatches);
        encodingRandom_ = encodingRandom;
        archiveRandom_ = archiveRandom;
        archive_ = std::move(archive);
        step_ = step;
        shareState();
    } catch (const nlohmann::json::exception& failure) {
        throw Error(ErrorCode::InvalidData,
            std::string("The search checkpoint cannot be read (") + failure.what()
                + "); resume from an earlier checkpoint.");
    }
    lastGood_ = checkpoint;
}

}
