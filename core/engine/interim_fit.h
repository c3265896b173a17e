// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <stop_token>

#include "core/device/measure_plan.h"
#include "core/records/measurement.h"

namespace paretoscope::engine {

/// What a fit half-way through measuring says. Torch-free.
struct InterimFit {
    double error = 0; ///< mean relative error on architectures that the model had not seen (cross-fitted)
    /// Which of some candidates to measure next; predictor::mostInformative until there is a residual network, then
    /// predictor::mostDisputed.
    device::ArchitectureChoice choose;
};

/// Throws Error as predictor::fit does.
InterimFit interimFit(std::span<const records::Measurement> measurements, std::uint64_t seed, std::stop_token stop);

}
