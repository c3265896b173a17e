// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "core/engine/job.h"
#include "core/queries/expected_time.h"

namespace paretoscope::engine {

/// Says once how long a job will take on this computer and how much memory it needs: before it starts where an earlier
/// run tells, else after its first steps. Jobs of less than a minute say nothing. The job's thread only.
class TimeNotice {
public:
    explicit TimeNotice(JobSink& sink) : sink_(sink) { }

    /// `memoryBytes` beside the images; nothing where that is not known.
    void begin(std::optional<std::int64_t> memoryBytes, const std::optional<queries::ExpectedTime>& expected);
    /// A step took so long and the rest of the job would take `secondsLeft` at its pace. The first step is passed over:
    /// in it libraries are loaded.
    void measured(double stepMs, double secondsLeft);

private:
    void say(double seconds, const std::string& pace);

    JobSink& sink_;
    std::optional<std::int64_t> memoryBytes_;
    double firstMs_ = 0; ///< of the first step, 0 before it
    bool said_ = false;
};

}
