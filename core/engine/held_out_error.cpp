// SPDX-License-Identifier: Apache-2.0
#include "core/engine/held_out_error.h"

#include <utility>

#include "core/predictor/fit.h"

namespace paretoscope::engine {

double heldOutError(std::span<const records::Measurement> measurements, std::uint64_t seed, std::stop_token stop) {
    predictor::FitOptions options;
    options.seed = seed;
    options.baseline = false;
    return predictor::fit(measurements, options, std::move(stop)).report.model.meanError;
}

}
