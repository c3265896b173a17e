// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <stop_token>

#include "core/records/measurement.h"

namespace paretoscope::engine {

/// Mean relative error of a predictor fitted to these measurements, on architectures that it had not seen
/// (cross-fitted). Torch-free. Throws Error as predictor::fit does.
double heldOutError(std::span<const records::Measurement> measurements, std::uint64_t seed, std::stop_token stop);

}
