// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/predictor/predictor_parts_reader.h"

#include "core/records/array.h"
#include "core/records/error.h"

namespace paretoscope::widgets {

void readParts(const store::Project& project, PredictorSnapshot& predictor) {
    try {
        const store::PredictorRecord record = project.predictor(predictor.id);
        const std::vector<double> deviation =
            records::doubles(records::arrayNamed(record.arrays, "relative_deviation"));
        predictor.relativeDeviation = deviation.empty() ? 0 : deviation.front();
    } catch (const Error& error) {
        if (error.code() != ErrorCode::InvalidData && error.code() != ErrorCode::ProjectDamaged
            && error.code() != ErrorCode::NotFound) {
            throw;
        }
    }
}

}
