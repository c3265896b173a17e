// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/search/exploration_reader.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/queries/explored.h"

namespace paretoscope::widgets {

std::shared_ptr<const ExplorationSnapshot> ExplorationReader::read(Reading& reading) {
    const std::vector<records::Run>& runs = reading.snapshot().runs;
    const auto newest = std::find_if(
        runs.begin(), runs.end(), [](const records::Run& run) { return run.kind == records::JobKind::Explore; });
    if (newest == runs.end() || !reading.query().get<ExplorationQuery>().wanted) {
        return newest == runs.end() ? nullptr : current_;
    }
    if (current_ && current_->run == newest->id && progress_ == newest->progress && state_ == newest->state) {
        return current_;
    }
    progress_ = newest->progress;
    state_ = newest->state;
    auto exploration = std::make_shared<ExplorationSnapshot>();
    exploration->run = newest->id;
    exploration->running = newest->state == records::RunState::Running;
    try {
        exploration->trainings = queries::exploredTrainings(reading.project(), *newest);
    } catch (const Error& error) { // one run's record shall not keep the others from being shown
        if (!isDamage(error.code())) {
            throw;
        }
    }
    current_ = std::move(exploration);
    return current_;
}

}
