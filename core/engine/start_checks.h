// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "core/options/network.h"

namespace paretoscope::engine {

/// Throws Error (NotEnoughData) that names the options where a data set has fewer training images than are asked for.
void requireImages(std::int64_t available, const options::DataConfig& data);

/// Throws Error (InvalidValue) where the network has another number of classes than the data.
void requireClasses(int dataClasses, int networkClasses);

}
