// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "core/engine/gpus_here.h"
#include "core/engine/job.h"
#include "core/search/compute.h"

namespace paretoscope::engine {

/// A GPU that is fit.
std::shared_ptr<const nn::Executor> gpuExecutor(const GpusHere& here, int gpu);

/// Why a small convolution, a normalisation and their backward passes fail there; nothing where they do not. What a
/// driver or a library lacks shows here rather than in the middle of a job.
std::optional<std::string> failureOn(const nn::Executor& executor);

/// What computed, for results: "cpu", "cpu, 2 processes".
std::string nameOf(const search::Compute& compute);

/// What a job with that option (options::computeOnOption()) computes on; what it is goes to `sink`. Where any is meant
/// and each GPU fails (failureOn()) or has less than `needed` bytes, the processor. Throws as chosenGpu().
/// `collective`: the processes that compute together, each on processors, on its part of every batch; throws Error
/// (InvalidValue) where the option names a GPU.
search::Compute computeOn(const std::string& on, JobSink& sink,
    const std::function<std::int64_t(const nn::Executor& executor)>& needed = {},
    std::shared_ptr<search::Collective> collective = nullptr);

}
