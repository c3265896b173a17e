// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "core/options/explore_result.h"

namespace paretoscope::widgets {

/// The newest exploration, while it runs and afterwards.
struct ExplorationSnapshot {
    std::int64_t run = 0;
    bool running = false;
    std::vector<options::ExploredTraining> trainings; ///< in the order in which they were asked for
};

}
