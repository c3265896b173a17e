// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPointF>
#include <QString>

#include <span>
#include <vector>

#include "widgets/predictor/predictor_snapshot.h"

namespace paretoscope::widgets {

/// Whose predictions: the predictor itself, its additive part alone, or the plain network of the paper.
enum class PredictionSource { Model, Additive, Baseline };

double predictionOf(const predictor::HeldOutPoint& point, PredictionSource source);
/// (predicted − measured) / measured; NaN where the source has no prediction.
double relativeError(const predictor::HeldOutPoint& point, PredictionSource source);

/// Signed errors as a closed outline of bars of equal width: x in per cent, y in per cent of the architectures. Errors
/// beyond ±`limit` per cent are counted in the outermost bars.
QList<QPointF> errorHistogram(
    std::span<const predictor::HeldOutPoint> points, PredictionSource source, double binPercent, double limitPercent);

/// The errors of a group of architectures of similar latency.
struct LatencyBand {
    double latencyMs = 0; ///< median of the group
    double median = 0; ///< of |error|, fraction of one
    double p90 = 0;
    std::size_t count = 0;
};
/// Groups of (nearly) equal size along the latency; fewer where there are fewer than 5 architectures a group.
std::vector<LatencyBand> errorByLatency(
    std::span<const predictor::HeldOutPoint> points, PredictionSource source, std::size_t groups);

/// Share of the architectures whose measured latency lies within the interval that the predictor states for `level`,
/// both as fractions: predicted · (1 ± z·deviation).
double coverage(std::span<const predictor::HeldOutPoint> points, double relativeDeviation, double level);

/// One fit of the same setting and network.
struct LearningPoint {
    std::int64_t predictor = 0;
    double architectures = 0;
    double meanError = 0; ///< fraction of one
    double tau = 0;
};
/// All fits of the setting and network of `of`, by number of architectures.
std::vector<LearningPoint> learningCurve(
    std::span<const std::shared_ptr<const PredictorSnapshot>> predictors, const PredictorSnapshot& of);

/// Indices of the points that the source misses most, largest |error| first.
std::vector<std::size_t> largestErrors(
    std::span<const predictor::HeldOutPoint> points, PredictionSource source, std::size_t count);

/// The limits that noise sets, estimated from a few repeats: one that the predictor has beaten is no bound, and is not
/// shown as one.
QString noiseFloorText(const PredictorSnapshot& predictor);
QString tauCeilingText(const predictor::ErrorReport& model);

/// A predictor's report as rich text: errors beside the noise floor, τ beside its ceiling, the paper's plain network
/// and the additive part on the same architectures.
QString predictorReport(const PredictorSnapshot& predictor);

}
