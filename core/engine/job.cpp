// SPDX-License-Identifier: Apache-2.0
#include "core/engine/job.h"

#include <chrono>
#include <thread>

#include <nlohmann/json.hpp>
#include <torch/headeronly/version.h>

#include "core/base/error.h"
#include "core/base/json_text.h"
#include "core/base/machine.h"
#include "core/device/gpu_plugin.h"
#include "core/engine/gpus_here.h"
#include "core/engine/log_file.h"
#include "core/engine/meeting.h"
#include "core/engine/torch_boundary.h"
#include "core/engine/trust.h"
#include "paretoscope/version.h"

namespace paretoscope::engine {

namespace {

std::string versionsJson() {
    return base::textOf(
        nlohmann::json{{"program", programVersion}, {"libtorch", TORCH_VERSION}, {"processor", base::processorName()}});
}

RunOutcome failed(const Error& error) {
    const bool interrupted = error.code() == ErrorCode::Interrupted;
    return {interrupted ? records::RunState::Interrupted : records::RunState::Failed, {}, error};
}

RunOutcome attempt(JobContext& context, const options::JobConfig& config) {
    (void)device::openGpuPlugin();
    try {
        RunOutcome outcome;
        atTorchBoundary([&] {
            outcome.result =
                std::visit([&context](const auto& job) -> options::JobResult { return runJob(context, job); }, config);
        });
        return outcome;
    } catch (...) { // memory that ran out ends the job, not the process
        return failed(currentError());
    }
}

/// Whether a stored run does exactly this; one of an older version does not name the options that were added since.
bool isOf(const records::Run& run, const std::string& configuration) {
    if (run.configuration == configuration) {
        return true;
    }
    try {
        return options::toJson(options::jobConfigFromJson(run.configuration)) == configuration;
    } catch (const Error&) { // another version's, or damaged
        return false;
    }
}

/// The configuration of a stored run, checked as if it were asked for now: whoever stored it may have been another
/// program, or somebody who means harm.
options::JobConfig checkedConfig(const store::Project& project, const records::Run& run) {
    options::JobConfig config = options::jobConfigFromJson(run.configuration);
    if (options::kindOf(config) != run.kind) {
        options::throwOtherKind(run.kind, options::kindOf(config));
    }
    options::validate(config);
    std::visit([](const auto& job) { requirePossible(job); }, config);
    requireAllowed(project, outsideActions(project, config));
    return config;
}

}

LiveControls::LiveControls(const options::JobConfig& config) {
    const auto* search = std::get_if<options::SearchConfig>(&config);
    if (search != nullptr && search->mode == options::LambdaMode::Live && !search->lambdas.empty()) {
        price_ = std::make_shared<search::LambdaControl>(search->lambdas.front(), search->mode);
    }
}

search::LambdaControl& LiveControls::required() {
    if (!price_) {
        throw Error(ErrorCode::InvalidValue,
            "This job takes no price of latency now: only a search that was started with a live λ or a target does, "
            "the latter once it has begun.",
            {{"field", "lambda"}});
    }
    return *price_;
}

void LiveControls::setLambda(analysis::Lambda lambda) {
    const std::lock_guard lock(mutex_);
    required().set(lambda.value);
}

void LiveControls::setTarget(double latencyMs) {
    const std::lock_guard lock(mutex_);
    required().setTarget(latencyMs);
}

std::shared_ptr<search::LambdaControl> LiveControls::price(
    const std::function<std::shared_ptr<search::LambdaControl>()>& make) {
    {
        const std::lock_guard lock(mutex_);
        if (price_) {
            return price_;
        }
    }
    std::shared_ptr<search::LambdaControl> made = make(); // takes a while where it predicts
    const std::lock_guard lock(mutex_);
    price_ = made;
    return made;
}

void JobContext::waitWhilePaused() const {
    using namespace std::chrono_literals;
    while (live.paused && !stop.stop_requested()) {
        std::this_thread::sleep_for(50ms);
    }
}

void JobContext::checkpointWait() const {
    waitWhilePaused();
    requireGoingOn(stop.stop_requested());
}

void JobContext::requireGoingOn(bool stopAsked) const {
    if (stopAsked) {
        throw Error(ErrorCode::Interrupted,
            "Run " + std::to_string(run) + " was interrupted; resume it to go on from its last checkpoint.",
            {{"run", std::to_string(run)}});
    }
}

void requireComputer(const options::JobConfig& config) {
    std::visit(
        [](const auto& job) {
            if constexpr (requires { job.on; }) {
                if (const options::ComputeOn on = options::computeOnFrom(job.on); on.gpu) {
                    std::string why;
                    (void)chosenGpu(on, gpusHere(), why);
                }
            }
        },
        config);
}

std::int64_t addRun(store::Project& project, options::JobConfig config, std::int64_t parent) {
    options::fillInDevice(config);
    options::validate(config);
    std::visit([](const auto& job) { requirePossible(job); }, config);
    records::Run run;
    run.parent = parent;
    run.kind = options::kindOf(config);
    run.title = options::title(config);
    run.configuration = options::toJson(config);
    run.seed = options::seedOf(config);
    run.versions = versionsJson();
    const std::int64_t id = project.addRun(run);
    allow(project, writtenFiles(config)); // it was asked for here
    return id;
}

std::int64_t runFor(store::Project& project, options::JobConfig config, std::int64_t parent, std::int64_t after) {
    options::fillInDevice(config);
    const std::string text = options::toJson(config);
    for (const records::Run& run : project.runs({.kind = options::kindOf(config)})) {
        if (run.id <= after || !isOf(run, text)) {
            continue;
        }
        const bool waitsElsewhere = run.state == records::RunState::Queued && run.parent != parent;
        const bool finished = run.state == records::RunState::Finished;
        const bool unreadable = finished && !options::resultOf(run);
        // Its file may be gone by now, or another's.
        const bool exportedBefore = finished && run.kind == records::JobKind::Export && run.parent != parent;
        if (!waitsElsewhere && !unreadable && !exportedBefore) {
            allow(project, writtenFiles(config));
            return run.id;
        }
    }
    return addRun(project, std::move(config), parent);
}

RunOutcome execute(store::Project& project, std::int64_t run, JobSink& sink, std::stop_token stop, LiveControls& live,
    std::shared_ptr<search::Collective> collective) {
    const options::JobConfig config = checkedConfig(project, project.run(run));
    if (collective) {
        requireShareable(std::string(records::name(options::kindOf(config))));
    }
    project.updateRun(run, {.state = records::RunState::Running, .error = std::string()});
    sink.stored();
    LoggedSink logged(run, sink);
    const std::string title =
        "run " + std::to_string(run) + " of " + project.path().string() + ", " + options::title(config);
    writeLog(protocol::LogLevel::Info, title + ": started");
    JobContext context{project, run, logged, std::move(stop), live, std::move(collective)};
    RunOutcome outcome = attempt(context, config);
    writeLog(outcome.state == records::RunState::Failed ? protocol::LogLevel::Error : protocol::LogLevel::Info,
        title + ": " + std::string(records::name(outcome.state))
            + (outcome.error ? std::string(": ") + outcome.error->what() : ""));
    store::RunUpdate update{.state = outcome.state};
    if (outcome.state == records::RunState::Finished) {
        update.progress = 1.0;
        update.results = options::toJson(*outcome.result);
    } else if (outcome.error) {
        update.error = outcome.error->what();
        update.results = options::failureJson(outcome.error->code());
    }
    project.updateRun(run, update);
    sink.stored();
    return outcome;
}

RunOutcome executeUnstored(store::Project& project, const options::JobConfig& config, JobSink& sink,
    std::stop_token stop, LiveControls& live) {
    JobContext context{project, 0, sink, std::move(stop), live};
    return attempt(context, config);
}

}
