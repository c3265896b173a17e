// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/space/architecture.h"

namespace paretoscope::nn {

/// What a supernet is. Free of LibTorch: a window asks what it would take.
struct SupernetConfig {
    space::SpaceId space{};
    space::Shape shape;
    int partialChannels = 1; ///< K: 1/K of the channels goes through the operations (PC-DARTS, section 3.2); 1, 2 or 4
    bool edgeNormalisation = false; ///< PC-DARTS, section 3.3: a second set of parameters β weighs a node's inputs
    bool operator==(const SupernetConfig&) const = default;
};

}
