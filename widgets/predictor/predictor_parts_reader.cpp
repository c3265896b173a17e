// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/predictor/predictor_parts_reader.h"

#include "core/base/error.h"
#include "core/predictor/additive_part.h"
#include "core/predictor/stored_predictor.h"

namespace paretoscope::widgets {

void readParts(const store::Project& project, PredictorSnapshot& predictor) {
    try {
        const predictor::StoredPredictor stored = predictor::storedPredictor(project.predictor(predictor.id).arrays);
        predictor.relativeDeviation = stored.relativeDeviation;
        predictor.costs =
            std::make_shared<const predictor::CostTable>(predictor::costTable(stored.space, stored.additive));
    } catch (const Error& error) {
        if (error.code() != ErrorCode::InvalidData && error.code() != ErrorCode::ProjectDamaged) {
            throw;
        }
    }
}

}
