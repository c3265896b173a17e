// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/reader/part_reader.h"
#include "widgets/search/exploration_snapshot.h"

namespace paretoscope::widgets {

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
