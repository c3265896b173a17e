// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include "core/predictor/features.h"
#include "core/space/architecture.h"

namespace paretoscope::predictor {

/// What is known of the cost of an operation on each group of edges without any device: its multiply-adds, the numbers
/// that its operators write, how many operators there are. Real devices are mixtures: at batch 1 a runtime counts
/// operators, at large batches memory and multiplications. [3, 1 + columns (+ columns of heard edges)] as designRows,
/// float64, each row with mean cost 1 over random cells.
torch::Tensor analyticCosts(const EdgeGroups& groups, const space::Shape& shape);

/// `costs` [1 + columns (+ ..)] taken apart by operation: [operations, the same], each row with one operation's costs
/// and zeros elsewhere.
torch::Tensor operationCosts(const EdgeGroups& groups, const torch::Tensor& costs);

}
