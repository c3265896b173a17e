// SPDX-License-Identifier: Apache-2.0
#include "core/engine/stored.h"

#include "core/base/error.h"
#include "core/space/lowering.h"

namespace paretoscope::engine {

namespace {

/// Shapes of both spaces read alike; the genotype's text tells them apart.
bool isOfSpace(const std::string& genotype, space::SpaceId space) {
    return genotype.starts_with('|') == (space == space::SpaceId::NasBench201);
}

}

std::vector<records::Measurement> measurementsOf(const store::Project& project, const std::string& deviceSetting,
    const protocol::NetworkConfig& network, records::CostKind kind) {
    const space::SpaceId space = space::searchSpace(network.space).id;
    std::vector<records::Measurement> measurements =
        project.measurements({.deviceSetting = deviceSetting, .shape = space::toText(network.shape), .kind = kind});
    std::erase_if(measurements,
        [space](const records::Measurement& measurement) { return !isOfSpace(measurement.genotype, space); });
    return measurements;
}

std::vector<protocol::NetworkConfig> networksOf(
    std::span<const store::DeviceSettingSummary> summaries, const std::string& deviceSetting) {
    std::vector<protocol::NetworkConfig> networks;
    for (const store::DeviceSettingSummary& summary : summaries) {
        if (summary.deviceSetting != deviceSetting) {
            continue;
        }
        for (const space::SpaceId space : {space::SpaceId::Darts, space::SpaceId::NasBench201}) {
            if (isOfSpace(summary.smallestGenotype, space) || isOfSpace(summary.largestGenotype, space)) {
                networks.push_back({std::string(space::searchSpace(space).name), space::shapeFromText(summary.shape)});
            }
        }
    }
    return networks;
}

std::optional<store::PredictorRecord> predictorOf(const store::Project& project, const std::string& deviceSetting,
    const protocol::NetworkConfig& network, records::CostKind kind) {
    const std::string shape = space::toText(network.shape);
    for (const store::PredictorRecord& record : project.predictors(kind)) {
        if (record.deviceSetting == deviceSetting && record.shape == shape && record.space == network.space) {
            return project.predictor(record.id);
        }
    }
    return std::nullopt;
}

records::Candidate candidateOf(
    const space::Genotype& genotype, const protocol::NetworkConfig& network, const std::string& origin) {
    const space::LoweredNetwork lowered = space::lower({genotype, network.shape});
    return {.genotype = space::identityText(genotype),
        .shape = space::toText(network.shape),
        .origin = origin,
        .parameters = lowered.parameters(),
        .macs = lowered.macs()};
}

std::vector<space::Genotype> genotypesOf(
    const std::vector<std::string>& texts, const protocol::NetworkConfig& network) {
    const space::SearchSpace& space = space::searchSpace(network.space);
    std::vector<space::Genotype> genotypes;
    for (const std::string& text : texts) {
        genotypes.push_back(space::fromTextOrName(text));
        if (genotypes.back().space != space.id) {
            throw Error(ErrorCode::InvalidGenotype,
                "The genotype '" + text + "' is not of the search space " + std::string(space.name)
                    + ". Choose its space with --space.",
                {{"genotype", text}, {"space", std::string(space.name)}});
        }
    }
    return genotypes;
}

}
