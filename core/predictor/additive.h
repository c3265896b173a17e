// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

#include "core/predictor/additive_part.h"
#include "core/predictor/features.h"
#include "core/predictor/ridge.h"

namespace paretoscope::predictor {

/// Features as plain numbers; `live` (three blocks, Features::live) has no rows for DARTS.
struct AdditiveData {
    DesignMatrix counts;
    DesignMatrix live;

    [[nodiscard]] AdditiveData rows(std::span<const std::size_t> chosen) const;
};

AdditiveData additiveData(const Features& features);

/// Fits the additive part by nonNegativeRidge. The costs shrink towards those of a model that knows each kind of cell
/// and operation, but no edges. 5-fold cross-validation of the mean relative error chooses how strongly, and (where
/// 'none' is an operation) whether costs are non-negative against 'none' or against skip_connect, and which
/// edges carry them: all, live ones, both, heard ones, or heard and muted ones. The result counts from 'none' in any
/// case. Deterministic in the seed.
AdditivePart fitAdditive(
    const EdgeGroups& groups, const AdditiveData& data, std::span<const double> latencyMs, std::uint64_t seed);

}
