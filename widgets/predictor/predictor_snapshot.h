// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

#include "core/predictor/error_report.h"
#include "core/space/architecture.h"
#include "widgets/common/snapshot.h"

namespace paretoscope::predictor {
struct CostTable;
}

namespace paretoscope::widgets {

/// NaN in every figure of it.
predictor::FitReport unknownReport();

/// A stored latency predictor without what it predicts with.
struct PredictorSnapshot {
    std::int64_t id = 0;
    QString name;
    QString deviceSetting;
    space::SpaceId space = space::SpaceId::Darts;
    space::Shape shape;
    QString createdAt;
    std::int64_t measurements = 0;
    predictor::FitReport report = unknownReport(); ///< as it is where the stored one cannot be read
    double relativeDeviation = 0; ///< one standard deviation that it states for a prediction; 0 where unknown
    std::shared_ptr<const predictor::CostTable> costs; ///< null where its arrays cannot be read

    /// NaN where they are not known.
    [[nodiscard]] double noiseFloor() const {
        return report.model.noiseFloor.value_or(std::numeric_limits<double>::quiet_NaN());
    }
    [[nodiscard]] predictor::ErrorReport baseline() const { return report.baseline.value_or(unknownReport().model); }
};

/// The project's predictors, newest first; at most a hundred.
using PredictorList = std::vector<std::shared_ptr<const PredictorSnapshot>>;
/// Empty where none were read.
PredictorList predictorsOf(const ProjectSnapshot& snapshot);
/// The newest of a setting, of whatever network; null for none.
std::shared_ptr<const PredictorSnapshot> newestPredictorOf(
    const ProjectSnapshot& snapshot, const QString& deviceSetting);
/// The newest of a setting and network, null for none.
std::shared_ptr<const PredictorSnapshot> predictorOf(
    const PredictorList& predictors, const QString& deviceSetting, space::SpaceId space, const space::Shape& shape);

}
