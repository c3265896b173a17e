// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "widgets/common/snapshot.h"

namespace paretoscope::widgets {

/// A project as one HTML file that needs nothing else: the front as a picture and a table, the chosen cell, devices,
/// predictors, runs, where every number comes from, and what the numbers do not say. `candidate` 0: what λ
/// chooses, or the middle of the front. GUI thread (the picture is drawn by the front's own view, offscreen).
QString htmlReport(const SnapshotPointer& snapshot, std::int64_t candidate = 0, std::optional<double> lambda = {});

}
