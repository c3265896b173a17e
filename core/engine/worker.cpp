// SPDX-License-Identifier: Apache-2.0
#include "core/engine/worker.h"

#include <algorithm>
#include <cstdlib>
#include <istream>
#include <mutex>
#include <ostream>
#include <string>

#include <unistd.h>

#include "core/base/error.h"
#include "core/base/machine.h"
#include "core/engine/job_queue.h"
#include "core/engine/profiles.h"
#include "core/engine/trust.h"
#include "core/protocol/line_buffer.h"
#include "core/protocol/messages.h"

namespace paretoscope::engine {

namespace {

/// Events come from the queue's thread and answers from the reader's: one line at a time.
class EventWriter {
public:
    explicit EventWriter(std::ostream& output) : output_(output) { }

    void operator()(const protocol::Event& event) {
        const std::string line = protocol::encode(event);
        const std::lock_guard lock(mutex_);
        output_ << line << '\n' << std::flush;
    }

private:
    std::ostream& output_;
    std::mutex mutex_;
};

using Result = decltype(protocol::Answer::result);

/// Carries a request out; returns the answer's result.
struct RequestHandler {
    JobQueue& queue;
    store::Project& project;
    EventWriter& write;

    Result operator()(const protocol::Start& request) const {
        return protocol::StartedRun{queue.start(request.config)};
    }
    Result operator()(const protocol::Stop& request) const {
        queue.stop(request.run);
        return {};
    }
    Result operator()(const protocol::Pause& request) const {
        queue.pause(request.run);
        return {};
    }
    Result operator()(const protocol::Resume& request) const {
        queue.resume(request.run);
        return {};
    }
    Result operator()(const protocol::AllowRun& request) const {
        allow(project, outsideActions(project, options::jobConfigFromJson(project.run(request.run).configuration)));
        queue.resume(request.run);
        return {};
    }
    Result operator()(const protocol::SetLambda& request) const {
        queue.setLambda(request.run, request.lambda);
        return {};
    }
    Result operator()(const protocol::SetTarget& request) const {
        queue.setTarget(request.run, request.latencyMs);
        return {};
    }
    Result operator()(const protocol::QueueList&) const { return queue.state(); }
    Result operator()(const protocol::Reorder& request) const {
        queue.reorder(request.runs);
        return {};
    }
    Result operator()(const protocol::PauseQueue& request) const {
        queue.setPaused(request.paused);
        return {};
    }
    Result operator()(const protocol::AnnotateRun& request) const {
        const protocol::QueueState state = queue.state();
        const bool busy = state.running == request.run
            || std::find(state.waiting.begin(), state.waiting.end(), request.run) != state.waiting.end();
        if (busy && request.deleted.value_or(false)) {
            throw Error(ErrorCode::InvalidValue,
                "Run " + std::to_string(request.run) + " is running or waiting. Stop it before deleting it.",
                {{"run", std::to_string(request.run)}});
        }
        project.updateRun(request.run, {.tags = request.tags, .note = request.note, .deleted = request.deleted});
        write(protocol::StoreChanged{});
        return {};
    }
    Result operator()(const protocol::AnnotateCandidates& request) const {
        project.remark(request.candidates, {.starred = request.starred, .note = request.note});
        write(protocol::StoreChanged{});
        return {};
    }
    Result operator()(const protocol::PurgeDeletedRuns&) const {
        const int purged = project.purgeDeletedRuns();
        write(protocol::StoreChanged{});
        return protocol::FreedSpace{.runs = purged};
    }
    Result operator()(const protocol::RemoveSpareCheckpoints&) const {
        if (queue.state().running) {
            throw Error(ErrorCode::InvalidValue, "A job is running. Make room when it has ended.");
        }
        const store::CheckpointUse removed = project.removeSpareCheckpoints();
        write(protocol::StoreChanged{});
        return protocol::FreedSpace{static_cast<int>(removed.runs), static_cast<std::int64_t>(removed.bytes)};
    }
    Result operator()(const protocol::ImportProfile& request) const {
        const std::string computer = computerNamedBy(request.path);
        const ProfileImport added = storeProfile(project, interchange::readProfile(request.path), computer);
        write(protocol::StoreChanged{});
        return protocol::ImportedProfile{computer, static_cast<int>(added.stored), static_cast<int>(added.known),
            static_cast<int>(added.predictors.size())};
    }
    Result operator()(const protocol::Shutdown&) const { return {}; }
    Result operator()(const protocol::Ping&) const { return {}; }
    Result operator()(const protocol::UnknownRequest& request) const {
        throw Error(ErrorCode::ProtocolViolation, "The worker does not know the request '" + request.type + "'.",
            {{"type", request.type}});
    }
};

protocol::Answer failure(std::int64_t id, const Error& error) {
    return {.id = id,
        .ok = false,
        .errorCode = std::string(errorName(error.code())),
        .errorText = error.what(),
        .result = {}};
}

/// False where the worker was asked to leave or nobody asks any more.
bool answerNext(std::istream& input, const RequestHandler& handler) {
    protocol::Request request;
    try {
        const std::optional<std::string> line = protocol::readLine(input);
        if (!line) {
            return false;
        }
        request = protocol::decodeRequest(*line);
        Result result = std::visit(handler, request.body);
        handler.write(protocol::Answer{
            .id = request.id, .ok = true, .errorCode = {}, .errorText = {}, .result = std::move(result)});
    } catch (...) { // also memory that ran out over an import: the job that runs beside it goes on
        handler.write(failure(request.id, currentError()));
    }
    return !std::holds_alternative<protocol::Shutdown>(request.body);
}

}

void serveWorker(
    const std::filesystem::path& path, std::istream& input, std::ostream& output, const std::stop_token& stop) {
    store::Project project = store::Project::openOrCreate(path);
    EventWriter write(output);
    JobQueue queue(project, [&write](const protocol::Event& event) { write(event); });
    write(protocol::Hello{.processId = getpid(), .host = base::hostName(), .project = path.string()});
    // A signal cannot end the wait for the next request: the job is stopped, and the process left once it has saved.
    const std::stop_callback leave(stop, [&queue] {
        queue.stopAll();
        std::_Exit(exitCode(ErrorCode::Interrupted));
    });
    while (answerNext(input, RequestHandler{queue, project, write})) { }
}

}
