// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/records/run.h"

/// What the window and its worker (or a terminal's) say to each other: one JSON object a line. Large arrays stay in the
/// project file. Fields named JSON hold the text of a JSON object. All functions may be called from any thread.
namespace paretoscope::protocol {

inline constexpr int protocolVersion = 1;
/// A longer line is refused on both ends: nothing of this size is meant to travel here.
inline constexpr std::size_t maxLineBytes = std::size_t{8} << 20U;

// ---- Requests, window → worker. Each is answered by one Answer with its id.

struct Start {
    records::JobKind kind = records::JobKind::Search;
    std::string title;
    std::string configuration; ///< JSON, what becomes Run::configuration
};
/// Ends it at the next step; it can be resumed
struct Stop {
    std::int64_t run = 0;
};
/// Keeps it in memory, waiting
struct Pause {
    std::int64_t run = 0;
};
/// A paused one, or an interrupted one from its checkpoint
struct Resume {
    std::int64_t run = 0;
};
struct SetLambda {
    std::int64_t run = 0;
    double lambda = 0;
};
/// Another target for a search that was started with one; no value: nothing changes.
struct SetTarget {
    std::int64_t run = 0;
    std::optional<double> latencyMs;
};
/// The answer's `result` holds {"queue": [run ids], "running": id or null, "paused": bool}
struct QueueList { };
/// The waiting runs in their new order; those not named keep their order behind them.
struct Reorder {
    std::vector<std::int64_t> runs;
};
/// Waiting runs stay waiting until the queue goes on; a running one is not touched.
struct PauseQueue {
    bool paused = true;
};
/// What the user says about a run; what is not given stays.
struct AnnotateRun {
    std::int64_t run = 0;
    std::optional<std::string> tags; ///< separated by commas
    std::optional<std::string> note;
    std::optional<bool> deleted; ///< into the bin, or out of it; refused for a run that waits or runs
};
/// Removes the runs in the bin for good. The answer's `result` holds {"runs": how many}
struct PurgeDeletedRuns { };
/// Removes what finished searches keep only to score with, and gives the room back. The answer's `result` holds
/// {"runs": how many, "bytes": how much}. Refused while a job runs.
struct RemoveSpareCheckpoints { };
/// Takes a device profile's measurements and predictors into the project, as those of the computer that the file is
/// named after. The answer's `result` holds {"computer": its name, "stored": measurements, "known": those the project
/// had, "predictors": how many}.
struct ImportProfile {
    std::string path;
};
/// Checkpoint, fold the project file, leave
struct Shutdown { };
struct Ping { };
/// A request of a newer version: the worker answers it with an error.
struct UnknownRequest {
    std::string type;
};

struct Request {
    std::int64_t id = 0; ///< the sender's count
    std::variant<Start, Stop, Pause, Resume, SetLambda, SetTarget, QueueList, Reorder, PauseQueue, AnnotateRun,
        PurgeDeletedRuns, RemoveSpareCheckpoints, ImportProfile, Shutdown, Ping, UnknownRequest>
        body;
};

// ---- Events, worker → window.

struct Hello {
    int version = protocolVersion;
    std::int64_t processId = 0;
    std::string host;
    std::string project; ///< path of the project file
};
struct JobQueued {
    std::int64_t run = 0;
    records::JobKind kind = records::JobKind::Search;
    std::string title;
};
struct JobStarted {
    std::int64_t run = 0;
    records::JobKind kind = records::JobKind::Search;
};
struct Progress {
    std::int64_t run = 0;
    double fraction = 0; ///< 0..1
    std::string message; ///< "epoch 3 of 25"
    double etaSeconds = 0; ///< NaN while unknown
    std::string metrics; ///< JSON, flat; empty where there are none
};
/// The newest state of a job; a later one of the same run and kind replaces it.
struct Snapshot {
    std::int64_t run = 0;
    std::string kind; ///< "search" (SearchSnapshot), others as the job says
    std::string content; ///< JSON
};
enum class LogLevel : std::uint8_t { Debug, Info, Warning, Error };
std::string_view name(LogLevel level);
struct Log {
    LogLevel level = LogLevel::Info;
    std::string text;
};
struct JobFinished {
    std::int64_t run = 0;
    records::RunState state = records::RunState::Finished;
    std::string errorCode; ///< errorName(ErrorCode), empty where it went well
    std::string errorText;
};
struct Answer {
    std::int64_t id = 0; ///< of the request
    bool ok = true;
    std::string errorCode;
    std::string errorText;
    std::string result; ///< JSON, empty where there is none; for Start {"run": id}
};
/// The project file has changed: read what you show again.
struct StoreChanged { };
/// An event of a newer version: to be ignored.
struct UnknownEvent {
    std::string type;
};

using Event = std::variant<Hello, JobQueued, JobStarted, Progress, Snapshot, Log, JobFinished, Answer, StoreChanged,
    UnknownEvent>;

/// One line without its line end. Throws Error (ProtocolViolation) where a JSON field is not a JSON object or the line
/// too long. Text that is not UTF-8 is sent with replacement characters; NaN and infinities survive.
std::string encode(const Request& request);
std::string encode(const Event& event);

/// Throw Error (ProtocolViolation) saying what is wrong: no JSON, too long, nested too deep, a field missing or of
/// another type. Fields that are not known are ignored, types that are not known come back as UnknownRequest and
/// UnknownEvent.
Request decodeRequest(std::string_view line);
Event decodeEvent(std::string_view line);

}
