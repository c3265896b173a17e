// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/store/project.h"
#include "widgets/common/snapshot.h"

namespace paretoscope::widgets {

/// Reads everything the views need. Slow (queries, hulls): never on the GUI thread. What is only ever added to is read
/// from where `before`, the same project's last snapshot, ended. Throws Error.
SnapshotPointer readSnapshot(
    const store::Project& project, const SnapshotQuery& query, const SnapshotPointer& before = nullptr);

/// The same for plain numbers, as tests and benchmarks have them. Fills the hulls, κ and the index of a front whose
/// points, protocol and reference are set.
void finishFront(FrontSnapshot& front);

/// Report JSON of a predictor record.
std::shared_ptr<const PredictorSnapshot> predictorSnapshot(const store::PredictorRecord& record);

}
