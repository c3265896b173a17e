// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/predictor/mean_predictor.h"

namespace paretoscope::widgets {

/// Why not faster? The lowest latency in ms that is predicted for cells of one operation a kind, each operation tried:
/// near what stem, head and links take, which no choice of operations can save. Microseconds.
double latencyFloor(const predictor::MeanPredictor& predictor);

}
