// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/space/lowering.h"
#include "core/vta/network.h"
#include "core/vta/task.h"

namespace paretoscope::vta {

/// What somebody wants tuned.
struct TuningGoal {
    std::string accelerator = "pynq"; ///< a built-in name or the path of a configuration file
    bool groupedDepthwise = false;
    std::optional<space::Architecture> network; ///< all that it runs on the VTA ..
    std::vector<std::string> layers; ///< .. and these, as workloadFromText reads them
    SpaceFlavour flavour = SpaceFlavour::Factors;
};

/// The same, looked up and lowered: different tasks, the network's first, in order of appearance.
struct TuningPlan {
    Accelerator accelerator;
    NetworkOptions options;
    std::optional<space::LoweredNetwork> network;
    std::vector<Task> tasks;
};

/// Throws Error: UnknownName, FileNotFound, InvalidData (accelerator), InvalidShape (a layer, the network's shape),
/// InvalidValue where nothing is left to tune.
TuningPlan planTuning(const TuningGoal& goal);

/// The task that Task::key() names, on whichever of these accelerators it was; nothing where none of them fits or the
/// key is no key.
std::optional<Task> taskFromKey(const std::string& key, std::span<const Accelerator> accelerators);

}
