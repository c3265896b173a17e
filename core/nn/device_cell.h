// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <span>

#include "core/nn/gpu/cell_tables.h"
#include "core/nn/search_cell.h"

namespace paretoscope::nn {

/// Enqueues launches of a cell's pass where its tensors live; `bfloat16`: how feature maps are stored, else float32.
using CellLaunch =
    std::function<void(std::span<const gpu::Step> steps, const gpu::CellArguments& arguments, bool bfloat16)>;

/// The cell on this program's kernels for GPUs (core/nn/gpu), one autograd node a cell: inputs in float32 or bfloat16,
/// weights in float32, first order (a gradient of its gradient is refused). The host does not wait for anything in it.
/// Any other number type goes through the stock cell, whose parameters it shares. Throws what CellProgram throws.
std::unique_ptr<SearchCell> makeDeviceCell(const CellSpec& spec, torch::Generator generator, CellLaunch launch);

/// Whether one small cell, forward and backward, is on the device's kernels what it is on LibTorch's: to 5 %, since
/// those may compute in TF32. False also where a launch fails. Takes what some 500 operators take.
bool agreesWithStock(torch::Device device, const CellLaunch& launch);

}
