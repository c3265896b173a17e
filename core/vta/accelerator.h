// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace paretoscope::vta {

/// One build of the Versatile Tensor Accelerator, as its own configuration file describes it (apache/tvm-vta,
/// config/*.json and pkg_config.py). Sizes are powers of two: `log…` is the exponent. A buffer's *element* is what one
/// cycle works on: batch × block inputs, block × block weights, batch × block accumulators.
struct Accelerator {
    std::string name = "pynq"; ///< of the built-in variant, or the file's TARGET
    std::string target = "pynq"; ///< the board
    int logBatch = 0;
    int logBlock = 4;
    int logInputWidth = 3; ///< bits of a number
    int logWeightWidth = 3;
    int logAccumulatorWidth = 5;
    int logMicroOpBuffer = 15; ///< bytes
    int logInputBuffer = 15;
    int logWeightBuffer = 18;
    int logAccumulatorBuffer = 17;
    int dependenceDistance = 3; ///< an accumulator may not be written again within one less than so many micro-ops
    int megahertz = 100;
    int busBits = 64;
    bool operator==(const Accelerator&) const = default;

    [[nodiscard]] int batch() const { return 1 << logBatch; }
    [[nodiscard]] int block() const { return 1 << logBlock; }
    [[nodiscard]] int inputElementBytes() const { return 1 << (logBatch + logBlock + logInputWidth - 3); }
    [[nodiscard]] int weightElementBytes() const { return 1 << (2 * logBlock + logWeightWidth - 3); }
    [[nodiscard]] int accumulatorElementBytes() const { return 1 << (logBatch + logBlock + logAccumulatorWidth - 3); }
    [[nodiscard]] int outputElementBytes() const { return inputElementBytes(); }
    static constexpr int logMicroOpBytes = 2;
    [[nodiscard]] int inputDepth() const { return (1 << logInputBuffer) / inputElementBytes(); }
    [[nodiscard]] int weightDepth() const { return (1 << logWeightBuffer) / weightElementBytes(); }
    [[nodiscard]] int accumulatorDepth() const { return (1 << logAccumulatorBuffer) / accumulatorElementBytes(); }
    [[nodiscard]] int microOpDepth() const { return 1 << (logMicroOpBuffer - logMicroOpBytes); }
    [[nodiscard]] double milliseconds(std::int64_t cycles) const {
        return static_cast<double>(cycles) / (1000.0 * megahertz);
    }
};

/// The published variants: the eight configuration files of tvm-vta (sim, fsim, tsim, pynq, ultra96, zcu104, de10nano,
/// intelfocl) and TopHub's second model "pynq-4x8".
std::vector<std::string> acceleratorNames();

/// Throws Error (UnknownName) listing the names.
Accelerator accelerator(std::string_view name);

/// Reads a VTA configuration file's text. `origin` names it in messages. Throws Error (InvalidData) naming the field
/// that is missing, unknown, of the wrong type or out of range, for accelerators that cannot hold a single tile, and
/// for a TARGET whose clock is not known where no HW_FREQ (MHz) says it.
Accelerator acceleratorFromJson(std::string_view text, const std::string& origin);

/// A built-in name, or the path of a configuration file where `nameOrFile` ends in ".json". Throws Error (UnknownName,
/// FileNotFound, InvalidData).
Accelerator loadAccelerator(const std::string& nameOrFile);

/// Throws Error (InvalidData) where the widths and buffers cannot be built together.
void validate(const Accelerator& accelerator, const std::string& origin);

/// As TVM names a bitstream: "1x16_i8w8a32_15_15_18_17".
std::string bitstream(const Accelerator& accelerator);

}
