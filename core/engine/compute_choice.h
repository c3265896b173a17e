// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "core/engine/gpus_here.h"
#include "core/engine/job.h"
#include "core/search/compute.h"

namespace paretoscope::engine {

/// A GPU that is fit.
std::shared_ptr<const nn::Executor> gpuExecutor(const GpusHere& here, int gpu);

/// What a job with that option (options::computeOnOption()) computes on; what it is goes to `sink`. Where any is meant
/// and a GPU has less than `needed` bytes, the processor. Throws as chosenGpu().
search::Compute computeOn(
    const std::string& on, JobSink& sink, const std::function<std::int64_t(const nn::Executor& executor)>& needed = {});

}
