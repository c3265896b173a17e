// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/store/project.h"

namespace paretoscope::queries {

/// The points of one protocol and device setting, by candidate id. Beside trained accuracies stand the estimates of
/// what cells without a training would reach under the same protocol (records::estimatesOf): of a cell that was trained
/// the training's number alone, of a cell that was estimated several times the newest estimate.
/// store::FrontPoint::estimated tells them apart. `run` empty: of all runs. Throws Error as the store does.
std::vector<store::FrontPoint> frontPoints(const store::Project& project, const records::AccuracyProtocol& protocol,
    const records::DeviceSetting& deviceSetting, std::optional<std::int64_t> run = std::nullopt);

}
