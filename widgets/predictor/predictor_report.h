// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "widgets/predictor/predictor_snapshot.h"

namespace paretoscope::widgets {

/// A predictor's report as rich text: errors beside the noise floor, τ beside its ceiling, the paper's plain network
/// and the additive part on the same architectures.
QString predictorReport(const PredictorSnapshot& predictor);

}
