// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include <cuda_runtime_api.h>

#include "core/nn/gpu/cell_tables.h"

namespace paretoscope::cuda {

/// Enqueues the launches of a cell's pass (core/nn/gpu/cell_program.h); feature maps are stored as bfloat16 or float32.
/// Returns the first error of a launch.
cudaError_t launchCell(
    std::span<const nn::gpu::Step> steps, const nn::gpu::CellArguments& arguments, bool bfloat16, cudaStream_t stream);

}
