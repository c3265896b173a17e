// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "core/data/batches.h"
#include "core/nn/executor.h"

namespace paretoscope::search {

/// What a search or a training computes with.
struct Compute {
    std::shared_ptr<const nn::Executor> executor = nn::cpuExecutor();

    /// A batch of the host where the executor computes.
    [[nodiscard]] data::Batch placed(const data::Batch& batch) const {
        return {executor->place(batch.images), executor->place(batch.labels)};
    }
};

}
