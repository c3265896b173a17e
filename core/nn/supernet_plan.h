// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "core/nn/cell_spec.h"
#include "core/nn/supernet.h"

namespace paretoscope::nn {

/// The network that a supernet mixes. The configuration must be valid.
[[nodiscard]] space::Skeleton skeletonOf(const SupernetConfig& config);

/// Of a step that is a cell.
[[nodiscard]] CellSpec cellSpec(const SupernetConfig& config, const space::SkeletonStep& step);

/// Peak bytes that search steps of one batch size take on the fused kernels with `threads` threads, above what the
/// process holds before the supernet is built: counted from the same layouts that the kernels allocate from.
std::int64_t fusedSupernetBytes(const SupernetConfig& config, int batch, int threads);

/// The same on LibTorch's stock kernels, which keep each operator's output for the backward pass: an estimate from the
/// number of maps, not measured on any device.
std::int64_t stockSupernetBytes(const SupernetConfig& config, int batch);

}
