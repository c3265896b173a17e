// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "core/store/project.h"

namespace paretoscope::queries {

/// Where a cell comes from.
struct CellOrigin {
    records::Origin origin = records::Origin::Trained;
    double lambda = -1; ///< λ when a search met it, -1 where none did
};

/// By the project's candidates of this architecture: what a search derived says more than what it sampled, and that
/// more than where else the cell was from; of two alike the one that was met first. Training or scoring a cell does not
/// change where it comes from. Nothing where the project does not know it.
std::optional<CellOrigin> cellOrigin(const store::Project& project, const space::Architecture& architecture);

}
