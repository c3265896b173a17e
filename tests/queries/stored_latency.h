// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/predictor/stored_predictor.h"
#include "tests/store/project_fixture.h"

namespace paretoscope::queries {

/// A predictor of cpuSetting for the default shape: 1 ms, and 0.1 ms times its place in the list for each operation.
inline void addPredictor(store::Project& project) {
    const predictor::EdgeGroups groups(space::SpaceId::Darts);
    const space::SearchSpace& space = groups.space();
    predictor::StoredPredictor stored;
    stored.additive.constantMs = 1;
    stored.additive.costMs.resize(static_cast<std::size_t>(groups.columns()));
    for (int kind = 0; kind < space.kindCount(); ++kind) {
        for (int edge = 0; edge < space.edgeCount(); ++edge) {
            for (int operation = 0; operation < space.operationCount(); ++operation) {
                if (const int column = groups.column(kind, edge, operation); column >= 0) {
                    stored.additive.costMs[static_cast<std::size_t>(column)] = 0.1 * operation;
                }
            }
        }
    }
    store::PredictorRecord record;
    record.name = "lpm";
    record.deviceSetting = store::cpuSetting;
    record.configuration = "{}";
    record.report = "{}";
    record.arrays = predictor::toArrays(stored);
    project.savePredictor(record);
}

}
