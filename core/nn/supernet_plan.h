// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/cell_spec.h"
#include "core/nn/supernet_config.h"

namespace paretoscope::nn {

/// The network that a supernet mixes. The configuration must be valid.
[[nodiscard]] space::Skeleton skeletonOf(const SupernetConfig& config);

/// Of a step that is a cell.
[[nodiscard]] CellSpec cellSpec(const SupernetConfig& config, const space::SkeletonStep& step);

}
