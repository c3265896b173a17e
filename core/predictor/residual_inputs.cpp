// SPDX-License-Identifier: Apache-2.0
#include "core/predictor/residual_inputs.h"

#include "core/torch_headers.h"

namespace paretoscope::predictor {

using torch::Tensor;

Tensor additiveLatency(const AdditivePart& additive, const Features& features) {
    Tensor latency = additive.constantMs + features.counts.matmul(torch::tensor(additive.costMs, torch::kFloat64));
    if (!additive.liveCostMs.empty()) {
        latency = latency + features.live.matmul(torch::tensor(additive.liveCostMs, torch::kFloat64));
    }
    return latency;
}

Tensor residualInputs(const Features& features, const Tensor& additiveMs) {
    std::vector<Tensor> parts = {features.counts, features.structure, additiveMs.log().unsqueeze(1)};
    if (features.live.defined()) {
        parts.push_back(features.live);
    }
    return torch::cat(parts, 1);
}

std::int64_t residualInputCount(const EdgeGroups& groups) {
    const torch::NoGradGuard noGradient;
    const Features one = features(groups, torch::zeros({1, groups.space().encodingLength()}, torch::kFloat64));
    return residualInputs(one, torch::ones({1}, torch::kFloat64)).size(1);
}

}
