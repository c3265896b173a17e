// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/predictor/error_report.h"
#include "core/predictor/fit.h"
#include "core/predictor/samples.h"

namespace paretoscope::predictor {

/// What a fit says of itself: one point a sample, predicted by a model that had not seen it.
FitReport makeReport(const Samples& samples, std::vector<HeldOutPoint> points, const FitOptions& options);

/// Standard deviation of a normal error with that mean absolute value.
double deviationFromMeanError(double meanError);

}
