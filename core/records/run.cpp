// SPDX-License-Identifier: Apache-2.0
#include "core/records/run.h"

#include "core/base/enum_names.h"

namespace paretoscope::records {

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
