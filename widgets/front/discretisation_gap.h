// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "core/store/project.h"
#include "widgets/common/snapshot.h"

namespace paretoscope::widgets {

/// What a search gives up by ending in one cell: the mean of the cells that it sampled in its last epoch, beside the
/// cell that it derived.
struct DiscretisationGap {
    std::int64_t run = 0;
    double lambda = 0;
    int samples = 0;
    double latencyMs = 0; ///< means of the sampled cells
    double accuracy = 0;
    double crossEntropy = 0; ///< NaN where one of them has none
    std::size_t derived = 0; ///< of FrontSnapshot::points
};

/// Of the searches that have points in `front`, the newest twenty at most; λ by λ. Reading, never on the GUI thread.
std::vector<DiscretisationGap> readGaps(
    const store::Project& project, const std::vector<records::Run>& runs, const FrontSnapshot& front);

}
