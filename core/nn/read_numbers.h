// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <torch/types.h>

namespace paretoscope::nn {

/// The numbers that tensors of one element hold, all on one device, in one transfer: reading each by itself would wait
/// for the device as often. float32 becomes double exactly.
std::vector<double> readNumbers(const std::vector<torch::Tensor>& numbers);

}
