// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "core/data/batches.h"
#include "core/nn/executor.h"
#include "core/search/collective.h"

namespace paretoscope::search {

/// Where a search or a training computes, and who takes part.
struct Compute {
    std::shared_ptr<const nn::Executor> executor = nn::cpuExecutor();
    std::shared_ptr<Collective> collective = oneProcess();

    /// A batch of the host where the executor computes.
    [[nodiscard]] data::Batch placed(const data::Batch& batch) const {
        return {executor->place(batch.images), executor->place(batch.labels)};
    }
    /// How many trainings may run beside each other: several processes must meet in the same order.
    [[nodiscard]] int trainingsAtOnce() const { return collective->size() > 1 ? 1 : executor->networksAtOnce(); }
};

}
