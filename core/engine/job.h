// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <limits>
#include <optional>
#include <stop_token>
#include <string>

#include "core/base/error.h"
#include "core/protocol/job_config.h"
#include "core/protocol/messages.h"
#include "core/store/project.h"

namespace paretoscope::engine {

/// What a person may turn while a job runs. Written by any thread, read by the job at each step.
struct LiveControls {
    std::atomic<double> lambda{-1}; ///< λ from the slider; negative: as configured
    std::atomic<double> targetLatencyMs{std::numeric_limits<double>::quiet_NaN()}; ///< NaN: as configured
    std::atomic<bool> paused{false}; ///< the job waits at its next step
};

/// Where a job says how it goes. Called from the job's thread only; must return at once.
class JobSink {
public:
    virtual ~JobSink() = default;
    /// `fraction` 0..1; `etaSeconds` NaN while unknown; `metrics` a flat JSON object or empty.
    virtual void progress(
        double fraction, const std::string& message, double etaSeconds, const std::string& metrics) = 0;
    /// The newest state of the job; a later one of the same kind replaces it.
    virtual void snapshot(const std::string& kind, const std::string& json) = 0;
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

    /// Waits while the job is paused; then throws Error (Interrupted) where a stop was asked for. Call it at each step.
    void checkpointWait() const;
};

/// The device setting of a configuration, this computer's own where it names none.
records::DeviceSetting settingOr(const std::string& deviceSetting);

/// Each job does (or goes on with) its work, stores everything as it goes, and returns its results as JSON. They throw
/// Error.
std::string runMeasure(JobContext& context, const protocol::MeasureConfig& config);
std::string runFit(JobContext& context, const protocol::FitConfig& config);
std::string runSearch(JobContext& context, const protocol::SearchConfig& config);
std::string runTrain(JobContext& context, const protocol::TrainConfig& config);
std::string runExport(JobContext& context, const protocol::ExportConfig& config);
std::string runTune(JobContext& context, const protocol::TuneConfig& config);
std::string runScore(JobContext& context, const protocol::ScoreConfig& config);

/// Checks the configuration and adds the run, Queued, to the project. Throws Error where the configuration is wrong.
std::int64_t addRun(store::Project& project, protocol::JobConfig config);

/// Runs the job of a stored run to its end, from its last checkpoint where there is one, and stores how it ended:
/// Finished with its results, Interrupted, or Failed with the error. Does not throw what the job threw: `error` returns
/// it.
struct RunOutcome {
    records::RunState state = records::RunState::Finished;
    std::string results; ///< JSON
    std::optional<Error> error; ///< set for Interrupted and Failed
};
RunOutcome execute(store::Project& project, std::int64_t run, JobSink& sink, std::stop_token stop, LiveControls& live);

}
