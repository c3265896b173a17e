// SPDX-License-Identifier: Apache-2.0
#include "core/vta/views.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/analysis/statistics.h"

namespace paretoscope::vta {

namespace {

enum Knob : std::size_t { TileB, TileH, TileW, TileCi, TileCo, OcThreads, HThreads };

struct Point {
    std::uint32_t column;
    std::uint32_t row;
};

Point pointOf(const ScheduleSpace& space, std::uint32_t index) {
    const ScheduleSpace::Digits digits = space.digits(index);
    const auto join = [&](std::initializer_list<Knob> knobs) {
        std::uint32_t value = 0;
        for (const Knob knob : knobs) {
            value = value * static_cast<std::uint32_t>(space.knobSize(static_cast<int>(knob))) + digits[knob];
        }
        return value;
    };
    return {join({TileH, TileW}), join({TileB, TileCi, TileCo, OcThreads, HThreads})};
}

}

SpaceMap spaceMap(const TuningTarget& target, std::span<const Trial> trials) {
    const ScheduleSpace& space = target.space();
    SpaceMap map;
    map.columns = static_cast<std::uint32_t>(space.knobSize(TileH) * space.knobSize(TileW));
    map.rows = space.size() / map.columns;
    map.reasons.resize(space.size());
    map.indices.resize(space.size());
    for (std::uint32_t index = 0; index < space.size(); ++index) {
        const Point point = pointOf(space, index);
        const std::size_t place = std::size_t{point.row} * map.columns + point.column;
        map.reasons[place] = target.measure(index).reason;
        map.indices[place] = index;
    }
    for (std::size_t i = 0; i < trials.size(); ++i) {
        const Point point = pointOf(space, trials[i].index);
        map.visits.push_back({point.column, point.row, static_cast<std::uint32_t>(i), trials[i].outcome});
    }
    return map;
}

ConvergenceBand convergenceBand(std::span<const std::vector<Trial>> runs) {
    ConvergenceBand band;
    std::size_t longest = 0;
    for (const std::vector<Trial>& run : runs) {
        longest = std::max(longest, run.size());
    }
    std::vector<double> best(runs.size(), std::numeric_limits<double>::infinity());
    for (std::size_t i = 0; i < longest; ++i) {
        for (std::size_t r = 0; r < runs.size(); ++r) {
            if (i < runs[r].size() && runs[r][i].outcome.reason == Reason::Valid) {
                best[r] = std::min(best[r], static_cast<double>(runs[r][i].outcome.cycles));
            }
        }
        std::vector<double> sorted = best;
        std::sort(sorted.begin(), sorted.end());
        const auto at = [&sorted](double share) {
            const double value =
                sorted[static_cast<std::size_t>(std::lround(share * static_cast<double>(sorted.size() - 1)))];
            return std::isinf(value) ? std::numeric_limits<double>::quiet_NaN() : value;
        };
        band.low.push_back(at(0.25));
        band.median.push_back(at(0.5));
        band.high.push_back(at(0.75));
    }
    return band;
}

Occupancy occupancy(const Task& task, const Schedule& schedule) {
    const BufferUse use = task.validity().bufferUse(schedule);
    const Accelerator& a = task.accelerator();
    return {static_cast<double>(use.input) / a.inputDepth(), static_cast<double>(use.weight) / a.weightDepth(),
        static_cast<double>(use.accumulator) / a.accumulatorDepth(),
        static_cast<double>(use.microOps) / a.microOpDepth()};
}

}
