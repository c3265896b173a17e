// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "core/options/network.h"

namespace paretoscope::engine {

/// Throws Error (NotEnoughMemory) where a job needs more bytes than are available (-1: not known): what is estimated,
/// what there is, and which settings to lower.
void requireMemory(std::int64_t needed, std::int64_t available, const std::string& job, const std::string& whatToLower);

/// Throws Error (NotEnoughData) that names the options where a data set has fewer training images than are asked for.
void requireImages(std::int64_t available, const options::DataConfig& data);

/// Throws Error (InvalidValue) where the network has another number of classes than the data.
void requireClasses(int dataClasses, int networkClasses);

}
