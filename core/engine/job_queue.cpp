// SPDX-License-Identifier: Apache-2.0
#include "core/engine/job_queue.h"

#include <algorithm>
#include <utility>

#include "core/base/error.h"
#include "core/engine/throttled_sink.h"

namespace paretoscope::engine {

struct JobQueue::Running {
    Running(std::int64_t id, const options::JobConfig& config) : run(id), live(config) { }
    std::int64_t run;
    std::stop_source stop;
    LiveControls live;
};

JobQueue::JobQueue(store::Project& project, EventHandler handler)
    : project_(project)
    , handler_(std::move(handler))
    , thread_([this](const std::stop_token& stop) { loop(stop); }) { }

JobQueue::~JobQueue() {
    thread_.request_stop();
    const std::lock_guard lock(mutex_);
    if (running_) {
        running_->stop.request_stop();
    }
}

std::int64_t JobQueue::start(const options::JobConfig& config) {
    requireComputer(config);
    const std::int64_t run = addRun(project_, config);
    enqueue(project_.run(run));
    return run;
}

void JobQueue::enqueue(const records::Run& run) {
    // Before it waits: an idle queue would start it, and say so, at once.
    handler_(protocol::JobQueued{run.id, run.kind, run.title});
    {
        const std::lock_guard lock(mutex_);
        waiting_.push_back(run.id);
    }
    wake_.notify_all();
}

void JobQueue::resume(std::int64_t run) {
    {
        const std::lock_guard lock(mutex_);
        if (running_ && running_->run == run) {
            running_->live.paused = false;
            return;
        }
        if (std::find(waiting_.begin(), waiting_.end(), run) != waiting_.end()) {
            return;
        }
    }
    const records::Run stored = project_.run(run);
    if (stored.state == records::RunState::Finished) {
        throw Error(ErrorCode::InvalidValue,
            "Run " + std::to_string(run) + " has finished; there is nothing to resume.",
            {{"run", std::to_string(run)}});
    }
    project_.updateRun(run, {.state = records::RunState::Queued});
    enqueue(stored);
}

void JobQueue::stop(std::int64_t run) {
    bool wasWaiting = false;
    {
        const std::lock_guard lock(mutex_);
        if (running_ && running_->run == run) {
            running_->stop.request_stop();
            return;
        }
        wasWaiting = std::erase(waiting_, run) > 0;
    }
    if (!wasWaiting) {
        throw Error(ErrorCode::NotFound, "Run " + std::to_string(run) + " neither runs nor waits.",
            {{"run", std::to_string(run)}});
    }
    project_.updateRun(run, {.state = records::RunState::Interrupted});
    handler_(protocol::JobFinished{run, records::RunState::Interrupted, {}, {}});
}

JobQueue::Running& JobQueue::requireRunning(std::int64_t run) {
    if (!running_ || running_->run != run) {
        throw Error(
            ErrorCode::NotFound, "Run " + std::to_string(run) + " is not running.", {{"run", std::to_string(run)}});
    }
    return *running_;
}

void JobQueue::pause(std::int64_t run) {
    const std::lock_guard lock(mutex_);
    requireRunning(run).live.paused = true;
}

void JobQueue::setLambda(std::int64_t run, analysis::Lambda lambda) {
    const std::lock_guard lock(mutex_);
    requireRunning(run).live.setLambda(lambda);
}

void JobQueue::setTarget(std::int64_t run, double latencyMs) {
    const std::lock_guard lock(mutex_);
    requireRunning(run).live.setTarget(latencyMs);
}

void JobQueue::reorder(const std::vector<std::int64_t>& runs) {
    const std::lock_guard lock(mutex_);
    std::deque<std::int64_t> ordered;
    for (const std::int64_t run : runs) {
        if (std::erase(waiting_, run) > 0) {
            ordered.push_back(run);
        }
    }
    ordered.insert(ordered.end(), waiting_.begin(), waiting_.end());
    waiting_ = std::move(ordered);
}

void JobQueue::setPaused(bool paused) {
    {
        const std::lock_guard lock(mutex_);
        paused_ = paused;
    }
    wake_.notify_all();
}

void JobQueue::stopAll() {
    thread_.request_stop();
    std::unique_lock lock(mutex_);
    if (running_) {
        running_->stop.request_stop();
    }
    wake_.wait(lock, [this] { return !running_; });
}

protocol::QueueState JobQueue::state() const {
    const std::lock_guard lock(mutex_);
    return {running_ ? std::optional(running_->run) : std::nullopt, {waiting_.begin(), waiting_.end()}, paused_};
}

/// What live controls there are depends on it; a damaged one is said where the job is executed.
options::JobConfig JobQueue::configOf(std::int64_t run) const {
    try {
        return options::jobConfigFromJson(project_.run(run).configuration);
    } catch (const std::exception&) {
        return {};
    }
}

void JobQueue::loop(const std::stop_token& stop) {
    while (true) {
        std::shared_ptr<Running> job;
        {
            std::unique_lock lock(mutex_);
            if (!wake_.wait(lock, stop, [this] { return !waiting_.empty() && !paused_; }) || stop.stop_requested()) {
                return;
            }
            const std::int64_t run = waiting_.front();
            waiting_.pop_front();
            job = std::make_shared<Running>(run, configOf(run));
            running_ = job;
        }
        const protocol::JobFinished finished = executeRun(*job);
        {
            const std::lock_guard lock(mutex_);
            running_.reset();
        }
        wake_.notify_all();
        // Only now: who hears that a job has ended may resume it at once.
        handler_(finished);
    }
}

protocol::JobFinished JobQueue::executeRun(Running& job) {
    try {
        handler_(protocol::JobStarted{job.run, project_.run(job.run).kind});
        ThrottledSink sink(job.run, handler_);
        const RunOutcome outcome = execute(project_, job.run, sink, job.stop.get_token(), job.live);
        sink.flush();
        return {job.run, outcome.state, outcome.error ? std::string(errorName(outcome.error->code())) : std::string(),
            outcome.error ? std::string(outcome.error->what()) : std::string()};
    } catch (...) {
        // The job's own errors are in its outcome: this is one that cannot be started, or the project file failing.
        const Error error = currentError();
        try {
            project_.updateRun(job.run,
                {.state = records::RunState::Failed,
                    .results = options::failureJson(error.code()),
                    .error = std::string(error.what())});
        } catch (const std::exception&) { // the same file: who reads the outcome is told
        }
        return {job.run, records::RunState::Failed, std::string(errorName(error.code())), error.what()};
    }
}

}
