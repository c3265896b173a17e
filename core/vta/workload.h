// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/vta/accelerator.h"

namespace paretoscope::vta {

enum class WorkloadKind : std::uint8_t { Convolution, Dense };

/// One operator to be tuned: a square-strided int8 convolution (grouped ones too) or a dense layer, in numbers of
/// channels and pixels as a network has them.
struct Workload {
    WorkloadKind kind = WorkloadKind::Convolution;
    int batch = 1;
    int inChannels = 0;
    int height = 1;
    int width = 1;
    int outChannels = 0;
    int kernelHeight = 1;
    int kernelWidth = 1;
    int stride = 1;
    int padding = 0;
    int groups = 1;
    bool operator==(const Workload&) const = default;

    [[nodiscard]] int outHeight() const { return (height + 2 * padding - kernelHeight) / stride + 1; }
    [[nodiscard]] int outWidth() const { return (width + 2 * padding - kernelWidth) / stride + 1; }
    [[nodiscard]] std::int64_t macs() const;
};

/// A workload in units of the accelerator's elements, channels padded up to whole blocks as TVM's graphpack does.
struct PackedWorkload {
    int batch; ///< rows of elements
    int inBlocks; ///< of one group
    int outBlocks; ///< of all groups
    int height; ///< of the input, without padding
    int width;
    int outHeight;
    int outWidth;
    int kernelHeight;
    int kernelWidth;
    int stride;
    int padding;
    int groups;
    bool dense;
};

/// Throws Error (InvalidShape) naming the number that is wrong: zero, too large (any side above 65,536 or more than
/// 2^46 multiplications), a kernel larger than its padded input, groups that do not divide the channels.
void validate(const Workload& workload);

/// Throws Error (InvalidShape) as validate does, and for groups whose channels are no multiple of the block: a true
/// depthwise convolution does not run on the VTA.
PackedWorkload pack(const Workload& workload, const Accelerator& accelerator);

/// "conv/1x64x56x56/128x3x3/s2/p1/g1" (batch, channels, height, width / out channels, kernel / stride, padding, groups)
/// or "dense/1x512/1000": the identity of a shape in caches and layer lists.
std::string toText(const Workload& workload);
/// Throws Error (InvalidShape); reads what toText writes, then validates.
Workload workloadFromText(std::string_view text);

struct NamedWorkload {
    std::string name;
    Workload workload;
};

/// A layer list: one "NAME SHAPE" or "SHAPE" a line, `#` starts a comment. Throws Error (InvalidData, InvalidShape)
/// naming the line.
std::vector<NamedWorkload> parseLayers(std::string_view text, const std::string& origin);
/// The same from a file; also Error (FileNotFound).
std::vector<NamedWorkload> readLayers(const std::string& path);

}
