// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/analysis/front.h"
#include "core/options/network.h"
#include "core/store/project.h"

namespace paretoscope::queries {

/// How a trait of cells changes what they are worth at equal latency, and how much of it a chosen cell has.
struct LearntTrait {
    std::string name; ///< surrogate::traitNames()
    double perUnit = 0; ///< nats of loss saved by one more of it
    double deviation = 0; ///< of perUnit, posterior
    double spread = 0; ///< standard deviation of the trait among cells of equal latency
    std::optional<double> ofCell; ///< nothing where no cell is asked about
    std::optional<double> typical; ///< mean over random cells of that cell's predicted latency
    /// What a usual difference of the trait is worth, and one standard deviation of that.
    [[nodiscard]] double effect() const { return perUnit * spread; }
    [[nodiscard]] double effectDeviation() const { return deviation * spread; }
    /// Whether its sign is beyond doubt: two standard deviations from 0.
    [[nodiscard]] bool isCertain() const;
};

/// What an exploration has learnt.
struct Learnt {
    std::int64_t run = 0;
    int trainings = 0; ///< all that it learnt from
    std::vector<LearntTrait> traits; ///< the largest effect first
    int steps = 0; ///< of the trainings in `growth`: the fewest
    /// The hypervolume of what these trainings gave, in their order; a cell's repeats are left out.
    std::vector<analysis::HypervolumePoint> growth;
};

/// The newest of these runs (newest first) that explored this network on the device setting; nothing where none has.
/// `cell`: the one to say about how much it has of each trait. Throws Error as the store does.
std::optional<Learnt> learntOn(const store::Project& project, std::span<const records::Run> runs,
    const records::DeviceSetting& deviceSetting, const options::NetworkConfig& network,
    const std::optional<space::Genotype>& cell);

}
