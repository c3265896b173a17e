// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

#include "core/options/jobs.h"

namespace paretoscope::widgets {

/// Where jobs run: the worker is a process of this computer.
struct Computer {
    std::int64_t availableBytes = -1; ///< of memory, now; -1: not known
    int processors = 1; ///< that a job may use
    static Computer here();
};

/// What a job would take of the computer's memory beside its images: the figure that the engine refuses it by.
struct ExpectedMemory {
    std::int64_t bytes = 0;
    std::int64_t availableBytes = -1;
    int fittingBatch =
        0; ///< where it does not fit: the most images a step, halved again and again, that would; 0: none
    [[nodiscard]] bool fits() const { return availableBytes < 0 || bytes <= availableBytes; }
};

/// Whether a job's memory can be told: it searches or trains.
[[nodiscard]] bool takesMemory(const options::JobConfig& config);
/// Nothing for jobs that neither search nor train, and where a GPU is to compute. `config` must be valid but for the
/// cells of a training: those that are not chosen yet may be empty texts. Throws Error where one of them is no
/// genotype. A few milliseconds; any thread.
std::optional<ExpectedMemory> expectedMemory(const options::JobConfig& config, const Computer& computer);

}
