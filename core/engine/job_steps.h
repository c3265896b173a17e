// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/engine/job.h"

namespace paretoscope::engine {

/// The steps of a job that consists of others. Each is a run of its own, from whose results the next takes what it
/// needs, and says how it goes as the progress of the whole. A resumed job finds its steps' runs again: a finished one
/// is taken as it is, an interrupted one goes on.
class JobSteps {
public:
    /// `finished`: runs of the steps that an earlier attempt has finished, `done`: their share of the job's time.
    explicit JobSteps(JobContext& job, std::vector<std::int64_t> finished = {}, double done = 0)
        : job_(job)
        , runs_(std::move(finished))
        , done_(done) { }

    /// Throws Error as the step does, or (Interrupted) where a stop was asked for. `share`: of the job's time, roughly.
    template <typename Config>
    typename Config::Result run(const std::string& title, double share, const Config& config) {
        return std::get<typename Config::Result>(runAny(title, share, config));
    }

    /// Those that have begun, in order.
    [[nodiscard]] const std::vector<std::int64_t>& runs() const { return runs_; }

private:
    options::JobResult runAny(const std::string& title, double share, const options::JobConfig& config);

    JobContext& job_;
    std::vector<std::int64_t> runs_;
    double done_; ///< share of the steps so far
};

}
