// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
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

/// Where a cell comes from.
struct CellOrigin {
    records::Origin origin = records::Origin::Trained;
    double lambda = -1; ///< λ when a search met it, -1 where none did
};

/// By the project's candidates of this architecture: what a search derived says more than what it sampled, and that
/// more than where else the cell was from; of two alike the one that was met first. Training or scoring a cell does not
/// change where it comes from. Nothing where the project does not know it.
std::optional<CellOrigin> cellOrigin(const store::Project& project, const space::Architecture& architecture);

/// What was timed, by the conditions of a measurement: a GPU, a processor, or what a runner said of itself: hardware,
/// runtime, provider, threads, number type, without the runtime's version. Measurements that differ in it are not of
/// one device. Empty where they do not say.
std::string timedOn(const std::string& conditions);

}
