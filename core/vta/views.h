// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/vta/task.h"
#include "core/vta/tuner.h"

namespace paretoscope::vta {

// What a window draws of tuning; plain numbers, any thread.

/// A schedule space laid out on a plane: columns by tile_w within tile_h, rows by the threads within tile_co within
/// tile_ci within tile_b. Neighbours on the knobs lie near one another.
struct SpaceMap {
    std::uint32_t columns = 0;
    std::uint32_t rows = 0;
    std::vector<Reason> reasons; ///< row by row
    std::vector<std::uint32_t> indices; ///< the configuration at each of these places
    struct Visit {
        std::uint32_t column, row;
        std::uint32_t trial; ///< position in the measuring order
        Outcome outcome;
    };
    std::vector<Visit> visits;
};
/// Asks the target about every configuration: spaces up to some 100,000.
SpaceMap spaceMap(const TuningTarget& target, std::span<const Trial> trials);

/// Best found against measurements, over several seeds.
struct ConvergenceBand {
    std::vector<double> median; ///< cycles after 1, 2, … measurements; NaN while nothing valid was found by most
    std::vector<double> low; ///< lower and upper quartile
    std::vector<double> high;
};
ConvergenceBand convergenceBand(std::span<const std::vector<Trial>> runs);

/// How full each buffer is, as a share of its depth.
struct Occupancy {
    double input, weight, accumulator, microOps;
};
Occupancy occupancy(const Task& task, const Schedule& schedule);

}
