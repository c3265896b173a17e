// SPDX-License-Identifier: Apache-2.0
#include "core/queries/learnt.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "core/options/jobs.h"
#include "core/queries/explored.h"
#include "core/queries/merit.h"
#include "core/queries/predictions.h"
#include "core/queries/stored.h"
#include "core/surrogate/structure.h"

namespace paretoscope::queries {

namespace {

constexpr std::size_t typicalCells = 100;

std::vector<double> meanTraits(std::span<const space::Genotype> cells) {
    std::vector<double> sums;
    for (const space::Genotype& cell : cells) {
        const std::vector<double> traits = surrogate::traits(cell);
        sums.resize(traits.size());
        for (std::size_t i = 0; i < traits.size(); ++i) {
            sums[i] += traits[i] / static_cast<double>(cells.size());
        }
    }
    return sums;
}

void compare(const store::Project& project, const records::DeviceSetting& deviceSetting,
    const options::NetworkConfig& network, const space::Genotype& cell, std::vector<LearntTrait>& traits) {
    const std::vector<double> ofCell = surrogate::traits(cell);
    std::vector<double> typical;
    if (const auto latency = predictedLatency(project, network, deviceSetting, cell)) {
        typical = meanTraits(
            randomCellsOf(project, network, deviceSetting, *latency, typicalCells, {space::sorted(cell)}, 1));
    }
    const std::vector<std::string> names = surrogate::traitNames(network.space);
    for (LearntTrait& trait : traits) {
        const auto name = std::find(names.begin(), names.end(), trait.name);
        const auto index = static_cast<std::size_t>(name - names.begin());
        if (index < ofCell.size()) {
            trait.ofCell = ofCell[index];
        }
        if (index < typical.size()) {
            trait.typical = typical[index];
        }
    }
}

/// Of the trainings of `steps`, the first of each cell.
std::vector<analysis::HypervolumePoint> growthOf(const store::Project& project,
    const records::DeviceSetting& deviceSetting, const options::NetworkConfig& network,
    const options::ExploreResult& result, int steps) {
    const std::optional<Predictions> predictor = usablePredictor(project, deviceSetting, network);
    if (!predictor) {
        return {};
    }
    std::set<std::string> seen;
    std::vector<space::Genotype> cells;
    std::vector<double> accuracies;
    for (const options::ExploredTraining& training : result.trainings) {
        if (training.steps == steps && seen.insert(training.genotype).second) {
            cells.push_back(space::fromText(training.genotype));
            accuracies.push_back(training.accuracy);
        }
    }
    return analysis::hypervolumeGrowth((*predictor)(cells), accuracies);
}

}

bool LearntTrait::isCertain() const {
    return std::abs(perUnit) > 2 * deviation;
}

std::optional<Learnt> learntOn(const store::Project& project, std::span<const records::Run> runs,
    const records::DeviceSetting& deviceSetting, const options::NetworkConfig& network,
    const std::optional<space::Genotype>& cell) {
    const std::optional<ExploredOn> found = newestExploration(runs, deviceSetting, network);
    if (!found) {
        return std::nullopt;
    }
    Learnt learnt{.run = found->run, .trainings = static_cast<int>(found->result.trainings.size())};
    for (const options::ExploredEffect& effect : found->setting.effects) {
        learnt.traits.push_back(
            {.name = effect.trait, .perUnit = effect.perUnit, .deviation = effect.deviation, .spread = effect.spread});
    }
    std::stable_sort(learnt.traits.begin(), learnt.traits.end(),
        [](const LearntTrait& a, const LearntTrait& b) { return std::abs(a.effect()) > std::abs(b.effect()); });
    if (cell) {
        compare(project, deviceSetting, network, *cell, learnt.traits);
    }
    for (const options::ExploredTraining& training : found->result.trainings) {
        learnt.steps = learnt.steps == 0 ? training.steps : std::min(learnt.steps, training.steps);
    }
    learnt.growth = growthOf(project, deviceSetting, network, found->result, learnt.steps);
    return learnt;
}

}
