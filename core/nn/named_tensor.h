// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <torch/types.h>

namespace paretoscope::nn {

/// A tensor under a name that stays the same between versions: how weights, statistics and optimiser states leave this
/// module.
struct NamedTensor {
    std::string name;
    torch::Tensor tensor;
};

using NamedTensors = std::vector<NamedTensor>;

/// Copies `source` into the tensors of `target` by name, in place. Throws Error (ProjectDamaged) naming a tensor that
/// is missing, unknown, or of another shape; `target` is then unchanged.
void copyByName(const NamedTensors& source, const NamedTensors& target);

[[nodiscard]] std::vector<torch::Tensor> withoutNames(const NamedTensors& tensors);

/// Detached, contiguous copies on the CPU.
NamedTensors detachedCopies(const NamedTensors& tensors);

}
