// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/predictor/error_report.h"
#include "core/predictor/fit.h"
#include "core/predictor/samples.h"

namespace paretoscope::predictor {

/// What a fit says of itself: one point a sample, predicted by a model that had not seen it.
FitReport makeReport(const Samples& samples, std::vector<HeldOutPoint> points, const FitOptions& options);

/// The relative deviation that, together with each prediction's own `disagreement` (same unit), makes 90 % of the
/// held-out points lie within 1.645 standard deviations: right at the level that intervals are read at, whatever the
/// errors' tails. Not negative.
double calibratedDeviation(std::span<const HeldOutPoint> points, std::span<const double> disagreements);

}
