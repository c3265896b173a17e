// SPDX-License-Identifier: Apache-2.0
#include "core/nn/supernet_plan.h"

namespace paretoscope::nn {

space::Skeleton skeletonOf(const SupernetConfig& config) {
    return space::searchSpace(config.space).skeleton(config.shape, space::NetworkUse::Search);
}

CellSpec cellSpec(const SupernetConfig& config, const space::SkeletonStep& step) {
    CellSpec spec = cellSpec(config.space, step);
    spec.partialChannels = config.partialChannels;
    return spec;
}

}
