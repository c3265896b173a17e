// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/predictor/residual.h"
#include "core/space/search_space.h"

namespace paretoscope::predictor {

/// c0 + Σ c · counts + Σ live · counts on live edges, in ms; the columns are those of EdgeGroups.
struct AdditivePart {
    double constantMs = 0; ///< with 'none' on every edge
    std::vector<double>
        costMs; ///< against 'none'; only skip_connect may be cheaper, never so far that a sum is not > 0
    std::vector<double> liveCostMs; ///< ≥ 0; empty where live edges do not matter
};

/// What a LatencyPredictor is made of.
struct PredictorParts {
    space::SpaceId space = space::SpaceId::Darts;
    AdditivePart additive;
    std::optional<ResidualEnsemble> residual;
    double relativeDeviation = 0; ///< of predictions on held-out architectures, fraction of one
};

}
