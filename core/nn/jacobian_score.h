// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include <torch/types.h>

#include "core/nn/executor.h"
#include "core/space/architecture.h"

namespace paretoscope::nn {

/// How differently an untrained network answers to different images, "jacov": the Jacobians of the summed logits by
/// each of the images [images, channels, height, width], correlated with each other; −Σ(log(v + k) + 1/(v + k)) over
/// the eigenvalues v of that matrix, k = 1e-5. Larger is better, at most about minus the number of images; very small
/// for networks that are linear. NaN where the image does not reach the output. Costs one step of training.
/// Mellor et al. 2020 ("Neural Architecture Search without Training", version 1) as Abdelfattah et al. 2021
/// ("Zero-Cost Proxies for Lightweight NAS") compute it. Weights are drawn from `seed`. Scores compare only for equal
/// images and shapes. Throws Error (InvalidShape, InvalidGenotype); LibTorch's exceptions pass through.
double jacobianScore(const space::Architecture& architecture, const torch::Tensor& images, std::uint64_t seed,
    const std::shared_ptr<const Executor>& executor);

}
