// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/run_job.h"

#include <csignal>
#include <stop_token>
#include <thread>

#include <pthread.h>

#include "core/engine/job.h"
#include "core/records/error.h"

namespace paretoscope::cli {

namespace {

/// Turns Ctrl-C and a polite kill into a stop request. The signals are blocked and waited for in a thread of their own,
/// so that no code runs in a signal handler; a second Ctrl-C ends the program at once.
class InterruptWatch {
public:
    InterruptWatch() {
        sigemptyset(&signals_);
        sigaddset(&signals_, SIGINT);
        sigaddset(&signals_, SIGTERM);
        pthread_sigmask(SIG_BLOCK, &signals_, &previous_);
        watcher_ = std::jthread([this](const std::stop_token& done) { watch(done); });
    }
    ~InterruptWatch() {
        watcher_.request_stop();
        watcher_.join();
        pthread_sigmask(SIG_SETMASK, &previous_, nullptr);
    }
    InterruptWatch(const InterruptWatch&) = delete;
    InterruptWatch& operator=(const InterruptWatch&) = delete;

    [[nodiscard]] std::stop_token token() const { return stop_.get_token(); }

private:
    void watch(const std::stop_token& done) {
        constexpr timespec interval{.tv_sec = 0, .tv_nsec = 100'000'000};
        while (!done.stop_requested()) {
            if (sigtimedwait(&signals_, nullptr, &interval) < 0) {
                continue;
            }
            if (stop_.stop_requested()) {
                std::_Exit(exitCode(ErrorCode::Interrupted));
            }
            stop_.request_stop();
        }
    }

    sigset_t signals_{};
    sigset_t previous_{};
    std::stop_source stop_;
    std::jthread watcher_;
};

std::string executeToEnd(const Session& session, store::Project& project, std::int64_t run) {
    InterruptWatch interrupt;
    ConsoleSink sink(run, session.format);
    engine::LiveControls live;
    engine::RunOutcome outcome = engine::execute(project, run, sink, interrupt.token(), live);
    if (outcome.error) {
        throw Error(*outcome.error);
    }
    return outcome.results;
}

bool canGoOn(const records::Run& run) {
    return run.state == records::RunState::Interrupted || run.state == records::RunState::Failed;
}

}

std::string runToEnd(const Session& session, const protocol::JobConfig& config) {
    protocol::validate(config);
    store::Project project = store::Project::openOrCreate(session.project);
    return executeToEnd(session, project, engine::addRun(project, config));
}

std::string resumeToEnd(const Session& session, records::JobKind kind, std::optional<std::int64_t> run) {
    store::Project project = store::Project::open(session.project, store::Mode::ReadWrite);
    if (!run) {
        for (const records::Run& candidate : project.runs({.kind = kind})) {
            if (canGoOn(candidate)) {
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
    if (!canGoOn(project.run(*run))) {
        throw Error(ErrorCode::InvalidValue,
            "Run " + std::to_string(*run) + " is " + std::string(records::name(project.run(*run).state))
                + "; only an interrupted or failed run can be resumed.");
    }
    return executeToEnd(session, project, *run);
}

}
