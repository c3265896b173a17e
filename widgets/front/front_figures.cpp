// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/front_figures.h"

#include <algorithm>
#include <cmath>

#include "core/analysis/front.h"
#include "core/analysis/rank_correlation.h"
#include "core/analysis/repeats.h"
#include "core/analysis/statistics.h"
#include "core/base/error.h"
#include "core/queries/front_points.h"
#include "core/queries/predictions.h"
#include "core/space/architecture.h"
#include "widgets/common/number_text.h"

namespace paretoscope::widgets {

namespace {

constexpr std::size_t nextShown = 8;
constexpr std::size_t bandPoints = 120;
constexpr std::size_t leastTop = 10;
constexpr std::size_t topShare = 10; ///< one in ten

bool usable(const store::FrontPoint& point) {
    return std::isfinite(point.cost) && point.cost > 0 && std::isfinite(point.accuracy);
}

/// A Gaussian's standard deviation from its mean absolute error.
double deviationOf(double meanError) {
    return std::isfinite(meanError) ? analysis::deviationFromMeanError(meanError) : 0;
}

struct Columns {
    std::vector<double> cost;
    std::vector<double> deviation;
    std::vector<double> accuracy;
    std::vector<bool> predicted;
};

Columns columnsOf(const FrontSnapshot& front, const FrontNoise& noise) {
    Columns columns;
    for (const store::FrontPoint& point : front.points) {
        const bool fine = usable(point);
        const bool predicted = point.costProvenance == records::CostProvenance::Predicted;
        columns.cost.push_back(fine ? point.cost : std::numeric_limits<double>::quiet_NaN());
        columns.deviation.push_back(predicted                               ? noise.predictedDeviation
                : point.costProvenance == records::CostProvenance::Measured ? noise.measuredDeviation
                                                                            : 0);
        columns.accuracy.push_back(front.expectedAccuracy(point)); // by which the front is drawn
        columns.predicted.push_back(fine && predicted);
    }
    return columns;
}

}

std::vector<analysis::HypervolumePoint> hypervolumeHistory(const FrontSnapshot& front) {
    std::vector<double> costs;
    std::vector<double> accuracies;
    costs.reserve(front.points.size());
    accuracies.reserve(front.points.size());
    // Points come by candidate id, which is the order in which they were stored.
    for (const store::FrontPoint& point : front.points) {
        if (!point.estimated) {
            costs.push_back(point.cost);
            accuracies.push_back(point.accuracy);
        }
    }
    return analysis::hypervolumeGrowth(costs, accuracies);
}

std::shared_ptr<const FrontNoise> frontNoise(const FrontSnapshot& front, const PredictorSnapshot* predictor) {
    auto noise = std::make_shared<FrontNoise>();
    if (predictor == nullptr) {
        return noise;
    }
    noise->measuredDeviation = deviationOf(predictor->noiseFloor());
    noise->predictedDeviation = predictor->relativeDeviation > 0 ? predictor->relativeDeviation
                                                                 : deviationOf(predictor->report.model.meanError);
    if (noise->predictedDeviation <= 0 && noise->measuredDeviation <= 0) {
        return noise;
    }
    Columns columns = columnsOf(front, *noise);
    // A NaN is never on the front, whatever its place holds.
    for (std::size_t i = 0; i < columns.cost.size(); ++i) {
        if (std::isnan(columns.cost[i])) {
            columns.accuracy[i] = std::numeric_limits<double>::quiet_NaN();
            columns.cost[i] = 1;
        }
    }
    noise->probability = analysis::frontProbability(columns.cost, columns.deviation, columns.accuracy);
    noise->next =
        analysis::measureNext(columns.cost, columns.deviation, columns.accuracy, columns.predicted, nextShown);
    const auto& members = front.accuracyHull.front();
    if (!members.empty()) {
        const double from = std::log(front.points[members.front()].cost) - 2 * noise->predictedDeviation;
        const double to = std::log(front.points[members.back()].cost) + 2 * noise->predictedDeviation;
        for (std::size_t i = 0; i < bandPoints; ++i) {
            noise->bandMs.push_back(
                std::exp(from + (to - from) * static_cast<double>(i) / static_cast<double>(bandPoints - 1)));
        }
        noise->bandLow =
            analysis::attainedAccuracy(columns.cost, columns.deviation, columns.accuracy, noise->bandMs, 0.9);
        noise->bandHigh =
            analysis::attainedAccuracy(columns.cost, columns.deviation, columns.accuracy, noise->bandMs, 0.1);
    }
    return noise;
}

std::vector<ReferenceMark> referenceMarks(const store::Project& project, const FrontSnapshot& front) {
    std::vector<ReferenceMark> marks;
    for (const std::string_view name : space::publishedNames()) {
        const space::Genotype genotype = space::sorted(space::published(name));
        if (genotype.space != front.protocol.space) {
            continue;
        }
        ReferenceMark mark{.name = toQString(name)};
        for (std::size_t i = 0; i < front.points.size() && mark.point < 0; ++i) {
            if (front.origins[i] == PointOrigin::Published) {
                const auto details = front.details.find(front.points[i].candidateId);
                if (details != front.details.end() && details->second->genotype == genotype) {
                    mark.point = static_cast<int>(i);
                    mark.latencyMs = front.points[i].cost;
                }
            }
        }
        if (mark.point < 0) {
            analysis::Repeats repeats; // of sentinels too: one of the published cells is measured as such
            for (const records::Measurement& measurement :
                project.measurements({.deviceSetting = toSetting(front.deviceSetting),
                .shape = front.protocol.shape,
                .canonicalHash = space::canonicalHash({genotype, front.protocol.shape})})) {
                repeats.add(measurement);
            }
            mark.latencyMs = repeats.median();
        }
        if (std::isfinite(mark.latencyMs) && mark.latencyMs > 0) {
            marks.push_back(mark);
        }
    }
    return marks;
}

std::optional<double> storedReference(
    const store::Project& project, const QString& deviceSetting, const records::AccuracyProtocol& protocol) {
    try {
        return queries::referenceLatencyMs(project, toSetting(deviceSetting), {protocol.space, protocol.shape});
    } catch (const Error& error) {
        if (error.code() != ErrorCode::InvalidData) {
            throw;
        }
    }
    return std::nullopt;
}

std::shared_ptr<const FrontMorph> morphOf(const FrontSnapshot& front, const QString& deviceSetting,
    const std::vector<store::FrontPoint>& others, std::optional<double> referenceMs) {
    auto morph = std::make_shared<FrontMorph>();
    morph->deviceSetting = deviceSetting;
    morph->cost.assign(front.points.size(), std::numeric_limits<double>::quiet_NaN());
    morph->provenance.assign(front.points.size(), records::CostProvenance::Measured);
    for (const store::FrontPoint& other : others) {
        if (const int index = front.indexOf(other.candidateId); index >= 0 && usable(other)) {
            const auto i = static_cast<std::size_t>(index);
            morph->cost[i] = other.cost;
            morph->provenance[i] = other.costProvenance;
            ++morph->common;
        }
    }
    if (morph->common < 2) {
        return nullptr;
    }
    std::vector<std::size_t> known;
    for (std::size_t i = 0; i < morph->cost.size(); ++i) {
        if (std::isfinite(morph->cost[i]) && usable(front.points[i])) {
            known.push_back(i);
        }
    }
    std::stable_sort(known.begin(), known.end(),
        [&front](std::size_t a, std::size_t b) { return front.points[a].accuracy > front.points[b].accuracy; });
    std::vector<double> first;
    std::vector<double> second;
    for (const std::size_t i : known) {
        first.push_back(front.points[i].cost);
        second.push_back(morph->cost[i]);
    }
    const double proportional = front.referenceMs * analysis::median(second) / analysis::median(first);
    morph->referenceMs = referenceMs.value_or(proportional);
    morph->tau = analysis::kendallTauB(first, second);
    morph->top = std::min(known.size(), std::max(leastTop, known.size() / topShare));
    morph->topTau = analysis::kendallTauB(
        std::span<const double>(first).first(morph->top), std::span<const double>(second).first(morph->top));
    return morph;
}

std::shared_ptr<const FrontMorph> readMorph(
    const store::Project& project, const QString& deviceSetting, const FrontSnapshot& front, bool withReference) {
    // One kind of reference for both: frozen at the fits, or in proportion.
    return morphOf(front, deviceSetting, queries::frontPoints(project, front.protocol, toSetting(deviceSetting)).points,
        withReference && front.referenceMeasured ? storedReference(project, deviceSetting, front.protocol)
                                                 : std::nullopt);
}

}
