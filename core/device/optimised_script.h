// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include <torch/types.h>

#include "core/nn/fixed_network.h"

namespace paretoscope::device {

/// The network's computation for images of this size, type and device as a TorchScript graph that was traced, frozen
/// (constants folded, batch normalisation merged into convolutions), optimised for inference (fused, the device's
/// layouts) and run until its executor has compiled it. It holds the weights from here on. Call in inference mode.
/// LibTorch's exceptions pass through.
std::function<torch::Tensor(const torch::Tensor&)> optimisedScript(
    nn::FixedNetwork& network, const torch::Tensor& images);

}
