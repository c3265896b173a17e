// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/snapshot.h"

#include <algorithm>
#include <limits>

namespace paretoscope::widgets {

int FrontSnapshot::indexOf(std::int64_t candidate) const {
    if (!indices.empty()) {
        const auto found = indices.find(candidate);
        return found == indices.end() ? -1 : found->second;
    }
    const auto found = std::lower_bound(points.begin(), points.end(), candidate,
        [](const store::FrontPoint& point, std::int64_t id) { return point.candidateId < id; });
    return found == points.end() || found->candidateId != candidate ? -1 : static_cast<int>(found - points.begin());
}

double PredictorSnapshot::number(const QString& wanted) const {
    const auto found =
        std::find_if(numbers.begin(), numbers.end(), [&wanted](const auto& entry) { return entry.first == wanted; });
    return found == numbers.end() ? std::numeric_limits<double>::quiet_NaN() : found->second;
}

const records::Run* ProjectSnapshot::run(std::int64_t id) const {
    const auto found =
        std::find_if(runs.begin(), runs.end(), [id](const records::Run& candidate) { return candidate.id == id; });
    return found == runs.end() ? nullptr : &*found;
}

const records::Run* ProjectSnapshot::running() const {
    const auto found = std::find_if(runs.begin(), runs.end(),
        [](const records::Run& candidate) { return candidate.state == records::RunState::Running; });
    return found == runs.end() ? nullptr : &*found;
}

const records::Run* ProjectSnapshot::newestFinished(records::JobKind kind) const {
    const auto found = std::find_if(runs.begin(), runs.end(), [kind](const records::Run& candidate) {
        return candidate.kind == kind && candidate.state == records::RunState::Finished;
    });
    return found == runs.end() ? nullptr : &*found;
}

}
