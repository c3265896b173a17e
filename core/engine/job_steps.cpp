// SPDX-License-Identifier: Apache-2.0
#include "core/engine/job_steps.h"

#include <limits>
#include <optional>
#include <utility>

#include "core/base/error.h"

namespace paretoscope::engine {

namespace {

/// Says how a step goes as the progress of the whole.
class StepSink final : public JobSink {
public:
    StepSink(JobContext& job, std::string title, double begin, double share)
        : job_(job)
        , title_(std::move(title))
        , begin_(begin)
        , share_(share) { }

    void progress(double fraction, const std::string& message, double, const Metrics& metrics) override {
        fraction_ = begin_ + share_ * fraction;
        job_.sink.progress(fraction_, title_ + ": " + message, std::numeric_limits<double>::quiet_NaN(), metrics);
    }
    void snapshot(const options::SearchSnapshot& search) override { job_.sink.snapshot(search); }
    void log(protocol::LogLevel level, const std::string& text) override { job_.sink.log(level, text); }
    void stored() override {
        job_.project.updateRun(job_.run, {.progress = fraction_});
        job_.sink.stored();
    }

private:
    JobContext& job_;
    std::string title_;
    double begin_;
    double share_;
    double fraction_ = begin_;
};

}

options::JobResult JobSteps::runAny(const std::string& title, double share, const options::JobConfig& config) {
    job_.checkpointWait();
    const std::int64_t run = runFor(job_.project, config, job_.run, runs_.empty() ? 0 : runs_.back());
    runs_.push_back(run);
    std::optional<options::JobResult> result = options::resultOf(job_.project.run(run));
    if (!result) {
        job_.sink.log(protocol::LogLevel::Info, title + " (run " + std::to_string(run) + ")");
        StepSink sink(job_, title, done_, share);
        RunOutcome outcome = execute(job_.project, run, sink, job_.stop, job_.live);
        if (outcome.error) {
            job_.checkpointWait(); // names the run that is to be resumed
            throw Error(*outcome.error);
        }
        result = std::move(outcome.result);
    }
    done_ += share;
    job_.project.updateRun(job_.run, {.progress = done_});
    return *std::move(result);
}

}
