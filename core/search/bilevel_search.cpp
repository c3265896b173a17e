// SPDX-License-Identifier: Apache-2.0
#include "core/search/bilevel_search.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <limits>
#include <utility>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/json_fields.h"
#include "core/base/profiler.h"
#include "core/nn/initialisation.h"
#include "core/options/jobs.h"
#include "core/search/bilevel_implementation.h"
#include "core/search/one_shot.h"
#include "core/search/recipe.h"
#include "core/space/lowering.h"

namespace paretoscope::search {
namespace {

constexpr int skipLimit = 2; // DARTS+ (Liang et al. 2019)

/// Independent generators from one seed.
enum class Purpose : std::uint8_t { Weights, TrainingOrder, ValidationOrder, Encodings, Archive };

std::uint64_t seedFor(std::uint64_t seed, Purpose purpose) {
    return data::mixKey(seed, static_cast<std::uint64_t>(purpose) + 1);
}

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
    return data::splitForSearch(
        images, options.imagesForWeights(), options.imagesForArchitecture(), options.data.validationImages);
}

BilevelSearch::Inputs withLambda(BilevelSearch::Inputs inputs) {
    if (!inputs.lambda) {
        inputs.lambda = std::make_shared<LambdaControl>(0.0);
    }
    return inputs;
}

/// What tells one-shot protocols of like searches apart: "λ 0.02", "target 3.5 ms".
std::string priceWords(const BilevelSearch::Inputs& inputs) {
    const auto number = [](double value) {
        std::array<char, 32> digits{};
        std::snprintf(digits.data(), digits.size(), "%.4g", value);
        return std::string(digits.data());
    };
    switch (inputs.lambda->mode()) {
    case options::LambdaMode::Fixed:
        return "λ " + number(inputs.lambda->value());
    case options::LambdaMode::Live:
        return "live λ";
    case options::LambdaMode::Target:
        break;
    }
    const bool energy = inputs.price.present() && inputs.price.kind == records::CostKind::EnergyMj;
    return "target " + number(inputs.lambda->firstTargetMs()) + (energy ? " mJ" : " ms");
}

nn::SupernetConfig configOf(const options::SearchConfig& options) {
    return {.space = options.network.space,
        .shape = options.network.shape,
        .partialChannels = options.partialChannels,
        .edgeNormalisation = options.normalisesEdges()};
}

}

BilevelSearch::Implementation::Implementation(const options::SearchConfig& options, Inputs inputs)
    : options_(options)
    , inputs_(withLambda(std::move(inputs)))
    , split_(checkedSplit(options, inputs_))
    , augmentation_(data::standardAugmentation(split_.weights))
    , net_(configOf(options), nn::seededGenerator(seedFor(options.seed, Purpose::Weights)), inputs_.compute.executor)
    , trainingStream_(split_.weights, options.batchSize, augmentation_, seedFor(options.seed, Purpose::TrainingOrder),
          collective().part())
    , validationStream_(split_.architecture, options.batchSize, augmentation_,
          seedFor(options.seed, Purpose::ValidationOrder), collective().part())
    , runningStatistics_(net_.runningStatistics())
    , sgd_(inputs_.compute.executor->makeSgd(net_.weights(),
          {.momentum = options.momentum, .weightDecay = options.weightDecay, .clipNorm = options.clipNorm}))
    , adam_(net_.architectureParameters(),
          {.beta1 = options.architectureBeta1,
              .beta2 = options.architectureBeta2,
              .weightDecay = options.architectureWeightDecay})
    , encodingRandom_(seedFor(options.seed, Purpose::Encodings))
    , archiveRandom_(seedFor(options.seed, Purpose::Archive))
    , protocolId_(protocol().id) {
    net_.train();
    maskForbiddenOperations();
    shareState();
    lastGood_ = exportState();
}

SearchEnd BilevelSearch::Implementation::runUntil(int step, const SearchCallbacks& given, const std::stop_token& stop) {
    const SearchCallbacks callbacks = collective().writes() ? given : SearchCallbacks{};
    const int last = std::min(step, options_.steps());
    while (step_ < last) {
        if (collective().any(stop.stop_requested())) {
            if (callbacks.checkpoint) {
                callbacks.checkpoint(exportState());
            }
            return SearchEnd::Stopped;
        }
        takeStep();
        if (endsEpoch()) {
            endEpoch(callbacks);
            if (reachedSkipLimit()) {
                return SearchEnd::SkipLimit;
            }
        } else if (callbacks.step) {
            callbacks.step(now_);
        }
    }
    return SearchEnd::Finished;
}

ArchitectureParameters BilevelSearch::Implementation::parametersOfNet() const {
    return parametersOf(net_);
}

bool BilevelSearch::Implementation::endsEpoch() const {
    return step_ % options_.epochSteps == 0 || step_ == options_.steps();
}

bool BilevelSearch::Implementation::reachedSkipLimit() const {
    return options_.stopAtSkips && step_ > options_.warmUpSteps && inputs_.lambda->value() == 0
        && inputs_.lambda->mode() == options::LambdaMode::Fixed && skipCount(derived(), 0) >= skipLimit;
}

void BilevelSearch::Implementation::endEpoch(const SearchCallbacks& callbacks) {
    SearchEpoch epoch;
    epoch.parameters = parametersOfNet();
    epoch.decision = decision(epoch.parameters, options_.skipCap);
    epoch.derived = derived();
    if (callbacks.step) {
        callbacks.step(now_);
    }
    epoch.epoch = now_.epoch;
    epoch.step = step_;
    epoch.protocol = protocol();
    epoch.last = now_;
    if (step_ > options_.warmUpSteps) {
        const base::ProfileSpan span("archive scoring");
        std::vector<std::size_t> touched = growArchive(epoch.derived);
        if (step_ == options_.steps()) {
            const std::vector<std::size_t> rescored = rescoreFront();
            touched.insert(touched.end(), rescored.begin(), rescored.end());
        }
        for (const std::size_t index : touched) {
            epoch.candidates.push_back(archive_.candidates()[index]);
        }
    }
    const base::ProfileSpan span("checkpoint and storing");
    lastGood_ = exportState();
    if (callbacks.epoch) {
        callbacks.epoch(epoch);
    }
    if (callbacks.checkpoint) {
        callbacks.checkpoint(lastGood_);
    }
}

std::vector<std::size_t> BilevelSearch::Implementation::growArchive(const space::Genotype& derived) {
    std::vector<std::size_t> touched;
    const Archive::Entry entry = archive_.add(derived, describe(derived, records::Origin::Derived));
    score(entry.index); // also where it is known: the weights have moved on
    touched.push_back(entry.index);
    for (const space::Genotype& genotype : sampleArchitectures(net_, options_.archiveSamples, archiveRandom_)) {
        const Archive::Entry sampled = archive_.add(genotype, describe(genotype, records::Origin::Search));
        if (sampled.isNew) {
            score(sampled.index);
            touched.push_back(sampled.index);
        }
    }
    return touched;
}

std::vector<std::size_t> BilevelSearch::Implementation::rescoreFront() {
    const std::vector<std::size_t> front = archive_.front(
        protocolId_, inputs_.latency.present() ? std::optional(inputs_.latency.deviceSetting) : std::nullopt);
    for (const std::size_t index : front) {
        score(index);
    }
    return front;
}

void BilevelSearch::Implementation::score(std::size_t index) {
    if (split_.scoring.size() > 0) {
        const OneShotScore result = scoreOneShot(
            net_, archive_.candidates()[index].genotype, split_.scoring, augmentation_.normalisation, inputs_.compute);
        archive_.setScore(index, protocolId_, result, options_.seed);
    }
}

records::Candidate BilevelSearch::Implementation::assess(const space::Genotype& genotype, records::Origin origin) {
    if (split_.scoring.size() == 0) {
        throw Error(ErrorCode::NotEnoughData,
            "This search kept no images for scoring (validation_images is 0), so it cannot score an architecture.");
    }
    const Archive::Entry entry = archive_.add(genotype, describe(genotype, origin));
    score(entry.index);
    return archive_.at(entry.index);
}

records::Candidate BilevelSearch::Implementation::describe(
    const space::Genotype& genotype, records::Origin origin) const {
    const space::LoweredNetwork lowered = space::lower({genotype, options_.network.shape});
    records::Candidate candidate;
    candidate.shape = options_.network.shape;
    candidate.origin = origin;
    candidate.epoch = now_.epoch;
    candidate.lambda = now_.lambda;
    candidate.parameters = lowered.parameters();
    candidate.macs = lowered.macs();
    std::vector<LatencyTerm> settings = inputs_.otherSettings;
    if (inputs_.latency.present()) {
        settings.insert(settings.begin(), inputs_.latency);
    }
    for (const LatencyTerm& setting : settings) {
        candidate.costs.push_back({.deviceSetting = setting.deviceSetting,
            .kind = setting.kind,
            .provenance = records::CostProvenance::Predicted,
            .value = predictMs(setting, std::vector{genotype}).front(),
            .standardDeviation = 0});
    }
    return candidate;
}

records::AccuracyProtocol BilevelSearch::Implementation::protocol() const {
    records::AccuracyProtocol protocol;
    protocol.space = options_.network.space;
    protocol.dataSet = split_.scoring.size() > 0 ? split_.scoring.id() : inputs_.images->id();
    protocol.shape = options_.network.shape;
    protocol.provenance = records::AccuracyProvenance::OneShot;
    nlohmann::ordered_json recipe = nlohmann::ordered_json::parse(recipeOf(options_));
    recipe["lambda"] = {{"mode", base::textOf(inputs_.lambda->mode())},
        {"value", inputs_.lambda->mode() == options::LambdaMode::Fixed ? inputs_.lambda->value() : 0},
        {"targetMs", inputs_.lambda->firstTargetMs()}};
    if (inputs_.price.present()) {
        recipe["priced"] = inputs_.price.kind == records::CostKind::EnergyMj ? "energy" : "product";
    }
    recipe["weightImages"] = split_.weights.id();
    recipe["architectureImages"] = split_.architecture.id();
    protocol.recipe = recipe.dump();
    protocol.title = "one-shot, supernet of " + std::to_string(options_.steps()) + " steps (" + priceWords(inputs_)
        + ", seed " + std::to_string(options_.seed) + ")";
    return records::withId(protocol);
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
    return implementation_->step_;
}
bool BilevelSearch::finished() const {
    return implementation_->step_ >= options().steps();
}
ArchitectureParameters BilevelSearch::parameters() const {
    return implementation_->parametersOfNet();
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
    return implementation_->archive_;
}
records::Candidate BilevelSearch::assess(const space::Genotype& genotype, records::Origin origin) {
    return implementation_->assess(genotype, origin);
}
Checkpoint BilevelSearch::exportState() const {
    return implementation_->exportState();
}

void BilevelSearch::importState(const Checkpoint& checkpoint, bool keepLambda) {
    implementation_->importState(checkpoint, keepLambda);
}

const Checkpoint& BilevelSearch::lastGood() const {
    return implementation_->lastGood_;
}
records::AccuracyProtocol BilevelSearch::protocol() const {
    return implementation_->protocol();
}

}
