// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/snapshot.h"

#include <algorithm>

namespace paretoscope::widgets {

bool SnapshotQuery::operator==(const SnapshotQuery& other) const {
    return std::equal(
        wishes_.begin(), wishes_.end(), other.wishes_.begin(), other.wishes_.end(), [](const auto& a, const auto& b) {
            return a.first == b.first && a.second.equal(a.second.value.get(), b.second.value.get());
        });
}

const records::Run* ProjectSnapshot::run(std::int64_t id) const {
    const auto found =
        std::find_if(runs.begin(), runs.end(), [id](const records::Run& candidate) { return candidate.id == id; });
    return found == runs.end() ? nullptr : &*found;
}

const records::Run* ProjectSnapshot::running() const {
    const auto found = std::find_if(runs.begin(), runs.end(), [](const records::Run& candidate) {
        return candidate.state == records::RunState::Running && candidate.parent == 0;
    });
    return found == runs.end() ? nullptr : &*found;
}

const records::Run* ProjectSnapshot::runningStepOf(std::int64_t run) const {
    const auto found = std::find_if(runs.begin(), runs.end(), [run](const records::Run& candidate) {
        return candidate.state == records::RunState::Running && candidate.parent == run && run != 0;
    });
    return found == runs.end() ? nullptr : &*found;
}

const records::Run* ProjectSnapshot::newestFinished(records::JobKind kind) const {
    const auto found = std::find_if(runs.begin(), runs.end(), [kind](const records::Run& candidate) {
        return candidate.kind == kind && candidate.state == records::RunState::Finished;
    });
    return found == runs.end() ? nullptr : &*found;
}

}
