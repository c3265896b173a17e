// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>

#include "core/analysis/lambda_line.h"
#include "core/base/error.h"
#include "core/options/jobs.h"
#include "core/options/search_progress.h"
#include "core/protocol/messages.h"
#include "core/search/lambda_control.h"
#include "core/store/project.h"

namespace paretoscope::search {
class Collective;
}

namespace paretoscope::engine {

/// Settings that may change while a job runs. All functions may be called from any thread.
class LiveControls {
public:
    LiveControls() = default;
    /// Of a search with a live λ: it may be set from now on, also before the search has begun.
    explicit LiveControls(const options::JobConfig& config);

    std::atomic<bool> paused{false}; ///< the job waits at its next step

    /// Throws Error (InvalidValue) where λ is negative or not finite, or the job is no search that was started with a
    /// live λ.
    void setLambda(analysis::Lambda lambda);
    /// Throws Error: InvalidValue where the job is no search with a target, or has not begun; InfeasibleTarget.
    void setTarget(double latencyMs);

    /// The price that the job searches with: the one that a live λ already has, else what `make` gives.
    std::shared_ptr<search::LambdaControl> price(const std::function<std::shared_ptr<search::LambdaControl>()>& make);

private:
    [[nodiscard]] search::LambdaControl& required();

    std::mutex mutex_;
    std::shared_ptr<search::LambdaControl> price_; ///< λ's one mailbox: the search reads it at each step
};

/// Of the newest step, for machines.
using Metrics = std::map<std::string, double>;

/// Where a job says how it goes. Called from the job's thread only; must return at once.
class JobSink {
public:
    virtual ~JobSink() = default;
    /// `fraction` 0..1; `etaSeconds` NaN while unknown.
    virtual void progress(
        double fraction, const std::string& message, double etaSeconds, const Metrics& metrics = {}) = 0;
    /// The newest state of a search; a later one replaces it.
    virtual void snapshot(const options::SearchSnapshot& search) = 0;
    virtual void log(protocol::LogLevel level, const std::string& text) = 0;
    /// Something was written to the project.
    virtual void stored() = 0;
};

/// All that a job works with.
struct JobContext {
    store::Project& project;
    std::int64_t run;
    JobSink& sink;
    std::stop_token stop;
    LiveControls& live;
    std::shared_ptr<search::Collective> collective = nullptr; ///< null: this process takes the job alone

    /// Waits while the job is paused, at most until a stop is asked for.
    void waitWhilePaused() const;
    /// The same; then throws Error (Interrupted) where a stop was asked for. Call it at each step of a job that has
    /// stored all it did; one that keeps a state saves it first.
    void checkpointWait() const;
    /// The same where processes stop together: throws where a stop was asked of any of them.
    void requireGoingOn(bool stopAsked) const;
};

/// Does (or goes on with) a job's work, stores everything as it goes, and returns what it resulted in. Throws
/// Error. One specialisation a configuration of options::JobConfig, in the job's own file; nothing else names them all.
template <typename Config>
typename Config::Result runJob(JobContext& context, const Config& config);

/// What of a configuration only its job can tell to be wrong, before the run is stored. Throws Error. A job that has
/// something to say declares an overload for its configuration.
template <typename Config>
void requirePossible(const Config&) { }
template <>
void requirePossible(const options::TuneConfig& config);

/// Before the run of one process is stored: a job for a GPU that is not here would fail at its start, and again when it
/// is resumed. Throws Error as chosenGpu(). Several processes find together what they cannot do, at their start.
void requireComputer(const options::JobConfig& config);

/// Checks the configuration and adds the run, Queued, to the project. Throws Error where the configuration is wrong.
/// `parent`: the pipeline's run that it is a step of, 0 for none.
std::int64_t addRun(store::Project& project, options::JobConfig config, std::int64_t parent = 0);

/// The newest run of exactly this configuration, added after the run `after`, that has finished or can go on; else a
/// new one, as addRun(). An export that has finished is none, unless as a step of `parent`: its file may be gone.
std::int64_t runFor(
    store::Project& project, options::JobConfig config, std::int64_t parent = 0, std::int64_t after = 0);

/// Runs the job of a stored run to its end, from its last checkpoint where there is one, and stores how it ended:
/// Finished with its results, Interrupted, or Failed with the error. Does not throw what the job threw: `error` returns
/// it. Throws Error, and leaves the run as it is, where its configuration is wrong or wants something outside of the
/// project that was not allowed here (core/engine/trust.h).
struct RunOutcome {
    records::RunState state = records::RunState::Finished;
    std::optional<options::JobResult> result; ///< set for Finished
    std::optional<Error> error; ///< set for Interrupted and Failed
};
/// `collective`: the processes that take the job together, each with a project of its own to write to, of which rank
/// 0's is kept; null for one. Throws Error (InvalidValue) where they cannot take a job of that kind.
RunOutcome execute(store::Project& project, std::int64_t run, JobSink& sink, std::stop_token stop, LiveControls& live,
    std::shared_ptr<search::Collective> collective = nullptr);

/// The same of a job that writes nothing to the project, an export, without a run of its own: from a project that
/// cannot be written.
RunOutcome executeUnstored(
    store::Project& project, const options::JobConfig& config, JobSink& sink, std::stop_token stop, LiveControls& live);

}
