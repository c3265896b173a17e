// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/base/array.h"
#include "core/nn/named_tensor.h"

namespace paretoscope::search {

/// Copies between tensors and the plain arrays that checkpoints hold (float32, float64, int64, uint8), bit by bit. The
/// first throws Error (InvalidData) on another element type.
std::vector<base::NamedArray> toArrays(const nn::NamedTensors& tensors);
nn::NamedTensors toTensors(const std::vector<base::NamedArray>& arrays);

}
