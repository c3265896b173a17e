// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/project.h"
#include "widgets/common/snapshot.h"

namespace paretoscope::widgets {

/// Fills in what lies in a predictor's arrays: its costs by edge and operation, and the deviation it states. Arrays
/// that are damaged or from another version leave both unknown: the predictor's report is still worth showing. Not on
/// the GUI thread.
void readParts(const store::Project& project, PredictorSnapshot& predictor);

}
