// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "core/vta/accelerator.h"
#include "core/vta/schedule.h"
#include "core/vta/validity.h"

namespace paretoscope::vta {

/// Where an operator's cycles go. Load, compute and store overlap, so their busy cycles add up to more than the total.
struct Cycles {
    std::int64_t total = 0; ///< from the call to its end
    std::int64_t load = 0; ///< busy cycles of the load module
    std::int64_t compute = 0;
    std::int64_t store = 0;
    std::int64_t start = 0; ///< what a call costs before the first load
    bool operator==(const Cycles&) const = default;
};

/// Costs of one virtual thread's pieces of work, in 1/256 cycle.
struct PieceCosts {
    std::int64_t load; ///< input and weights of one reduction step
    std::int64_t gemm; ///< one reduction step
    std::int64_t reset; ///< of the accumulators
    std::int64_t alu; ///< shift, two clips
    std::int64_t store;
};

/// How long a configuration takes: three clocks (load, compute, store) with the tokens between them, one thread's piece
/// of work at a time. All in integers, so the same on every machine. The constants are fitted to the published tuned
/// latencies of ResNet-18 (both accelerators) and ResNet-50 (4x8) on a PYNQ at 100 MHz; for boards with another bus,
/// bytes a cycle scale with its width (an upper guess). A *simulator*: only tuned configurations were ever compared.
/// Group convolutions are known to come out 15 to 50 % low.
///
/// Left out: load and store contending for memory, instruction fetch. Gives a number for invalid configurations too
/// (tiles rounded up), which only controls of benchmarks look at. Immutable; any thread.
class CycleModel {
public:
    CycleModel(const Accelerator& accelerator, const PackedWorkload& workload);

    [[nodiscard]] Cycles cycles(const Schedule& schedule) const noexcept;
    [[nodiscard]] PieceCosts pieceCosts(const Schedule& schedule) const noexcept;
    /// The slow obvious version, for tests: every tile and every step simulated.
    [[nodiscard]] std::int64_t simulateAll(const Schedule& schedule) const noexcept;

private:
    [[nodiscard]] std::int64_t inputLoad(const Schedule& schedule, const Tiling& tiling) const noexcept;

    Accelerator accelerator_;
    PackedWorkload workload_;
    ValidityChecker buffers_;
    std::int64_t bus_; ///< bus width relative to 64 bits
    std::int64_t start_;
};

}
