// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstdint>
#include <string>

#include <nlohmann/json.hpp>

namespace paretoscope::engine {

/// Throws Error (NotEnoughMemory) where a job needs more bytes than are available (-1: not known): what is estimated,
/// what there is, and which settings to lower.
void requireMemory(std::int64_t needed, std::int64_t available, const std::string& job, const std::string& whatToLower);

/// Throws Error (InvalidValue) where the network has another number of classes than the data.
void requireClasses(int dataClasses, int networkClasses);

/// JSON has no NaN: null stands for it.
inline nlohmann::ordered_json orNull(double value) {
    return std::isfinite(value) ? nlohmann::ordered_json(value) : nlohmann::ordered_json(nullptr);
}

}
