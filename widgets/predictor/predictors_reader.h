// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>

#include "widgets/predictor/predictor_snapshot.h"
#include "widgets/reader/part_reader.h"

namespace paretoscope::widgets {

/// Predictors never change once they are stored, so each is read once. Arrays that are damaged or from another version
/// leave costs and deviation unknown, such a report its figures: the rest is still worth showing.
class PredictorsReader : public PartReader<PredictorList> {
public:
    std::shared_ptr<const PredictorList> read(Reading& reading) override;

private:
    std::map<std::int64_t, std::shared_ptr<const PredictorSnapshot>> known_; ///< those shown, by id
};

/// Without what lies in the arrays and the report.
std::shared_ptr<PredictorSnapshot> predictorSnapshot(const store::PredictorRecord& record);

}
