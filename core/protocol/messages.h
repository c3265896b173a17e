// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/analysis/lambda_line.h"
#include "core/options/jobs.h"
#include "core/options/search_progress.h"
#include "core/records/run.h"

/// What the window and its worker (or a terminal's) say to each other: one JSON object a line. Large arrays stay in the
/// project file. Each message names itself by `type`. All functions may be called from any thread.
namespace paretoscope::protocol {

inline constexpr int protocolVersion = 2;
/// A longer line is refused on both ends (LineBuffer): nothing of this size is meant to travel here.
inline constexpr std::size_t maxLineBytes = std::size_t{8} << 20U;

// ---- Requests, window → worker. Each is answered by one Answer with its id.

/// Answered by a StartedRun.
struct Start {
    static constexpr const char* typeName = "start";
    options::JobConfig config;
};
/// Ends it at the next step; it can be resumed
struct Stop {
    static constexpr const char* typeName = "stop";
    std::int64_t run = 0;
};
/// Keeps it in memory, waiting
struct Pause {
    static constexpr const char* typeName = "pause";
    std::int64_t run = 0;
};
/// A paused one, or an interrupted one from its checkpoint
struct Resume {
    static constexpr const char* typeName = "resume";
    std::int64_t run = 0;
};
/// Lets the run do here what it wants to do outside of the project (ErrorCode::NotTrusted said what), now and later,
/// and resumes it
struct AllowRun {
    static constexpr const char* typeName = "allowRun";
    std::int64_t run = 0;
};
/// Refused where the search was not started with a live λ.
struct SetLambda {
    static constexpr const char* typeName = "setLambda";
    std::int64_t run = 0;
    analysis::Lambda lambda;
};
/// Another target for a search that was started with one; refused for others.
struct SetTarget {
    static constexpr const char* typeName = "setTarget";
    std::int64_t run = 0;
    double latencyMs = 0;
};
/// Answered by a QueueState.
struct QueueList {
    static constexpr const char* typeName = "queueList";
};
/// The waiting runs in their new order; those not named keep their order behind them.
struct Reorder {
    static constexpr const char* typeName = "reorder";
    std::vector<std::int64_t> runs;
};
/// Waiting runs stay waiting until the queue goes on; a running one is not touched.
struct PauseQueue {
    static constexpr const char* typeName = "pauseQueue";
    bool paused = true;
};
/// What the user says about a run; what is not given stays.
struct AnnotateRun {
    static constexpr const char* typeName = "annotateRun";
    std::int64_t run = 0;
    std::optional<std::string> tags; ///< separated by commas
    std::optional<std::string> note;
    std::optional<bool> deleted; ///< into the bin, or out of it; refused for a run that waits or runs
};
/// What the user says about candidates, and so about their architectures in all runs; what is not given stays.
struct AnnotateCandidates {
    static constexpr const char* typeName = "annotateCandidates";
    std::vector<std::int64_t> candidates;
    std::optional<bool> starred;
    std::optional<std::string> note;
};
/// Removes the runs in the bin for good. Answered by a FreedSpace.
struct PurgeDeletedRuns {
    static constexpr const char* typeName = "purgeDeletedRuns";
};
/// Deletes checkpoints kept only for scoring and shrinks the file. Answered by a FreedSpace. Refused while a job runs.
struct RemoveSpareCheckpoints {
    static constexpr const char* typeName = "removeSpareCheckpoints";
};
/// Takes a device profile's measurements and predictors into the project, as those of the computer that the file is
/// named after. Answered by an ImportedProfile.
struct ImportProfile {
    static constexpr const char* typeName = "importProfile";
    std::string path;
};
/// Checkpoint, fold the project file, leave
struct Shutdown {
    static constexpr const char* typeName = "shutdown";
};
struct Ping {
    static constexpr const char* typeName = "ping";
};
/// A request of a newer version: the worker answers it with an error.
struct UnknownRequest {
    std::string type;
};

struct Request {
    std::int64_t id = 0; ///< the sender's count
    std::variant<Start, Stop, Pause, Resume, SetLambda, SetTarget, QueueList, Reorder, PauseQueue, AnnotateRun,
        AnnotateCandidates, PurgeDeletedRuns, RemoveSpareCheckpoints, ImportProfile, Shutdown, Ping, AllowRun,
        UnknownRequest>
        body;
};

// ---- What an answer holds.

struct StartedRun {
    static constexpr const char* typeName = "startedRun";
    std::int64_t run = 0;
};
struct QueueState {
    static constexpr const char* typeName = "queueState";
    std::optional<std::int64_t> running;
    std::vector<std::int64_t> waiting; ///< in their order
    bool paused = false;
};
struct FreedSpace {
    static constexpr const char* typeName = "freedSpace";
    int runs = 0; ///< that something was removed of
    std::int64_t bytes = 0;
};
struct ImportedProfile {
    static constexpr const char* typeName = "importedProfile";
    std::string computer;
    int stored = 0; ///< measurements
    int known = 0; ///< those that the project had
    int predictors = 0;
};

// ---- Events, worker → window.

struct Hello {
    static constexpr const char* typeName = "hello";
    int version = protocolVersion;
    std::int64_t processId = 0;
    std::string host;
    std::string project; ///< path of the project file
};
struct JobQueued {
    static constexpr const char* typeName = "jobQueued";
    std::int64_t run = 0;
    records::JobKind kind = records::JobKind::Search;
    std::string title;
};
struct JobStarted {
    static constexpr const char* typeName = "jobStarted";
    std::int64_t run = 0;
    records::JobKind kind = records::JobKind::Search;
};
struct Progress {
    static constexpr const char* typeName = "progress";
    std::int64_t run = 0;
    double fraction = 0; ///< 0..1
    std::string message; ///< "epoch 3 of 25"
    double etaSeconds = 0; ///< NaN while unknown
    std::map<std::string, double> metrics; ///< of the newest step, for machines
};
/// The newest state of a search; a later one of the same run replaces it.
struct Snapshot {
    static constexpr const char* typeName = "snapshot";
    std::int64_t run = 0;
    options::SearchSnapshot search;
};
enum class LogLevel : std::uint8_t { Debug, Info, Warning, Error };
inline std::array<base::Named<LogLevel>, 4> namesOf(LogLevel) {
    return {{{LogLevel::Debug, "debug"}, {LogLevel::Info, "info"}, {LogLevel::Warning, "warning"},
        {LogLevel::Error, "error"}}};
}
struct Log {
    static constexpr const char* typeName = "log";
    LogLevel level = LogLevel::Info;
    std::string text;
};
struct JobFinished {
    static constexpr const char* typeName = "jobFinished";
    std::int64_t run = 0;
    records::RunState state = records::RunState::Finished;
    std::string errorCode; ///< errorName(ErrorCode), empty where it went well
    std::string errorText;
};
struct Answer {
    static constexpr const char* typeName = "answer";
    std::int64_t id = 0; ///< of the request
    bool ok = true;
    std::string errorCode;
    std::string errorText;
    std::variant<std::monostate, StartedRun, QueueState, FreedSpace, ImportedProfile> result;

    /// The result, null where the request was refused or has another one.
    template <typename Result>
    [[nodiscard]] const Result* get() const {
        return ok ? std::get_if<Result>(&result) : nullptr;
    }
};
/// The project file has changed: read what you show again.
struct StoreChanged {
    static constexpr const char* typeName = "storeChanged";
};
/// An event of a newer version: to be ignored.
struct UnknownEvent {
    std::string type;
};

using Event = std::variant<Hello, JobQueued, JobStarted, Progress, Snapshot, Log, JobFinished, Answer, StoreChanged,
    UnknownEvent>;

/// One line without its line end. Throws Error (ProtocolViolation) where it would be too long. Text that is not UTF-8
/// is sent with replacement characters; NaN and infinities survive.
/// A job from which nothing new comes for so long stands still, and its user is told, in a window and in a terminal.
inline constexpr std::chrono::minutes stillFor{10};
/// But for the time left, which changes also where a job stands still.
bool sayTheSame(const Progress& a, const Progress& b);

std::string encode(const Request& request);
std::string encode(const Event& event);

/// Throw Error (ProtocolViolation) saying what is wrong: no JSON, too long, nested too deep, a field missing or of
/// another type. Fields that are not known are ignored, types that are not known come back as UnknownRequest and
/// UnknownEvent.
Request decodeRequest(std::string_view line);
Event decodeEvent(std::string_view line);

}
