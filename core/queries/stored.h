// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/options/network.h"
#include "core/records/measurement.h"
#include "core/store/project.h"

namespace paretoscope::queries {

/// All measurements of a network's search space and shape on a device setting, sentinels included, in the order they
/// were stored.
std::vector<records::Measurement> measurementsOf(const store::Project& project,
    const records::DeviceSetting& deviceSetting, const options::NetworkConfig& network,
    records::CostKind kind = records::CostKind::LatencyMs);

/// The networks (space and shape) with measurements on a device setting, from store::Project::deviceSettings().
std::vector<options::NetworkConfig> networksOf(
    std::span<const store::DeviceSettingSummary> summaries, const records::DeviceSetting& deviceSetting);

/// Whether a predictor is of that network.
[[nodiscard]] bool isOf(const store::PredictorRecord& predictor, const options::NetworkConfig& network);

/// The newest predictor of a network on a device setting, or nothing. Throws Error (ProjectDamaged).
std::optional<store::PredictorRecord> predictorOf(const store::Project& project,
    const records::DeviceSetting& deviceSetting, const options::NetworkConfig& network,
    records::CostKind kind = records::CostKind::LatencyMs);

/// A candidate of that genotype with the network's parameters and multiply-adds filled in.
records::Candidate candidateOf(
    const space::Genotype& genotype, const options::NetworkConfig& network, records::Origin origin);

/// Genotype texts or published names, all of the network's space. Throws Error (InvalidGenotype, UnknownName).
std::vector<space::Genotype> genotypesOf(const std::vector<std::string>& texts, const options::NetworkConfig& network);

}
