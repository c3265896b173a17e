// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "core/space/lowering.h"

namespace paretoscope::nn {

/// Estimated bytes of a network in training on the fused kernels, in float32 and on one thread, above what the process
/// holds before.
struct TrainingBytes {
    std::int64_t weights = 0; ///< with gradients, momentum and a checkpoint's copy: from its making to its end
    std::int64_t workspace = 0; ///< what a step of `batch` images keeps: while it is its turn to train
};

/// Cells are counted from the layouts that the kernels allocate from, other operators by their maps.
TrainingBytes trainingBytes(const space::LoweredNetwork& network, bool auxiliaryHead, int batch);

}
