// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/run_job.h"

#include <iostream>

#include "app/cli/interrupt_watch.h"
#include "app/cli/live_input.h"
#include "app/cli/still_watch.h"
#include "core/base/error.h"
#include "core/engine/job.h"
#include "core/engine/shared_project.h"
#include "core/engine/trust.h"

namespace paretoscope::cli {

namespace {

constexpr const char* rememberedRun = "run";

/// Wrong input, or a lack of memory: the same again would end the same way.
bool isRefusal(const Error& error) {
    return error.code() != ErrorCode::Interrupted && exitCode(error.code()) > 1;
}

/// Of a process that helps another one, which says all.
class SilentSink final : public engine::JobSink {
public:
    void progress(double, const std::string&, double, const engine::Metrics&) override { }
    void snapshot(const options::SearchSnapshot&) override { }
    void log(protocol::LogLevel, const std::string&) override { }
    void stored() override { }
};

/// `isNew`: nothing is left of the run where the job refuses what it was asked before it began.
options::JobResult executeToEnd(const Session& session, store::Project& project, std::int64_t run, bool isNew) {
    const options::JobConfig config = options::jobConfigFromJson(project.run(run).configuration);
    if (session.trust) {
        engine::allow(project, engine::outsideActions(project, config));
    }
    const auto interrupt = session.interrupt ? session.interrupt : std::make_shared<InterruptWatch>();
    ConsoleSink sink(run, session.format);
    StillWatch watched(run, sink, std::cerr);
    engine::LiveControls live(config);
    std::optional<LiveInput> input;
    if (const auto* search = std::get_if<options::SearchConfig>(&config)) {
        input.emplace(search->mode, live);
    }
    try {
        if (session.processes) {
            engine::shareProject(project, run, *session.processes->collective());
        }
        engine::RunOutcome outcome = engine::execute(project, run, watched, interrupt->token(), live,
            session.processes ? session.processes->collective() : nullptr);
        if (outcome.error) {
            throw Error(*outcome.error);
        }
        return *std::move(outcome.result);
    } catch (const Error& error) {
        const bool neverBegan = project.run(run).state == records::RunState::Queued; // the others were gone before
        if (isNew && (neverBegan || isRefusal(error)) && !sink.begun()) {
            project.removeRun(run);
        }
        throw;
    }
}

bool hasEndedEarly(const records::Run& run) {
    return run.state == records::RunState::Interrupted || run.state == records::RunState::Failed;
}

/// One that failed before it did anything has nothing to go on from, and would fail again.
bool isWorthGoingOn(const records::Run& run) {
    return options::canGoOn(run) && (run.state == records::RunState::Interrupted || run.progress > 0);
}

/// The run that an earlier attempt of a launcher, which has restarted all processes, began.
std::optional<std::int64_t> runOfEarlierAttempt(
    const Session& session, const store::Project& project, options::JobConfig config) {
    if (!session.processes || session.processes->attempt() == 0) {
        return std::nullopt;
    }
    const std::optional<std::string> remembered = session.processes->remembered(rememberedRun);
    options::fillInDevice(config);
    const std::string configuration = options::toJson(config);
    for (const records::Run& run : project.runs({.kind = options::kindOf(config)})) {
        const bool isIt = remembered ? std::to_string(run.id) == *remembered : hasEndedEarly(run);
        if (isIt && run.configuration == configuration) {
            return run.id;
        }
    }
    return std::nullopt;
}

/// Nothing where the project can be written, or holds nothing to export.
std::optional<options::JobResult> exportFromReadOnly(const Session& session, const options::JobConfig& config) {
    if (!std::holds_alternative<options::ExportConfig>(config) || !std::filesystem::exists(session.project)) {
        return std::nullopt;
    }
    try {
        store::Project::open(session.project, store::Mode::ReadWrite);
        return std::nullopt;
    } catch (const Error& error) {
        const bool unwritable = error.code() == ErrorCode::ProjectReadOnly || error.code() == ErrorCode::FileUnwritable
            || error.code() == ErrorCode::ProjectLocked;
        if (!unwritable) {
            throw;
        }
    }
    store::Project project = store::Project::open(session.project, store::Mode::ReadOnly);
    InterruptWatch interrupt;
    ConsoleSink sink(0, session.format);
    engine::LiveControls live(config);
    engine::RunOutcome outcome = engine::executeUnstored(project, config, sink, interrupt.token(), live);
    if (outcome.error) {
        throw Error(*outcome.error);
    }
    sink.log(protocol::LogLevel::Info, "the project cannot be written now, so the export is no run of it");
    return std::move(outcome.result);
}

}

options::JobResult runToEnd(const Session& session, const options::JobConfig& config) {
    options::validate(config);
    if (!session.processes) {
        engine::requireComputer(config);
    }
    if (std::optional<options::JobResult> exported = exportFromReadOnly(session, config)) {
        return *std::move(exported);
    }
    store::Project project = store::Project::openOrCreate(session.project);
    if (const std::optional<std::int64_t> run = runOfEarlierAttempt(session, project, config)) {
        if (const std::optional<options::JobResult> stored = options::resultOf(project.run(*run))) {
            engine::shareProject(project, 0, *session.processes->collective());
            return *stored;
        }
        return executeToEnd(session, project, *run, false);
    }
    const std::int64_t run = engine::addRun(project, config);
    if (session.processes) {
        session.processes->remember(rememberedRun, std::to_string(run));
    }
    return executeToEnd(session, project, run, true);
}

options::JobResult runOnceToEnd(const Session& session, const options::JobConfig& config) {
    options::validate(config);
    engine::requireComputer(config);
    store::Project project = store::Project::openOrCreate(session.project);
    std::int64_t run = engine::runFor(project, config);
    if (project.run(run).state == records::RunState::Finished) {
        run = engine::addRun(project, config); // its steps are there, but its files may be gone or another's by now
    }
    return executeToEnd(session, project, run, project.run(run).state == records::RunState::Queued);
}

void helpToEnd(const Session& session) {
    const std::shared_ptr<search::Collective> collective = session.processes->collective();
    engine::ReceivedProject received(*collective);
    if (received.run() == 0) {
        return;
    }
    SilentSink sink;
    engine::LiveControls live(options::jobConfigFromJson(received.project().run(received.run()).configuration));
    const engine::RunOutcome outcome =
        engine::execute(received.project(), received.run(), sink, session.interrupt->token(), live, collective);
    if (outcome.error) {
        throw Error(*outcome.error);
    }
}

options::JobResult resumeToEnd(const Session& session, records::JobKind kind, std::optional<std::int64_t> run) {
    store::Project project = store::Project::open(session.project, store::Mode::ReadWrite);
    if (!run) {
        for (const records::Run& candidate : project.runs({.kind = kind})) {
            if (isWorthGoingOn(candidate)) {
                run = candidate.id;
                break;
            }
        }
    }
    if (!run) {
        throw Error(ErrorCode::NotFound,
            "There is no interrupted " + std::string(records::name(kind)) + " run in " + session.project.string()
                + " to resume.");
    }
    if (!hasEndedEarly(project.run(*run))) {
        throw Error(ErrorCode::InvalidValue,
            "Run " + std::to_string(*run) + " is " + std::string(records::name(project.run(*run).state))
                + "; only an interrupted or failed run can be resumed.");
    }
    return executeToEnd(session, project, *run, false);
}

}
