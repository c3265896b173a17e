// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/records/provenance.h"

namespace paretoscope::records {

enum class JobKind : std::uint8_t { Measure, Fit, Search, Train, Export, Score, Tune, Pipeline, Explore, Finish };
/// All of them, in order, with the names under which they are stored.
inline constexpr auto jobKinds = std::to_array<base::Named<JobKind>>(
    {{JobKind::Measure, "measure"}, {JobKind::Fit, "fit"}, {JobKind::Search, "search"}, {JobKind::Train, "train"},
        {JobKind::Export, "export"}, {JobKind::Score, "score"}, {JobKind::Tune, "tune"},
        {JobKind::Pipeline, "pipeline"}, {JobKind::Explore, "explore"}, {JobKind::Finish, "finish"}});
inline const auto& namesOf(JobKind) {
    return jobKinds;
}

enum class RunState : std::uint8_t { Queued, Running, Interrupted, Finished, Failed };
inline std::array<base::Named<RunState>, 5> namesOf(RunState) {
    return {{{RunState::Queued, "queued"}, {RunState::Running, "running"}, {RunState::Interrupted, "interrupted"},
        {RunState::Finished, "finished"}, {RunState::Failed, "failed"}}};
}

/// Whether a program has it in hand: where none writes the project, the one that had it is gone.
constexpr bool isOpen(RunState state) {
    return state == RunState::Queued || state == RunState::Running;
}

/// Throw Error (UnknownName).
inline JobKind jobKindFromName(std::string_view name) {
    return base::valueOf<JobKind>(name, "job");
}
inline RunState runStateFromName(std::string_view name) {
    return base::valueOf<RunState>(name, "run state");
}

/// One job with its full configuration, seed, versions, progress and results.
struct Run {
    std::int64_t id = 0;
    std::int64_t parent = 0; ///< the pipeline's run that this one is a step of, 0 for none
    JobKind kind = JobKind::Search;
    RunState state = RunState::Queued;
    std::string title;
    std::string configuration; ///< JSON, everything that is needed to do it again
    std::uint64_t seed = 0;
    std::string versions; ///< JSON: program, LibTorch, processor
    double progress = 0; ///< 0..1
    std::string results; ///< JSON, empty before the end
    std::string error; ///< what() of what made it fail
    std::string createdAt; ///< UTC, ISO 8601
    std::string updatedAt;
    std::string tags; ///< the user's, separated by commas
    std::string note; ///< the user's
    bool deleted = false; ///< in the bin: hidden with its candidates, until it is restored or purged
};

/// One line of a search's history, an epoch or a part of one.
struct HistoryPoint {
    std::int64_t run = 0;
    int epoch = 0;
    int step = 0;
    std::string values; ///< JSON of options::SearchHistory or options::TrainHistory
};

}
