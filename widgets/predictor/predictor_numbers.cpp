// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/predictor/predictor_numbers.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/analysis/statistics.h"

namespace paretoscope::widgets {

namespace {
constexpr std::size_t smallestBand = 5;
}

double predictionOf(const PredictionPair& pair, PredictionSource source) {
    switch (source) {
    case PredictionSource::Model:
        return pair.predictedMs;
    case PredictionSource::Additive:
        return pair.additiveMs;
    case PredictionSource::Baseline:
        return pair.baselineMs;
    }
    return pair.predictedMs;
}

double relativeError(const PredictionPair& pair, PredictionSource source) {
    return (predictionOf(pair, source) - pair.measuredMs) / pair.measuredMs;
}

QList<QPointF> errorHistogram(
    std::span<const PredictionPair> pairs, PredictionSource source, double binPercent, double limitPercent) {
    const int bins = std::max(1, static_cast<int>(std::lround(2 * limitPercent / binPercent)));
    std::vector<double> counts(static_cast<std::size_t>(bins), 0.0);
    double all = 0;
    for (const PredictionPair& pair : pairs) {
        const double error = 100 * relativeError(pair, source);
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
    std::span<const PredictionPair> pairs, PredictionSource source, std::size_t groups) {
    std::vector<PredictionPair> sorted;
    for (const PredictionPair& pair : pairs) {
        if (std::isfinite(relativeError(pair, source))) {
            sorted.push_back(pair);
        }
    }
    std::sort(sorted.begin(), sorted.end(),
        [](const PredictionPair& a, const PredictionPair& b) { return a.measuredMs < b.measuredMs; });
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

double coverage(std::span<const PredictionPair> pairs, double relativeDeviation, double level) {
    const double reach = analysis::normalQuantile((1 + level) / 2) * relativeDeviation;
    const auto inside = std::count_if(pairs.begin(), pairs.end(), [reach](const PredictionPair& pair) {
        return std::abs(pair.measuredMs - pair.predictedMs) <= reach * pair.predictedMs;
    });
    return static_cast<double>(inside) / static_cast<double>(pairs.size());
}

std::vector<LearningPoint> learningCurve(
    std::span<const std::shared_ptr<const PredictorSnapshot>> predictors, const PredictorSnapshot& of) {
    std::vector<LearningPoint> points;
    for (const auto& predictor : predictors) {
        const double error = predictor->number(QStringLiteral("model.mean_error"));
        if (predictor->deviceSetting != of.deviceSetting || predictor->shape != of.shape || predictor->space != of.space
            || !std::isfinite(error)) {
            continue;
        }
        const double architectures = predictor->number(QStringLiteral("architectures"));
        points.push_back(
            {predictor->id, std::isfinite(architectures) ? architectures : static_cast<double>(predictor->measurements),
                error, predictor->number(QStringLiteral("model.tau"))});
    }
    std::stable_sort(points.begin(), points.end(),
        [](const LearningPoint& a, const LearningPoint& b) { return a.architectures < b.architectures; });
    return points;
}

std::vector<std::size_t> largestErrors(
    std::span<const PredictionPair> pairs, PredictionSource source, std::size_t count) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        if (std::isfinite(relativeError(pairs[i], source))) {
            order.push_back(i);
        }
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return std::abs(relativeError(pairs[a], source)) > std::abs(relativeError(pairs[b], source));
    });
    order.resize(std::min(count, order.size()));
    return order;
}

}
