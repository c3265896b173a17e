// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <limits>
#include <memory>
#include <optional>
#include <vector>

#include "core/store/project.h"
#include "widgets/front/discretisation_gap.h"
#include "widgets/predictor/predictor_snapshot.h"

namespace paretoscope::widgets {

// Reading, never on the GUI thread.

/// The hypervolume of the points as they came, estimates left out.
std::vector<analysis::HypervolumePoint> hypervolumeHistory(const FrontSnapshot& front);

/// Published cells of the protocol's space: scored candidates among the points (their details are read), or cells with
/// a measured latency.
std::vector<ReferenceMark> referenceMarks(const store::Project& project, const FrontSnapshot& front);

/// Uncertainty from the noise floor of measuring and from the setting's newest predictor.
std::shared_ptr<const FrontNoise> frontNoise(const FrontSnapshot& front, const PredictorSnapshot* predictor);

/// The reference latency that λ is counted in on a setting, for the protocol's network; nothing where none is measured
/// or its report is damaged (which the facts say).
std::optional<double> storedReference(
    const store::Project& project, const QString& deviceSetting, const records::AccuracyProtocol& protocol);

/// Null where the other setting knows none of the points. `withReference`: with the setting's own reference latency,
/// which takes a look at its predictors.
std::shared_ptr<const FrontMorph> readMorph(
    const store::Project& project, const QString& deviceSetting, const FrontSnapshot& front, bool withReference);
/// The same from plain numbers: `others` by candidate id, ascending. Without a reference latency it is taken in
/// proportion: from the medians of the points that are known on both settings.
std::shared_ptr<const FrontMorph> morphOf(const FrontSnapshot& front, const QString& deviceSetting,
    const std::vector<store::FrontPoint>& others, std::optional<double> referenceMs = std::nullopt);

}
