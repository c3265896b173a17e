// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include "core/vta/accelerator.h"

namespace paretoscope::vta {

/// Tunes all different operators of a DARTS network (20 cells, 36 channels, CIFAR) as the program does, on two threads,
/// for both variants; prints a table and adds the seconds, the operators and how far their times are from the optimum,
/// which the whole space was looked through for.
void addNetworkFigures(const Accelerator& accelerator, nlohmann::ordered_json& figures);

}
