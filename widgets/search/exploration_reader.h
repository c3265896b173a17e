// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "core/options/explore_result.h"
#include "widgets/reader/part_reader.h"

namespace paretoscope::widgets {

/// The newest exploration, while it runs and afterwards.
struct ExplorationSnapshot {
    std::int64_t run = 0;
    bool running = false;
    std::vector<options::ExploredTraining> trainings; ///< in the order in which they were asked for
};

/// Whether the trainings of the newest exploration are looked at.
struct ExplorationQuery {
    bool wanted = false;
    bool operator==(const ExplorationQuery&) const = default;
};

class ExplorationReader : public PartReader<ExplorationSnapshot> {
public:
    std::shared_ptr<const ExplorationSnapshot> read(Reading& reading) override;

private:
    std::shared_ptr<const ExplorationSnapshot> current_;
    double progress_ = -1; ///< of the run when it was read
    records::RunState state_ = records::RunState::Queued;
};

}
