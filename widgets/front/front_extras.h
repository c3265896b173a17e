// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <limits>
#include <memory>
#include <vector>

#include "core/analysis/front_noise.h"
#include "core/store/project.h"
#include "widgets/common/snapshot.h"
#include "widgets/front/discretisation_gap.h"

namespace paretoscope::widgets {

/// A published cell on the front view's setting: a candidate where the project has scored it, otherwise a latency only.
struct ReferenceMark {
    QString name; ///< "DARTS_V2"
    int point = -1; ///< of FrontSnapshot::points
    double latencyMs = 0;
};

/// The front when latencies are known only so well.
struct FrontNoise {
    double predictedDeviation = 0; ///< relative, one standard deviation; 0 where unknown
    double measuredDeviation = 0;
    std::vector<double> probability; ///< to be on the front, by point
    std::vector<double> bandMs; ///< ascending
    std::vector<double> bandLow; ///< accuracy that is attained within bandMs with 90 % probability
    std::vector<double> bandHigh; ///< with 10 %
    std::vector<analysis::NextMeasurement> next; ///< what to measure, most telling first
    [[nodiscard]] bool known() const { return !probability.empty(); }
};

struct HypervolumePoint {
    double candidates = 0; ///< met so far, in the order in which they were stored
    double volume = 0;
};

struct FrontExtras {
    double hypervolume = 0; ///< log latency × accuracy, see hypervolumeHistory()
    std::vector<HypervolumePoint> history; ///< at most some hundred
    std::vector<ReferenceMark> marks;
    std::vector<DiscretisationGap> gaps; ///< empty unless asked for
    std::shared_ptr<const FrontNoise> noise; ///< null unless asked for
};

/// The front's points on another setting.
struct FrontMorph {
    QString deviceSetting;
    std::vector<double> cost; ///< ms, by point; NaN where it is not known there
    std::vector<bool> predicted; ///< by point
    std::size_t common = 0; ///< points known on both
    double tau = 0; ///< Kendall's τ-b between both latencies
    std::size_t top = 0; ///< the most accurate tenth, at least 10
    double topTau = 0; ///< τ-b among those
    std::vector<std::size_t> front; ///< indices of the front on the other setting, latency ascending
};

// Reading, never on the GUI thread.

/// The hypervolume of points taken in one after the other. Reference point as in analysis::frontTransfer: the 99th
/// percentile of the latency and the best accuracy less 15 points.
std::vector<HypervolumePoint> hypervolumeHistory(const FrontSnapshot& front);

/// Hypervolume, and the uncertainty where it is asked for; without marks.
std::shared_ptr<FrontExtras> frontExtras(
    const SnapshotQuery& query, const ProjectSnapshot& snapshot, const FrontSnapshot& front);

/// Published cells of the protocol's space: scored candidates among the points (their details are read), or cells with
/// a measured latency.
std::vector<ReferenceMark> referenceMarks(const store::Project& project, const FrontSnapshot& front);

/// What is to be measured next; empty where that was not asked for.
std::vector<analysis::NextMeasurement> proposed(const FrontExtras& extras);

/// Uncertainty from the noise floor of measuring and from the setting's newest predictor.
std::shared_ptr<const FrontNoise> frontNoise(const FrontSnapshot& front, const PredictorSnapshot* predictor);

/// Null where the other setting knows none of the points.
std::shared_ptr<const FrontMorph> readMorph(
    const store::Project& project, const QString& deviceSetting, const FrontSnapshot& front);
/// The same from plain numbers: `others` by candidate id, ascending.
std::shared_ptr<const FrontMorph> morphOf(
    const FrontSnapshot& front, const QString& deviceSetting, const std::vector<store::FrontPoint>& others);

}
