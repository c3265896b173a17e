// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "core/vta/workload.h"

namespace paretoscope::vta {

/// One configuration of the conv2d template (TVM, vta/top/vta_conv2d.py): the inner sizes of five splits and the number
/// of virtual threads over output channels and over rows.
struct Schedule {
    int tileBatch = 1;
    int tileHeight = 1;
    int tileWidth = 1;
    int tileIn = 1; ///< input-channel blocks in one reduction step
    int tileOut = 1; ///< output-channel blocks
    int outThreads = 1;
    int heightThreads = 1;
    bool operator==(const Schedule&) const = default;

    [[nodiscard]] int threads() const { return outThreads * heightThreads; }
};

constexpr int knobCount = 7;
/// As AutoTVM names them: tile_b, tile_h, tile_w, tile_ci, tile_co, oc_nthread, h_nthread.
const std::array<const char*, knobCount>& knobNames();
std::string toText(const Schedule& schedule);

/// What a schedule does with its workload, in whole numbers: how many tiles and how large.
struct Tiling {
    int batchTiles, heightTiles, widthTiles, outTiles; ///< outer trip counts, rounded up
    int steps; ///< of the reduction over input channels
    int inputHeight, inputWidth; ///< of one padded input tile, pixels
    int inputBlocks; ///< input-channel blocks in one tile, of all groups that the tile touches
    int groupsTouched; ///< by one output tile
};
Tiling tile(const PackedWorkload& workload, const Schedule& schedule);

enum class SpaceFlavour : std::uint8_t {
    Factors, ///< S1: exactly TVM's: each inner size divides its extent
    Verbose, ///< S2: divisors and powers of two, AutoTVM's "verbose" policy; sizes that leave a tail are invalid
};

/// All configurations of a workload. A configuration's index is a mixed radix number, the first knob fastest, as in
/// AutoTVM (checked against TopHub). Immutable; any thread.
class ScheduleSpace {
public:
    using Digits = std::array<std::uint8_t, knobCount>;

    /// Throws Error (InvalidShape) where the space has more than 16 million configurations.
    ScheduleSpace(const PackedWorkload& workload, SpaceFlavour flavour);

    [[nodiscard]] std::uint32_t size() const { return size_; }
    [[nodiscard]] const std::vector<int>& values(int knob) const { return values_[static_cast<std::size_t>(knob)]; }
    [[nodiscard]] Schedule at(std::uint32_t index) const;
    [[nodiscard]] Digits digits(std::uint32_t index) const;
    [[nodiscard]] std::uint32_t index(const Digits& digits) const;
    /// Throws Error (InvalidValue) where a value of the schedule is not in the space.
    [[nodiscard]] std::uint32_t index(const Schedule& schedule) const;
    /// The configurations at Manhattan distance 1 on the grid of knob positions.
    void neighbours(std::uint32_t index, std::vector<std::uint32_t>& result) const;
    [[nodiscard]] int knobSize(int knob) const { return static_cast<int>(values(knob).size()); }

private:
    std::array<std::vector<int>, knobCount> values_;
    std::array<std::uint32_t, knobCount> stride_{};
    std::uint32_t size_ = 1;
};

}
