// SPDX-License-Identifier: Apache-2.0
#include "core/queries/stored.h"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/json_text.h"
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

namespace {

constexpr std::array order{records::Origin::Derived, records::Origin::Search, records::Origin::Explored,
    records::Origin::Published, records::Origin::Imported, records::Origin::Random, records::Origin::Scored,
    records::Origin::Trained};

std::ptrdiff_t rankOf(const records::Candidate& candidate) {
    return std::find(order.begin(), order.end(), candidate.origin) - order.begin();
}

}

std::optional<CellOrigin> cellOrigin(const store::Project& project, const space::Architecture& architecture) {
    const std::vector<records::Candidate> known = project.candidatesOf(architecture);
    const auto first = std::min_element(known.begin(), known.end(),
        [](const records::Candidate& a, const records::Candidate& b) { return rankOf(a) < rankOf(b); });
    return first == known.end() ? std::nullopt : std::optional(CellOrigin{first->origin, first->lambda});
}

std::string timedOn(const std::string& conditions) {
    const auto json = base::jsonIn(conditions);
    const auto said = [&](const char* field) {
        const auto value =
            json && json->is_object() ? json->value(field, nlohmann::ordered_json()) : nlohmann::ordered_json();
        return value.is_string()        ? value.get<std::string>()
            : value.is_number_integer() ? base::textOf(value)
                                        : std::string();
    };
    for (const char* field : {"gpu", "processor"}) {
        if (const std::string name = said(field); !name.empty()) {
            return name;
        }
    }
    std::string text = said("hardware");
    if (text.empty()) {
        return text;
    }
    for (const char* field : {"runtime", "provider", "number_type"}) {
        if (const std::string part = said(field); !part.empty()) {
            text += ", " + part;
        }
    }
    const std::string threads = said("threads");
    return text + (threads.empty() ? "" : ", threads: " + threads);
}

}
