// SPDX-License-Identifier: Apache-2.0
#include "core/nn/jacobian_score.h"

#include <limits>

#include "core/nn/fixed_network.h"
#include "core/nn/initialisation.h"
#include "core/space/lowering.h"
#include "core/torch_headers.h"

namespace paretoscope::nn {

double jacobianScore(const space::Architecture& architecture, const torch::Tensor& images, std::uint64_t seed,
    const std::shared_ptr<const Executor>& executor) {
    constexpr double smallest = 1e-5;
    FixedNetwork network(space::lower(architecture), {.executor = executor}, seededGenerator(seed));
    for (torch::Tensor& parameter : network.parameters()) {
        parameter.requires_grad_(false);
    }
    torch::Tensor placed = executor->place(images).detach().clone().requires_grad_(true);
    const torch::Tensor logits = network.forward(placed);
    if (!logits.requires_grad()) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    logits.sum().backward();
    if (!placed.grad().defined()) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    const torch::Tensor jacobians = placed.grad().to(torch::kCPU, torch::kFloat64).flatten(1);
    const torch::Tensor correlations = torch::corrcoef(jacobians);
    if (!correlations.isfinite().all().item<bool>()) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    const torch::Tensor values = torch::linalg_eigvalsh(correlations).clamp_min(0) + smallest;
    return -(values.log() + values.reciprocal()).sum().item<double>();
}

}
