// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include <torch/types.h>

#include "core/predictor/features.h"
#include "core/predictor/predictor_parts.h"

namespace paretoscope::predictor {

/// c0 + Σ c · counts (+ live costs) in ms, [B] float64; differentiable.
torch::Tensor additiveLatency(const AdditivePart& additive, const Features& features);

/// What the residual network sees, [B, residualInputCount]: all features, and the logarithm of the additive latency,
/// because overheads and caches go by the whole.
torch::Tensor residualInputs(const Features& features, const torch::Tensor& additiveMs);

std::int64_t residualInputCount(const EdgeGroups& groups);

}
