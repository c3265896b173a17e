// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "core/nn/search_cell.h"
#include "core/nn/supernet.h"

namespace paretoscope::nn {

/// A cell of a supernet, or one of NAS-Bench-201's blocks between stages, before anything is allocated.
struct PlannedStep {
    bool block = false;
    int kind = 0; ///< of a cell: the row of mixing parameters it uses
    CellSpec cell; ///< of a block: inputChannels and channels only
    int inputSize = 0; ///< pixels a side of its last input
    int outputSize = 0;
    [[nodiscard]] int outputChannels() const;
};

/// All steps in order. The configuration must be valid.
std::vector<PlannedStep> planSteps(const SupernetConfig& config);

/// Channels and sizes of the stem's convolutions, in order.
struct PlannedStem {
    int channels;
    int outputSize;
};
std::vector<PlannedStem> planStem(const SupernetConfig& config);

/// Peak bytes that search steps of one batch size take on the fused kernels with `threads` threads, above what the
/// process holds before the supernet is built: counted from the same layouts that the kernels allocate from.
std::int64_t fusedSupernetBytes(const SupernetConfig& config, int batch, int threads);

}
