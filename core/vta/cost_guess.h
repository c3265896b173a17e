// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <span>
#include <vector>

#include "core/vta/task.h"

namespace paretoscope::vta {

inline constexpr double aluPasses = 3; ///< shift, minimum and maximum, after each sum
inline constexpr double startCost = 16; ///< cycles to start a transfer or an instruction

/// The instruction stream of a schedule, counted from the template; nothing is asked of the compiler.
struct StreamCounts {
    double gemm; ///< cycles of all GEMM instructions at one a cycle
    double outputs; ///< accumulator vectors written
    double inputRows, inputBytes;
    double weightCopies, weightBytes;
    double storeRows, storeBytes;
    double kernels; ///< GEMM and ALU instructions
    double pieces; ///< reduction steps of all tiles
    double groups; ///< tiles ÷ threads
    double threads;
};
StreamCounts countStream(const Accelerator& accelerator, const PackedWorkload& workload, const Schedule& schedule);

/// Cycles from instruction counts: load, compute and store units that overlap where there are two threads, each with a
/// price a row, a byte, an instruction. The prices start as round numbers from the data sheet (a full bus, 16 cycles to
/// start anything) and are then fitted to what was measured, on this layer and those before it: they belong to the
/// accelerator, not to the layer. Plain values; any thread.
class CostGuess {
public:
    static constexpr std::size_t priceCount = 8;

    explicit CostGuess(const Accelerator& accelerator);
    [[nodiscard]] double cycles(const StreamCounts& counts) const { return cycles(counts, prices_); }
    /// Least squares of logarithms by damped Gauss-Newton steps, held near the data sheet's prices where few
    /// measurements say otherwise. Deterministic.
    void fit(std::span<const StreamCounts> counts, std::span<const double> measuredCycles);

private:
    using Prices = std::array<double, priceCount>;
    [[nodiscard]] static double cycles(const StreamCounts& counts, const Prices& prices);
    Prices sheet_;
    Prices prices_;
};

}
