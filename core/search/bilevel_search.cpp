// SPDX-License-Identifier: Apache-2.0
#include "core/search/bilevel_search.h"

#include <algorithm>
#include <limits>
#include <utility>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/base/json_fields.h"
#include "core/base/json_text.h"
#include "core/base/profiler.h"
#include "core/options/jobs.h"
#include "core/search/bilevel_stepper.h"
#include "core/search/derive_at_latency.h"
#include "core/search/one_shot.h"
#include "core/search/recipe.h"
#include "core/search/scored_archive.h"

namespace paretoscope::search {
namespace {

using nlohmann::ordered_json;

constexpr int skipLimit = 2; // DARTS+ (Liang et al. 2019)
constexpr int stateVersion = 1;

data::SearchSplit checkedSplit(const options::SearchConfig& options, const BilevelSearch::Inputs& inputs) {
    options::validate(options);
    if (!inputs.images) {
        throw Error(ErrorCode::NotEnoughData, "A search needs images; choose a data set.");
    }
    const data::Dataset& images = *inputs.images;
    if (images.size() > 0
        && (images.imageSize() != options.network.shape.inputSize
            || images.classes() != options.network.shape.classes)) {
        throw Error(ErrorCode::InvalidShape,
            "The images of " + images.id() + " are " + std::to_string(images.imageSize()) + " pixels wide in "
                + std::to_string(images.classes()) + " classes, but the network is made for "
                + std::to_string(options.network.shape.inputSize) + " pixels and "
                + std::to_string(options.network.shape.classes) + " classes; choose a shape that fits the data.",
            {{"data", images.id()}, {"shape", space::toText(options.network.shape)}});
    }
    if (inputs.latency.present() && !(inputs.latency.referenceMs > 0)) {
        throw Error(ErrorCode::InvalidValue,
            "The reference latency of " + toText(inputs.latency.deviceSetting) + " must be more than 0 ms.",
            {{"device", toText(inputs.latency.deviceSetting)}});
    }
    data::SearchSplit split = data::splitForSearch(
        images, options.imagesForWeights(), options.imagesForArchitecture(), options.data.validationImages);
    // Before anything else is exchanged: tensors of other sizes could not be.
    requireSameWork(*inputs.compute.collective, "search",
        base::textOf(ordered_json{recipeOf(options), split.weights.id(), split.architecture.id(),
            split.scoring.size() > 0 ? split.scoring.id() : "",
            inputs.latency.present() ? toText(inputs.latency.deviceSetting) : "", inputs.latency.referenceMs}));
    return split;
}

BilevelSearch::Inputs withLambda(BilevelSearch::Inputs inputs) {
    if (!inputs.lambda) {
        inputs.lambda = std::make_shared<LambdaControl>(0.0);
    }
    return inputs;
}

ordered_json toJson(const LambdaControl::State& state) {
    ordered_json json = {{"mode", base::textOf(state.mode)}, {"lambda", state.lambda}, {"targetMs", state.targetMs},
        {"rate", state.rate}, {"smoothedMs", state.smoothedMs}, {"firstTargetMs", state.firstTargetMs}};
    if (state.asked) {
        json["asked"] = *state.asked;
    }
    return json;
}

LambdaControl::State lambdaFrom(const ordered_json& json) {
    return {.mode = base::valueOf<options::LambdaMode>(json.at("mode").get<std::string>(), "λ mode"),
        .lambda = json.at("lambda"),
        .targetMs = json.at("targetMs"),
        .rate = json.at("rate"),
        .smoothedMs = json.at("smoothedMs"),
        .firstTargetMs = json.value("firstTargetMs", json.at("targetMs").get<double>()), // older states do not say
        .asked = json.contains("asked") ? std::optional(json.at("asked").get<double>()) : std::nullopt};
}

void requireSameOptions(const ordered_json& state, const options::SearchConfig& options) {
    const std::string stored = base::textOf(state.at("options"));
    if (state.at("version") != stateVersion || stored != recipeOf(options)) {
        throw Error(ErrorCode::InvalidData,
            "The checkpoint was made by a search with other options, so this search cannot continue it. Its options: "
                + stored,
            {{"options", stored}});
    }
}

}

std::shared_ptr<LambdaControl> lambdaOf(const SavedState& checkpoint) {
    try {
        const ordered_json state = base::parseJson(checkpoint.json, {.what = "the search checkpoint"});
        return std::make_shared<LambdaControl>(lambdaFrom(state.at("lambda")));
    } catch (const nlohmann::json::exception& failure) {
        throw Error(ErrorCode::InvalidData,
            std::string("The search checkpoint does not say its λ (") + failure.what()
                + "); resume from an earlier checkpoint.");
    }
}

class BilevelSearch::Implementation {
public:
    Implementation(const options::SearchConfig& options, Inputs inputs)
        : options_(options)
        , inputs_(withLambda(std::move(inputs)))
        , split_(checkedSplit(options_, inputs_))
        , augmentation_(data::smallImageAugmentation(split_.weights))
        , stepper_(options_, inputs_, split_, augmentation_)
        , scored_(options_, inputs_, split_, augmentation_.normalisation, stepper_.net()) { }

    SearchEnd runUntil(int step, const SearchCallbacks& given, const std::stop_token& stop);

    [[nodiscard]] SavedState exportState() const;
    void importState(const SavedState& saved, bool keepLambda);
    [[nodiscard]] int step() const { return stepper_.last().step; }
    [[nodiscard]] ArchitectureParameters parameters() const { return parametersOf(stepper_.net()); }
    [[nodiscard]] space::Genotype derived() const {
        return inputs_.lambda->mode() == options::LambdaMode::Target && inputs_.latency.present()
            ? deriveAtLatency(parameters(), inputs_.latency, collective().ofFirst(inputs_.lambda->targetMs()), options_)
            : derive(parameters(), options_.skipCap);
    }

    options::SearchConfig options_;
    Inputs inputs_;
    data::SearchSplit split_;
    data::Augmentation augmentation_;
    BilevelStepper stepper_;
    ScoredArchive scored_;

private:
    [[nodiscard]] Collective& collective() const { return *inputs_.compute.collective; }
    [[nodiscard]] bool endsEpoch() const;
    [[nodiscard]] bool reachedSkipLimit() const;
    void endEpoch(const SearchCallbacks& callbacks);
    void requireProcessesAlike() const;
};

SearchEnd BilevelSearch::Implementation::runUntil(int step, const SearchCallbacks& given, const std::stop_token& stop) {
    const SearchCallbacks callbacks = collective().writes() ? given : SearchCallbacks{};
    const int last = std::min(step, options_.steps());
    while (this->step() < last) {
        if (callbacks.paused && callbacks.paused()) {
            callbacks.checkpoint(exportState());
            callbacks.wait();
        }
        if (collective().any(stop.stop_requested())) {
            if (callbacks.checkpoint) {
                callbacks.checkpoint(exportState());
            }
            return SearchEnd::Stopped;
        }
        stepper_.take();
        if (endsEpoch()) {
            endEpoch(callbacks);
            if (reachedSkipLimit()) {
                return SearchEnd::SkipLimit;
            }
        } else if (callbacks.step) {
            callbacks.step(stepper_.last());
        }
    }
    return SearchEnd::Finished;
}

bool BilevelSearch::Implementation::endsEpoch() const {
    return step() % options_.epochSteps == 0 || step() == options_.steps();
}

bool BilevelSearch::Implementation::reachedSkipLimit() const {
    return options_.stopAtSkips && step() > options_.warmUpSteps && inputs_.lambda->value() == 0
        && inputs_.lambda->mode() == options::LambdaMode::Fixed && skipCount(derived(), 0) >= skipLimit;
}

/// λ is rank 0's; all else that decides what comes must be the same, bit for bit.
void BilevelSearch::Implementation::requireProcessesAlike() const {
    if (collective().size() == 1) {
        return;
    }
    std::uint64_t hash = base::fnv1a(base::textOf(stepper_.position()));
    hash = base::fnv1a(base::textOf(scored_.state()), hash);
    for (const base::NamedArray& array : stepper_.arrays()) {
        hash = base::fnv1a(array.bytes, hash);
    }
    requireSameState(collective(), hash, "at step " + std::to_string(step()) + " of the search");
}

void BilevelSearch::Implementation::endEpoch(const SearchCallbacks& callbacks) {
    requireProcessesAlike();
    SearchEpoch epoch;
    epoch.parameters = parameters();
    epoch.derived = derived();
    epoch.decision = decision(epoch.parameters, epoch.derived);
    if (callbacks.step) {
        callbacks.step(stepper_.last());
    }
    epoch.epoch = stepper_.last().epoch;
    epoch.step = step();
    epoch.protocol = scored_.protocol();
    epoch.last = stepper_.last();
    if (step() > options_.warmUpSteps) {
        const base::ProfileSpan span("archive scoring");
        std::vector<std::size_t> touched = scored_.grow(stepper_.last(), epoch.derived);
        if (step() == options_.steps()) {
            const std::vector<std::size_t> rescored = scored_.rescoreFront();
            touched.insert(touched.end(), rescored.begin(), rescored.end());
        }
        for (const std::size_t index : touched) {
            epoch.candidates.push_back(scored_.archive().candidates()[index]);
        }
    }
    const base::ProfileSpan span("checkpoint and storing");
    if (callbacks.epoch) {
        callbacks.epoch(epoch);
    }
    if (callbacks.checkpoint) {
        callbacks.checkpoint(exportState());
    }
}

SavedState BilevelSearch::Implementation::exportState() const {
    ordered_json state = {{"version", stateVersion},
        {"options", base::parseJson(recipeOf(options_), {.what = "the recipe"})},
        {"lambda", toJson(inputs_.lambda->state())}};
    state.update(stepper_.position());
    state.update(scored_.state());
    return {.arrays = stepper_.arrays(), .json = base::textOf(state)};
}

void BilevelSearch::Implementation::importState(const SavedState& saved, bool keepLambda) {
    try {
        const ordered_json state = base::parseJson(saved.json, {.what = "the search checkpoint"});
        requireSameOptions(state, options_);
        if (!keepLambda) {
            inputs_.lambda->restore(lambdaFrom(state.at("lambda")));
        }
        scored_.restore(state);
        stepper_.restore(saved.arrays, state);
    } catch (const nlohmann::json::exception& failure) {
        throw Error(ErrorCode::InvalidData,
            std::string("The search checkpoint cannot be read (") + failure.what()
                + "); resume from an earlier checkpoint.");
    }
}

BilevelSearch::BilevelSearch(const options::SearchConfig& options, Inputs inputs)
    : implementation_(std::make_unique<Implementation>(options, std::move(inputs))) { }
BilevelSearch::~BilevelSearch() = default;
BilevelSearch::BilevelSearch(BilevelSearch&&) noexcept = default;
BilevelSearch& BilevelSearch::operator=(BilevelSearch&&) noexcept = default;

SearchEnd BilevelSearch::run(const SearchCallbacks& callbacks, std::stop_token stop) {
    return implementation_->runUntil(options().steps(), callbacks, stop);
}

SearchEnd BilevelSearch::runUntil(int step, const SearchCallbacks& callbacks, std::stop_token stop) {
    return implementation_->runUntil(step, callbacks, stop);
}

const options::SearchConfig& BilevelSearch::options() const {
    return implementation_->options_;
}
int BilevelSearch::step() const {
    return implementation_->step();
}
bool BilevelSearch::finished() const {
    return implementation_->step() >= options().steps();
}
ArchitectureParameters BilevelSearch::parameters() const {
    return implementation_->parameters();
}
space::Genotype BilevelSearch::derived() const {
    return implementation_->derived();
}

double BilevelSearch::derivedLatencyMs() const {
    const LatencyTerm& latency = implementation_->inputs_.latency;
    return latency.present() ? predictMs(latency, std::vector{derived()}).front()
                             : std::numeric_limits<double>::quiet_NaN();
}

const Archive& BilevelSearch::archive() const {
    return implementation_->scored_.archive();
}
records::Candidate BilevelSearch::assess(const space::Genotype& genotype, records::Origin origin) {
    return implementation_->scored_.assess(implementation_->stepper_.last(), genotype, origin);
}
SavedState BilevelSearch::exportState() const {
    return implementation_->exportState();
}

void BilevelSearch::importState(const SavedState& checkpoint, bool keepLambda) {
    implementation_->importState(checkpoint, keepLambda);
}

records::AccuracyProtocol BilevelSearch::protocol() const {
    return implementation_->scored_.protocol();
}

}
