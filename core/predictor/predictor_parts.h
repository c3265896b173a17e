// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "core/predictor/additive_part.h"
#include "core/predictor/residual.h"
#include "core/space/search_space.h"

namespace paretoscope::predictor {

/// What a LatencyPredictor is made of.
struct PredictorParts {
    space::SpaceId space = space::SpaceId::Darts;
    AdditivePart additive;
    std::optional<ResidualEnsemble> residual;
    double relativeDeviation = 0; ///< of predictions on held-out architectures, fraction of one
};

}
