// SPDX-License-Identifier: Apache-2.0
#include "core/search/scored_archive.h"

#include <array>
#include <cstdio>
#include <optional>
#include <utility>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/json_fields.h"
#include "core/base/json_text.h"
#include "core/search/bilevel_stepper.h"
#include "core/search/one_shot.h"
#include "core/search/recipe.h"
#include "core/space/lowering.h"

namespace paretoscope::search {
namespace {

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
    return "target " + number(inputs.lambda->firstTargetMs()) + " ms"; // of latency, also where λ prices energy
}

}

ScoredArchive::ScoredArchive(const options::SearchConfig& options, const BilevelSearch::Inputs& inputs,
    const data::SearchSplit& images, const data::Normalisation& normalisation, nn::Supernet& net)
    : options_(options)
    , inputs_(inputs)
    , images_(images)
    , normalisation_(normalisation)
    , net_(net)
    , random_(seedFor(options.seed, Purpose::Archive))
    , processes_(inputs.compute.collective->size())
    , protocol_(makeProtocol()) { }

std::vector<std::size_t> ScoredArchive::grow(const SearchStep& now, const space::Genotype& derived) {
    std::vector<std::size_t> touched;
    const Archive::Entry entry = archive_.add(derived, describe(now, derived, records::Origin::Derived));
    score(entry.index); // also where it is known: the weights have moved on
    touched.push_back(entry.index);
    for (const space::Genotype& genotype : sampleArchitectures(net_, options_.archiveSamples, random_)) {
        const Archive::Entry sampled = archive_.add(genotype, describe(now, genotype, records::Origin::Search));
        if (sampled.isNew) {
            score(sampled.index);
            touched.push_back(sampled.index);
        }
    }
    return touched;
}

std::vector<std::size_t> ScoredArchive::rescoreFront() {
    const std::vector<std::size_t> front = archive_.front(
        protocol_.id, inputs_.latency.present() ? std::optional(inputs_.latency.deviceSetting) : std::nullopt);
    for (const std::size_t index : front) {
        score(index);
    }
    return front;
}

void ScoredArchive::score(std::size_t index) {
    if (images_.scoring.size() > 0) {
        const OneShotScore result =
            scoreOneShot(net_, archive_.candidates()[index].genotype, images_.scoring, normalisation_, inputs_.compute);
        archive_.setScore(index, protocol_.id, result, options_.seed);
    }
}

records::Candidate ScoredArchive::assess(
    const SearchStep& now, const space::Genotype& genotype, records::Origin origin) {
    if (images_.scoring.size() == 0) {
        throw Error(ErrorCode::NotEnoughData,
            "This search kept no images for scoring (validation_images is 0), so it cannot score an architecture.");
    }
    const Archive::Entry entry = archive_.add(genotype, describe(now, genotype, origin));
    score(entry.index);
    return archive_.at(entry.index);
}

records::Candidate ScoredArchive::describe(
    const SearchStep& now, const space::Genotype& genotype, records::Origin origin) const {
    const space::LoweredNetwork lowered = space::lower({genotype, options_.network.shape});
    records::Candidate candidate;
    candidate.shape = options_.network.shape;
    candidate.origin = origin;
    candidate.epoch = now.epoch;
    candidate.lambda = inputs_.lambda->mode() == options::LambdaMode::Target ? inputs_.lambda->asked() : now.lambda;
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

records::AccuracyProtocol ScoredArchive::makeProtocol() const {
    records::AccuracyProtocol protocol;
    protocol.space = options_.network.space;
    protocol.dataSet = images_.scoring.size() > 0 ? images_.scoring.id() : inputs_.images->id();
    protocol.shape = options_.network.shape;
    protocol.provenance = records::AccuracyProvenance::OneShot;
    nlohmann::ordered_json recipe = base::parseJson(recipeOf(options_), {.what = "the recipe"});
    recipe["lambda"] = {{"mode", base::textOf(inputs_.lambda->mode())},
        {"value", inputs_.lambda->mode() == options::LambdaMode::Fixed ? inputs_.lambda->value() : 0},
        {"targetMs", inputs_.lambda->firstTargetMs()}};
    if (inputs_.price.present()) {
        recipe["priced"] = inputs_.price.kind == records::CostKind::EnergyMj ? "energy" : "product";
    }
    noteProcesses(recipe, processes_);
    recipe["weightImages"] = images_.weights.id();
    recipe["architectureImages"] = images_.architecture.id();
    protocol.recipe = base::textOf(recipe);
    protocol.title = "one-shot, supernet of " + std::to_string(options_.steps()) + " steps (" + priceWords(inputs_)
        + ", seed " + std::to_string(options_.seed)
        + (processes_ > 1 ? ", " + std::to_string(processes_) + " processes)" : ")");
    return records::withId(protocol);
}

nlohmann::ordered_json ScoredArchive::state() const {
    nlohmann::ordered_json state = {
        {"archiveRandom", textOf(random_)}, {"archive", base::parseJson(archive_.toJson(), {.what = "the archive"})}};
    noteProcesses(state, processes_);
    return state;
}

void ScoredArchive::restore(const nlohmann::ordered_json& state) {
    const space::Random random = randomFrom(state.at("archiveRandom"));
    const int processes = processesOf(state);
    archive_ = Archive::fromJson(base::textOf(state.at("archive")));
    random_ = random;
    processes_ = processes;
    protocol_ = makeProtocol(); // λ may be another than at first
}

}
