// SPDX-License-Identifier: Apache-2.0
#include "core/queries/stored.h"

#include "core/base/error.h"
#include "core/space/lowering.h"

namespace paretoscope::queries {

std::vector<records::Measurement> measurementsOf(const store::Project& project,
    const records::DeviceSetting& deviceSetting, const options::NetworkConfig& network, records::CostKind kind) {
    return project.measurements(
        {.deviceSetting = deviceSetting, .space = network.space, .shape = network.shape, .kind = kind});
}

std::vector<options::NetworkConfig> networksOf(
    std::span<const store::DeviceSettingSummary> summaries, const records::DeviceSetting& deviceSetting) {
    std::vector<options::NetworkConfig> networks;
    for (const store::DeviceSettingSummary& summary : summaries) {
        if (summary.deviceSetting == deviceSetting) {
            networks.push_back({summary.space, summary.shape});
        }
    }
    return networks;
}

bool isOf(const store::PredictorRecord& predictor, const options::NetworkConfig& network) {
    return predictor.space == network.space && predictor.shape == network.shape;
}

std::optional<store::PredictorRecord> predictorOf(const store::Project& project,
    const records::DeviceSetting& deviceSetting, const options::NetworkConfig& network, records::CostKind kind) {
    return project.latestPredictor(deviceSetting, network.space, network.shape, kind);
}

records::Candidate candidateOf(
    const space::Genotype& genotype, const options::NetworkConfig& network, records::Origin origin) {
    const space::LoweredNetwork lowered = space::lower({genotype, network.shape});
    return {.genotype = space::sorted(genotype),
        .shape = network.shape,
        .origin = origin,
        .parameters = lowered.parameters(),
        .macs = lowered.macs()};
}

std::vector<space::Genotype> genotypesOf(const std::vector<std::string>& texts, const options::NetworkConfig& network) {
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
