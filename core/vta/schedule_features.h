// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/vta/booster.h"
#include "core/vta/task.h"

namespace paretoscope::vta {

/// AutoTVM's "knob" features: outer and inner size of each split, then the thread counts.
constexpr std::size_t knobFeatureCount = 12;
std::array<float, knobFeatureCount> knobFeatures(const PackedWorkload& workload, const Schedule& schedule);

/// What a schedule's instruction stream comes to, counted from the template without asking the compiler: how many
/// bytes, copies, rows and GEMM cycles, relative to the least the layer needs, so that layers can learn from each
/// other; and how it stands to each rule of the template (remainders, buffer fill).
constexpr std::size_t streamFeatureCount = 27;
std::array<float, streamFeatureCount> streamFeatures(
    const Accelerator& accelerator, const PackedWorkload& workload, const Schedule& schedule);

/// No valid schedule can be faster: one GEMM or accumulator vector a cycle, a bus that is always full.
double leastCycles(const Accelerator& accelerator, const PackedWorkload& workload, const Schedule& schedule);

}
