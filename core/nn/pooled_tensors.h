// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/cpu/block_pool.h"

namespace paretoscope::nn {

/// As long as one exists, large CPU tensors of the whole process come from the block pool, which keeps them when they
/// are freed. For searches and trainings; nothing may be timed beside it that others would run without.
class PooledTensors {
public:
    PooledTensors();

private:
    cpu::KeptBlocks kept_;
};

}
