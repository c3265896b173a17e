// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "core/analysis/standing.h"
#include "core/options/train.h"
#include "core/store/project.h"

namespace paretoscope::queries {

using options::sameLatency;
/// Random cells below which nothing can be said of where a cell stands among them, and how many say enough.
inline constexpr std::size_t fewestRandomCells = 5;
inline constexpr std::size_t enoughRandomCells = 20;

/// A trained cell.
struct MeritCell {
    std::int64_t candidate = 0; ///< the first with an accuracy
    space::Genotype genotype;
    double latencyMs = 0; ///< what it was compared by
    records::CostProvenance latencyProvenance = records::CostProvenance::Predicted;
    std::vector<double> accuracies; ///< one a training seed, by seed
    std::uint64_t nextSeed = 1; ///< above all that it was trained with
    [[nodiscard]] double accuracy() const { return analysis::mean(accuracies); }
};

/// A cell beside random cells of its latency, trained under one protocol.
struct Merit {
    MeritCell cell; ///< without accuracies where it was not trained under the protocol
    std::vector<MeritCell> random; ///< of the same latency, worst first
    std::size_t elsewhere = 0; ///< random cells of the protocol of another latency, or of none that can be compared
    std::size_t byPrediction = 0; ///< of `random`: compared by predicted latency, since not both were measured
    analysis::Standing standing; ///< of `cell` among `random`; empty where either is missing

    [[nodiscard]] bool isTold() const { return !cell.accuracies.empty() && random.size() >= fewestRandomCells; }
};

/// A random cell is one that was drawn at random to be a yardstick (records::Origin::Random), never one that something
/// picked. Its latency is the cell's where they differ by at most `sameLatency` in what is most trusted of both:
/// measured with measured, predicted with predicted. Throws Error as the store does.
Merit meritOf(const store::Project& project, const space::Architecture& cell, const std::string& protocol,
    const records::DeviceSetting& deviceSetting);

/// By the setting's newest predictor for the network; nothing where there is none or it is damaged.
std::optional<double> predictedLatency(const store::Project& project, const options::NetworkConfig& network,
    const records::DeviceSetting& deviceSetting, const space::Genotype& genotype);

/// Different random cells of a predicted latency within the tolerance, each with a path from input to output, for a
/// yardstick: at most `count`, fewer where the search space holds hardly any. None is among `without` (choices sorted).
/// Deterministic in the seed. Throws Error (NotFound) without a predictor.
std::vector<space::Genotype> randomCellsOf(const store::Project& project, const options::NetworkConfig& network,
    const records::DeviceSetting& deviceSetting, double latencyMs, std::size_t count,
    const std::set<space::Genotype>& without, std::uint64_t seed, double tolerance = sameLatency);

/// How cells are trained for accuracies of a protocol, as a run of the project did; `genotypes` is empty. Nothing where
/// no run tells.
std::optional<options::TrainConfig> trainingUnder(std::span<const records::Run> runs, const std::string& protocol);

}
