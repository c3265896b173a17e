// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

namespace paretoscope::nn {

/// at::conv2d without bias for as many groups as channels; weight [channels, 1, k, k]. Where a gradient is recorded on
/// the CPU for channels-last float32 or float64 images, the backward pass is our own: LibTorch's goes through im2col a
/// channel at a time for dilated windows and is up to ten times slower. Same sums, another order. Its results do not
/// depend on the number of threads. LibTorch's exceptions pass through.
torch::Tensor depthwiseConvolution(
    const torch::Tensor& images, const torch::Tensor& weight, int stride, int padding, int dilation);

}
