// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>

#include "core/store/project.h"
#include "widgets/common/activation_sizes.h"
#include "widgets/common/architecture_facts.h"
#include "widgets/common/snapshot.h"
#include "widgets/devices/devices_reader.h"
#include "widgets/tuning/tuning_snapshot.h"

namespace paretoscope::widgets {

/// What one reader keeps between two snapshots of the same project, because making it again would take long.
struct SnapshotCache {
    ArchitectureFactsReader facts;
    DevicesReader devices;
    ActivationSizes activations;
    std::map<std::int64_t, std::shared_ptr<const PredictorSnapshot>> predictors; ///< by id
    TuningPointer tuning; ///< what is only ever added to is read from where this ended
};

/// Reads everything the views need. Slow (queries, hulls): never on the GUI thread. Throws Error.
SnapshotPointer readSnapshot(const store::Project& project, const SnapshotQuery& query, SnapshotCache& cache);
/// The same once.
SnapshotPointer readSnapshot(const store::Project& project, const SnapshotQuery& query);

/// The same for plain numbers, as tests and benchmarks have them. Fills the hulls, κ and the index of a front whose
/// points, protocol and reference are set.
void finishFront(FrontSnapshot& front);

/// Report JSON of a predictor record.
std::shared_ptr<PredictorSnapshot> predictorSnapshot(const store::PredictorRecord& record);

}
