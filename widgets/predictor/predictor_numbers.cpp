// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/predictor/predictor_numbers.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

#include "core/analysis/statistics.h"
#include "widgets/common/number_text.h"

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

namespace {

constexpr double statedLevel = 0.9;

struct PredictorReport {
    Q_DECLARE_TR_FUNCTIONS(PredictorReport)
};

QString tauText(double value) {
    return std::isfinite(value) ? QLocale().toString(value, 'f', 3) : QStringLiteral("–");
}

QString row(const QString& name, const QString& value) {
    return QStringLiteral("<tr><td style='padding-right:12px'>") + name + QStringLiteral("</td><td align='right'>")
        + value + QStringLiteral("</td></tr>");
}

QString heading(const QString& text) {
    return QStringLiteral("<tr><td colspan='2' style='padding-top:10px'><b>") + text + QStringLiteral("</b></td></tr>");
}

QString heldOutRows(const PredictorSnapshot& predictor) {
    const predictor::ErrorReport& model = predictor.report.model;
    QString rows = heading(PredictorReport::tr("On architectures not seen in fitting"));
    rows += row(PredictorReport::tr("Architectures"), countText(model.heldOut));
    rows += row(PredictorReport::tr("Mean error"), percentText(model.meanError, 1));
    rows += row(PredictorReport::tr("Median error"), percentText(model.medianError, 1));
    rows += row(PredictorReport::tr("Within ±5 %"), percentText(model.within5, 0));
    rows += row(PredictorReport::tr("Within ±10 %"), percentText(model.within10, 0));
    rows += row(PredictorReport::tr("Kendall τ"), tauText(model.tau));
    //: Statistics: the interval that holds the true value with 95 % probability.
    rows += row(
        PredictorReport::tr("95 % interval"), tauText(model.tauLow) + QStringLiteral(" … ") + tauText(model.tauHigh));
    rows += row(PredictorReport::tr("Spearman ρ"), tauText(model.rho));
    if (!predictor.report.points.empty() && predictor.relativeDeviation > 0) {
        rows += row(PredictorReport::tr("Inside the stated 90 % interval"),
            percentText(coverage(predictor.report.points, predictor.relativeDeviation, statedLevel), 0));
    }
    return rows;
}

}

QString noiseFloorText(const PredictorSnapshot& predictor) {
    const QString text = percentText(predictor.noiseFloor(), 1);
    //: An estimated lower bound that a measured value has passed; %1 is the bound.
    return predictor.noiseFloor() > predictor.report.model.meanError ? PredictorReport::tr("%1 (too high)").arg(text)
                                                                     : text;
}

QString tauCeilingText(const predictor::ErrorReport& model) {
    const double ceiling = model.ceilingTau.value_or(std::nan(""));
    //: An estimated upper bound that a measured value has passed; %1 is the bound.
    return ceiling < model.tau ? PredictorReport::tr("%1 (too low)").arg(tauText(ceiling)) : tauText(ceiling);
}

QString predictorReport(const PredictorSnapshot& predictor) {
    const predictor::FitReport& report = predictor.report;
    const predictor::ErrorReport baseline = predictor.baseline();
    QString table = QStringLiteral("<table>") + heldOutRows(predictor);
    table += heading(PredictorReport::tr("Limits set by noise"));
    table +=
        row(PredictorReport::tr("Noise floor (error of a perfect predictor), estimated"), noiseFloorText(predictor));
    table += row(PredictorReport::tr("τ ceiling (a perfect predictor), estimated"), tauCeilingText(report.model));
    table += heading(PredictorReport::tr("For comparison, on the same architectures"));
    table += row(PredictorReport::tr("Additive part alone: mean error"), percentText(report.additive.meanError, 1));
    table += row(PredictorReport::tr("Plain network of the paper: mean error"), percentText(baseline.meanError, 1));
    table += row(PredictorReport::tr("Plain network of the paper: τ"), tauText(baseline.tau));
    table += heading(PredictorReport::tr("Fitted"));
    table += row(PredictorReport::tr("From measurements"), countText(predictor.measurements));
    table += row(PredictorReport::tr("Reference latency"), latencyText(report.referenceMs));
    return table + QStringLiteral("</table>");
}

}
