// SPDX-License-Identifier: Apache-2.0
#include "core/engine/interim_fit.h"

#include <utility>

#include "core/predictor/fit.h"
#include "core/predictor/informative_choice.h"

namespace paretoscope::engine {

InterimFit interimFit(std::span<const records::Measurement> measurements, std::uint64_t seed, std::stop_token stop) {
    predictor::FitOptions options;
    options.seed = seed;
    options.baseline = false;
    const predictor::FitResult fitted = predictor::fit(measurements, options, std::move(stop));
    InterimFit interim{fitted.report.model.meanError, predictor::mostInformative};
    if (fitted.predictor.hasResidual()) {
        interim.choose = [predictor = fitted.predictor](
                             std::span<const space::Genotype>, std::span<const space::Genotype> candidates) {
            return predictor::mostDisputed(predictor, candidates);
        };
    }
    return interim;
}

}
