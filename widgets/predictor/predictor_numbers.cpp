// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/predictor/predictor_numbers.h"

#include <algorithm>
#include <cmath>

#include "core/analysis/statistics.h"

namespace paretoscope::widgets {

namespace {
constexpr std::size_t smallestBand = 5;
}

double predictionOf(const predictor::HeldOutPoint& point, PredictionSource source) {
    switch (source) {
    case PredictionSource::Model:
        return point.predictedMs;
    case PredictionSource::Additive:
        return point.additiveMs;
    case PredictionSource::Baseline:
        return point.baselineMs;
    }
    return point.predictedMs;
}

double relativeError(const predictor::HeldOutPoint& point, PredictionSource source) {
    return (predictionOf(point, source) - point.measuredMs) / point.measuredMs;
}

QList<QPointF> errorHistogram(
    std::span<const predictor::HeldOutPoint> points, PredictionSource source, double binPercent, double limitPercent) {
    const int bins = std::max(1, static_cast<int>(std::lround(2 * limitPercent / binPercent)));
    std::vector<double> counts(static_cast<std::size_t>(bins), 0.0);
    double all = 0;
    for (const predictor::HeldOutPoint& point : points) {
        const double error = 100 * relativeError(point, source);
        if (!std::isfinite(error)) {
            continue;
        }
        const int bin = static_cast<int>(std::floor((error + limitPercent) / binPercent));
        counts[static_cast<std::size_t>(std::clamp(bin, 0, bins - 1))] += 1;
        all += 1;
    }
    QList<QPointF> outline;
    if (all == 0) {
        return outline;
    }
    outline.append({-limitPercent, 0});
    for (int bin = 0; bin < bins; ++bin) {
        const double height = 100 * counts[static_cast<std::size_t>(bin)] / all;
        outline.append({-limitPercent + bin * binPercent, height});
        outline.append({-limitPercent + (bin + 1) * binPercent, height});
    }
    outline.append({limitPercent, 0});
    return outline;
}

std::vector<LatencyBand> errorByLatency(
    std::span<const predictor::HeldOutPoint> points, PredictionSource source, std::size_t groups) {
    std::vector<predictor::HeldOutPoint> sorted;
    for (const predictor::HeldOutPoint& point : points) {
        if (std::isfinite(relativeError(point, source))) {
            sorted.push_back(point);
        }
    }
    std::sort(sorted.begin(), sorted.end(),
        [](const predictor::HeldOutPoint& a, const predictor::HeldOutPoint& b) { return a.measuredMs < b.measuredMs; });
    groups = std::min(groups, sorted.size() / smallestBand);
    std::vector<LatencyBand> bands;
    for (std::size_t group = 0; group < groups; ++group) {
        const std::size_t from = group * sorted.size() / groups;
        const std::size_t to = (group + 1) * sorted.size() / groups;
        std::vector<double> latencies;
        std::vector<double> errors;
        for (std::size_t i = from; i < to; ++i) {
            latencies.push_back(sorted[i].measuredMs);
            errors.push_back(std::abs(relativeError(sorted[i], source)));
        }
        bands.push_back(
            {analysis::median(latencies), analysis::median(errors), analysis::quantile(errors, 0.9), errors.size()});
    }
    return bands;
}

double coverage(std::span<const predictor::HeldOutPoint> points, double relativeDeviation, double level) {
    const double reach = analysis::normalQuantile((1 + level) / 2) * relativeDeviation;
    const auto inside = std::count_if(points.begin(), points.end(), [reach](const predictor::HeldOutPoint& point) {
        return std::abs(point.measuredMs - point.predictedMs) <= reach * point.predictedMs;
    });
    return static_cast<double>(inside) / static_cast<double>(points.size());
}

std::vector<LearningPoint> learningCurve(
    std::span<const std::shared_ptr<const PredictorSnapshot>> predictors, const PredictorSnapshot& of) {
    std::vector<LearningPoint> points;
    for (const auto& predictor : predictors) {
        const double error = predictor->report.model.meanError;
        if (predictor->deviceSetting != of.deviceSetting || predictor->shape != of.shape || predictor->space != of.space
            || !std::isfinite(error)) {
            continue;
        }
        points.push_back(
            {predictor->id, static_cast<double>(predictor->report.architectures), error, predictor->report.model.tau});
    }
    std::stable_sort(points.begin(), points.end(),
        [](const LearningPoint& a, const LearningPoint& b) { return a.architectures < b.architectures; });
    return points;
}

std::vector<std::size_t> largestErrors(
    std::span<const predictor::HeldOutPoint> points, PredictionSource source, std::size_t count) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (std::isfinite(relativeError(points[i], source))) {
            order.push_back(i);
        }
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return std::abs(relativeError(points[a], source)) > std::abs(relativeError(points[b], source));
    });
    order.resize(std::min(count, order.size()));
    return order;
}

}
