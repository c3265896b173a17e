// SPDX-License-Identifier: Apache-2.0
#include "core/engine/job.h"

#include <chrono>
#include <exception>
#include <fstream>
#include <thread>

#include <nlohmann/json.hpp>
#include <torch/headeronly/version.h>

#include "core/base/error.h"
#include "core/engine/log_file.h"
#include "core/engine/torch_boundary.h"
#include "core/engine/tune_plan.h"
#include "paretoscope/version.h"

namespace paretoscope::engine {

namespace {

std::string processorName() {
    std::ifstream info("/proc/cpuinfo");
    for (std::string line; std::getline(info, line);) {
        if (line.starts_with("model name")) {
            return line.substr(line.find(':') + 2);
        }
    }
    return "unknown";
}

std::string versionsJson() {
    return nlohmann::json{{"program", programVersion}, {"libtorch", TORCH_VERSION}, {"processor", processorName()}}
        .dump();
}

std::uint64_t seedOf(const protocol::JobConfig& config) {
    return std::visit([](const auto& fields) { return fields.seed; }, config);
}

/// Empty device settings become this computer's before the run is stored: a stored run must say where it ran.
void fillIn(protocol::JobConfig& config) {
    std::visit(
        [](auto& fields) {
            if constexpr (requires { fields.deviceSetting; }) {
                fields.deviceSetting = toText(settingOr(fields.deviceSetting));
            }
        },
        config);
}

std::string dispatch(JobContext& context, const protocol::JobConfig& config) {
    struct Visitor {
        JobContext& context;
        std::string operator()(const protocol::MeasureConfig& job) const { return runMeasure(context, job); }
        std::string operator()(const protocol::FitConfig& job) const { return runFit(context, job); }
        std::string operator()(const protocol::SearchConfig& job) const { return runSearch(context, job); }
        std::string operator()(const protocol::TrainConfig& job) const { return runTrain(context, job); }
        std::string operator()(const protocol::ExportConfig& job) const { return runExport(context, job); }
        std::string operator()(const protocol::TuneConfig& job) const { return runTune(context, job); }
        std::string operator()(const protocol::ScoreConfig& job) const { return runScore(context, job); }
    };
    return std::visit(Visitor{context}, config);
}

RunOutcome failed(const Error& error) {
    const bool interrupted = error.code() == ErrorCode::Interrupted;
    return {interrupted ? records::RunState::Interrupted : records::RunState::Failed, {}, error};
}

RunOutcome attempt(JobContext& context, const protocol::JobConfig& config) {
    try {
        RunOutcome outcome;
        atTorchBoundary([&] { outcome.results = dispatch(context, config); });
        return outcome;
    } catch (const Error& error) {
        return failed(error);
    } catch (const std::exception& error) {
        return failed(Error(ErrorCode::EngineFailure, std::string("The engine failed: ") + error.what()));
    }
}

}

void JobContext::checkpointWait() const {
    using namespace std::chrono_literals;
    while (live.paused && !stop.stop_requested()) {
        std::this_thread::sleep_for(50ms);
    }
    if (stop.stop_requested()) {
        throw Error(ErrorCode::Interrupted,
            "Run " + std::to_string(run) + " was interrupted; resume it to go on from its last checkpoint.",
            {{"run", std::to_string(run)}});
    }
}

records::DeviceSetting settingOr(const std::string& deviceSetting) {
    return records::storedDeviceSetting(deviceSetting.empty() ? protocol::defaultDeviceSetting() : deviceSetting);
}

std::int64_t addRun(store::Project& project, protocol::JobConfig config) {
    fillIn(config);
    protocol::validate(config);
    if (const auto* tune = std::get_if<protocol::TuneConfig>(&config)) {
        planOf(*tune); // what is wrong with a shape or an accelerator is said before the run is stored
    }
    records::Run run;
    run.kind = protocol::kindOf(config);
    run.title = protocol::title(config);
    run.configuration = protocol::toJson(config);
    run.seed = seedOf(config);
    run.versions = versionsJson();
    return project.addRun(run);
}

RunOutcome execute(store::Project& project, std::int64_t run, JobSink& sink, std::stop_token stop, LiveControls& live) {
    const protocol::JobConfig config = protocol::jobConfigFromJson(project.run(run).configuration);
    project.updateRun(run, {.state = records::RunState::Running, .error = std::string()});
    sink.stored();
    LoggedSink logged(run, sink);
    const std::string title =
        "run " + std::to_string(run) + " of " + project.path().string() + ", " + protocol::title(config);
    writeLog(protocol::LogLevel::Info, title + ": started");
    JobContext context{project, run, logged, std::move(stop), live};
    RunOutcome outcome = attempt(context, config);
    writeLog(outcome.state == records::RunState::Failed ? protocol::LogLevel::Error : protocol::LogLevel::Info,
        title + ": " + std::string(records::name(outcome.state))
            + (outcome.error ? std::string(": ") + outcome.error->what() : ""));
    store::RunUpdate update{.state = outcome.state};
    if (outcome.state == records::RunState::Finished) {
        update.progress = 1.0;
        update.results = outcome.results;
    } else if (outcome.error) {
        update.error = outcome.error->what();
    }
    project.updateRun(run, update);
    sink.stored();
    return outcome;
}

}
