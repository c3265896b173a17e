// SPDX-License-Identifier: Apache-2.0
#include "core/search/archive.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "core/analysis/front.h"
#include "core/base/error.h"
#include "core/base/json_text.h"

namespace paretoscope::search {
namespace {

using nlohmann::json;

json toJson(const records::Cost& cost) {
    return {{"device", toText(cost.deviceSetting)}, {"kind", records::name(cost.kind)},
        {"provenance", records::name(cost.provenance)}, {"value", cost.value}, {"deviation", cost.standardDeviation}};
}

json toJson(const records::Accuracy& accuracy) {
    return {{"protocol", accuracy.protocol}, {"provenance", records::name(accuracy.provenance)},
        {"accuracy", accuracy.accuracy}, {"crossEntropy", accuracy.crossEntropy}, {"steps", accuracy.steps},
        {"seed", accuracy.seed}, {"images", accuracy.images}};
}

json toJson(const records::Candidate& candidate) {
    json costs = json::array();
    for (const records::Cost& cost : candidate.costs) {
        costs.push_back(toJson(cost));
    }
    json accuracies = json::array();
    for (const records::Accuracy& accuracy : candidate.accuracies) {
        accuracies.push_back(toJson(accuracy));
    }
    return {{"genotype", space::identityText(candidate.genotype)}, {"shape", toText(candidate.shape)},
        {"origin", records::name(candidate.origin)}, {"epoch", candidate.epoch}, {"lambda", candidate.lambda},
        {"parameters", candidate.parameters}, {"macs", candidate.macs}, {"costs", costs}, {"accuracies", accuracies}};
}

records::Cost costFrom(const json& value) {
    records::Cost cost;
    cost.deviceSetting = records::storedDeviceSetting(value.at("device").get<std::string>());
    cost.kind = records::costKindFromName(value.at("kind").get<std::string>());
    cost.provenance = records::costProvenanceFromName(value.at("provenance").get<std::string>());
    cost.value = value.at("value");
    cost.standardDeviation = value.at("deviation");
    return cost;
}

records::Accuracy accuracyFrom(const json& value) {
    records::Accuracy accuracy;
    accuracy.protocol = value.at("protocol");
    accuracy.provenance = records::accuracyProvenanceFromName(value.at("provenance").get<std::string>());
    accuracy.accuracy = value.at("accuracy");
    accuracy.crossEntropy = value.at("crossEntropy");
    accuracy.steps = value.at("steps");
    accuracy.seed = value.at("seed");
    accuracy.images = value.at("images");
    return accuracy;
}

records::Candidate candidateFrom(const json& value) {
    records::Candidate candidate;
    candidate.genotype = space::fromText(value.at("genotype").get<std::string>());
    candidate.shape = space::shapeFromText(value.at("shape").get<std::string>());
    candidate.origin = records::originFromName(value.at("origin").get<std::string>());
    candidate.epoch = value.at("epoch");
    candidate.lambda = value.at("lambda");
    candidate.parameters = value.at("parameters");
    candidate.macs = value.at("macs");
    for (const json& cost : value.at("costs")) {
        candidate.costs.push_back(costFrom(cost));
    }
    for (const json& accuracy : value.at("accuracies")) {
        candidate.accuracies.push_back(accuracyFrom(accuracy));
    }
    return candidate;
}

}

Archive::Entry Archive::add(const space::Genotype& genotype, const records::Candidate& prototype) {
    space::Genotype identity = space::sorted(genotype);
    const auto known = std::ranges::find(candidates_, identity, &records::Candidate::genotype);
    if (known != candidates_.end()) {
        return {static_cast<std::size_t>(known - candidates_.begin()), false};
    }
    candidates_.push_back(prototype);
    candidates_.back().genotype = std::move(identity);
    return {candidates_.size() - 1, true};
}

void Archive::setScore(std::size_t index, const std::string& protocol, const OneShotScore& score, std::uint64_t seed) {
    records::Accuracy accuracy;
    accuracy.protocol = protocol;
    accuracy.provenance = records::AccuracyProvenance::OneShot;
    accuracy.accuracy = score.accuracy;
    accuracy.crossEntropy = score.crossEntropy;
    accuracy.seed = seed;
    accuracy.images = score.images;
    std::vector<records::Accuracy>& accuracies = candidates_.at(index).accuracies;
    const auto known = std::ranges::find(accuracies, protocol, &records::Accuracy::protocol);
    if (known != accuracies.end()) {
        *known = accuracy;
    } else {
        accuracies.push_back(accuracy);
    }
}

std::vector<std::size_t> Archive::front(
    const std::string& protocol, const std::optional<records::DeviceSetting>& deviceSetting) const {
    std::vector<std::size_t> known;
    std::vector<double> latencies;
    std::vector<double> losses;
    for (std::size_t index = 0; index < candidates_.size(); ++index) {
        const auto accuracy = candidates_[index].accuracy(protocol);
        const auto cost = deviceSetting ? candidates_[index].cost(*deviceSetting) : std::nullopt;
        if (accuracy && (cost || !deviceSetting)) {
            known.push_back(index);
            latencies.push_back(cost ? cost->value : 0);
            losses.push_back(accuracy->crossEntropy);
        }
    }
    std::vector<std::size_t> members;
    for (const std::size_t member : analysis::paretoFront(latencies, losses)) {
        members.push_back(known[member]);
    }
    return members;
}

std::string Archive::toJson() const {
    json list = json::array();
    for (const records::Candidate& candidate : candidates_) {
        list.push_back(search::toJson(candidate));
    }
    return base::textOf(list);
}

Archive Archive::fromJson(const std::string& text) {
    Archive archive;
    try {
        for (const json& value : base::parseSortedJson(text, {.what = "the archive of a search checkpoint"})) {
            archive.candidates_.push_back(candidateFrom(value));
        }
    } catch (const json::exception& failure) {
        throw Error(ErrorCode::InvalidData,
            std::string("The archive of a search checkpoint cannot be read (") + failure.what()
                + "); resume from an earlier checkpoint.");
    }
    return archive;
}

}
