// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "core/store/project.h"
#include "widgets/front/front_snapshot.h"

namespace paretoscope::widgets {

/// Of the searches that have points in `front`, the newest twenty at most; λ by λ. Reading, never on the GUI thread.
std::vector<DiscretisationGap> readGaps(
    const store::Project& project, const std::vector<records::Run>& runs, const FrontSnapshot& front);

}
