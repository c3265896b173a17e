// SPDX-License-Identifier: Apache-2.0
#include "core/records/run.h"

#include <array>

#include "core/base/enum_names.h"

namespace paretoscope::records {

namespace {

constexpr std::array<base::Named<JobKind>, 7> jobKinds{
    {{JobKind::Measure, "measure"}, {JobKind::Fit, "fit"}, {JobKind::Search, "search"}, {JobKind::Train, "train"},
        {JobKind::Export, "export"}, {JobKind::Score, "score"}, {JobKind::Tune, "tune"}}};
constexpr std::array<base::Named<RunState>, 5> runStates{{{RunState::Queued, "queued"}, {RunState::Running, "running"},
    {RunState::Interrupted, "interrupted"}, {RunState::Finished, "finished"}, {RunState::Failed, "failed"}}};

}

std::string_view name(JobKind kind) {
    return base::nameIn<JobKind>(jobKinds, kind);
}

std::string_view name(RunState state) {
    return base::nameIn<RunState>(runStates, state);
}

JobKind jobKindFromName(std::string_view name) {
    return base::valueIn<JobKind>(jobKinds, name, "job");
}

RunState runStateFromName(std::string_view name) {
    return base::valueIn<RunState>(runStates, name, "run state");
}

}
