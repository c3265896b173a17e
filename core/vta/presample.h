// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <random>
#include <vector>

#include "core/vta/task.h"

namespace paretoscope::vta {

/// Configurations whose validity the compiler has told.
struct Presample {
    std::vector<std::uint32_t> indices; ///< in the order they were compiled
    std::vector<Reason> reasons;
};

/// Compiles up to `wanted` configurations along the valid neighbourhood (Rieber et al. 2022, algorithm 1): from random
/// points on, each valid one puts its grid neighbours on the frontier, each invalid one a random new point.
Presample presampleNeighbourhood(
    const TuningTarget& target, std::uint32_t wanted, std::size_t parallel, std::mt19937_64& random);

/// The first points to measure: up to `eachKind` valid and as many invalid ones of the presample, each set chosen so
/// that its points lie far from one another (greedy farthest point, Manhattan distance between knob positions).
std::vector<std::uint32_t> diverseFirstSet(
    const ScheduleSpace& space, const Presample& presample, std::size_t eachKind, std::mt19937_64& random);

/// Greedy farthest points among `from`, beginning with a random one.
std::vector<std::uint32_t> farthestPoints(
    const ScheduleSpace& space, const std::vector<std::uint32_t>& from, std::size_t count, std::mt19937_64& random);

}
