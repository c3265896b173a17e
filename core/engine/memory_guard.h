// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstdint>
#include <string>

#include <nlohmann/json.hpp>

namespace paretoscope::engine {

/// Throws Error (NotEnoughMemory) where a job needs more than the machine has available: what is estimated, what there
/// is, and which settings to lower.
void requireMemory(std::int64_t bytes, const std::string& job, const std::string& whatToLower);

/// Throws Error (InvalidValue) where the network has another number of classes than the data.
void requireClasses(int dataClasses, int networkClasses);

/// JSON has no NaN: null stands for it.
inline nlohmann::ordered_json orNull(double value) {
    return std::isfinite(value) ? nlohmann::ordered_json(value) : nlohmann::ordered_json(nullptr);
}

}
