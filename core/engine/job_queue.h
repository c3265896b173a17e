// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "core/engine/job.h"

namespace paretoscope::engine {

/// Runs the jobs of a project one at a time, in order. All functions may be called from any thread and return at once.
/// Events arrive on the queue's own thread, but JobQueued, and JobFinished of a run that was stopped while it waited,
/// on the caller's: the handler must take both. The destructor stops the running job at its next step (with a
/// checkpoint) and joins.
class JobQueue {
public:
    using EventHandler = std::function<void(const protocol::Event&)>;

    JobQueue(store::Project& project, EventHandler handler);
    ~JobQueue();
    JobQueue(const JobQueue&) = delete;
    JobQueue& operator=(const JobQueue&) = delete;

    /// Checks and stores the job; returns its run. Throws Error.
    std::int64_t start(const options::JobConfig& config);
    /// Queues an interrupted or failed run again, or lets a paused one go on. Throws Error (NotFound, InvalidValue).
    void resume(std::int64_t run);
    /// Ends the running job at its next step, or takes a waiting one out of the queue. Throws Error (NotFound).
    void stop(std::int64_t run);
    void pause(std::int64_t run);
    /// Throw Error: NotFound where the run is not running, and what LiveControls throws.
    void setLambda(std::int64_t run, analysis::Lambda lambda);
    void setTarget(std::int64_t run, double latencyMs);
    /// The named runs first, in that order.
    void reorder(const std::vector<std::int64_t>& runs);
    /// Nothing is taken from the queue until it goes on; the running job is not touched.
    void setPaused(bool paused);

    /// Stops the running job at its next step, takes nothing up any more, and returns when the job has saved.
    void stopAll();

    [[nodiscard]] protocol::QueueState state() const;

private:
    struct Running;
    void enqueue(const records::Run& run);
    void loop(const std::stop_token& stop);
    protocol::JobFinished executeRun(Running& job);
    [[nodiscard]] options::JobConfig configOf(std::int64_t run) const;
    Running& requireRunning(std::int64_t run);

    store::Project& project_;
    EventHandler handler_;
    mutable std::mutex mutex_;
    std::condition_variable_any wake_;
    std::deque<std::int64_t> waiting_;
    std::shared_ptr<Running> running_;
    bool paused_ = false;
    std::jthread thread_; ///< last: it uses the rest
};

}
