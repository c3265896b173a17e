// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/predictor/predictor_plots.h"

#include <QCoreApplication>
#include <QGuiApplication>
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "widgets/common/palette.h"
#include "widgets/plot/legend.h"
#include "widgets/plot/plot_view.h"

namespace paretoscope::widgets {

namespace {

constexpr double narrow = 0.05;
constexpr double wide = 0.10;
constexpr double binPercent = 1;
constexpr double limitPercent = 20;
constexpr std::size_t latencyGroups = 12;
constexpr double lineWidth = 1.8;
constexpr double thinWidth = 1.2;

struct PredictorPlots {
    Q_DECLARE_TR_FUNCTIONS(PredictorPlots)
};

QPen solid(Colour role) {
    return {colour(role, QGuiApplication::palette()), lineWidth};
}

QPen dashed(Colour role) {
    return {colour(role, QGuiApplication::palette()), thinWidth, Qt::DashLine};
}

QPen dotted(Colour role) {
    return {colour(role, QGuiApplication::palette()), thinWidth, Qt::DotLine};
}

QString modelText() {
    //: Legend: the program's own latency predictor.
    return PredictorPlots::tr("predictor");
}

QString baselineText() {
    //: Legend: the network that the LA-DARTS paper describes.
    return PredictorPlots::tr("plain network of the paper");
}

bool hasBaseline(const PredictorSnapshot& predictor) {
    return std::any_of(predictor.report.points.begin(), predictor.report.points.end(),
        [](const predictor::HeldOutPoint& point) { return std::isfinite(point.baselineMs); });
}

MarkerStyle modelMarker() {
    return {colour(Colour::Searched, QGuiApplication::palette()), MarkerShape::Circle, true, 6};
}

MarkerStyle baselineMarker() {
    return {colour(Colour::Published, QGuiApplication::palette()), MarkerShape::Triangle, false, 7};
}

void showBands(PlotView& plot, double low, double high) {
    const auto line = [&](const char* id, double factor, const QPen& pen) {
        plot.setCurve(QString::fromLatin1(id), {{low, low * factor}, {high, high * factor}}, pen);
    };
    line("equal", 1, QPen(colour(Colour::MutedText, QGuiApplication::palette()), lineWidth));
    line("+5", 1 + narrow, dashed(Colour::Good));
    line("-5", 1 - narrow, dashed(Colour::Good));
    line("+10", 1 + wide, dotted(Colour::Warning));
    line("-10", 1 - wide, dotted(Colour::Warning));
}

/// A horizontal line at the noise floor, where it is known.
void showFloor(PlotView& plot, double floorPercent, double from, double to) {
    if (std::isfinite(floorPercent)) {
        plot.setCurve(QStringLiteral("floor"), {{from, floorPercent}, {to, floorPercent}}, dotted(Colour::Warning));
    } else {
        plot.removeCurve(QStringLiteral("floor"));
    }
}

QList<QPointF> curveOf(const std::vector<LatencyBand>& bands, double LatencyBand::*value) {
    QList<QPointF> points;
    for (const LatencyBand& band : bands) {
        points.append({band.latencyMs, 100 * band.*value});
    }
    return points;
}

double highest(const QList<QPointF>& points) {
    double high = 0;
    for (const QPointF& point : points) {
        high = std::max(high, point.y());
    }
    return high;
}

}

void clearPlot(PlotView& plot, Legend& legend, const QString& hint) {
    plot.setCloud(nullptr);
    plot.setRings({}, {});
    for (const char* id : {"equal", "+5", "-5", "+10", "-10", "model", "p90", "baseline", "floor"}) {
        plot.removeCurve(QString::fromLatin1(id));
    }
    plot.setHint(hint);
    legend.setEntries({});
}

void showScatter(PlotView& plot, Legend& legend, const PredictorSnapshot& predictor, bool baseline) {
    if (predictor.report.points.empty()) {
        clearPlot(plot, legend, PredictorPlots::tr("This predictor’s report lists no individual architectures."));
        return;
    }
    plot.setHint({});
    auto cloud = std::make_shared<Cloud>();
    cloud->styles = {modelMarker(), baselineMarker()};
    double low = std::numeric_limits<double>::infinity();
    double high = 0;
    const auto add = [&](double measured, double predicted, std::uint32_t style) {
        cloud->points.push_back({measured, predicted, style});
        low = std::min({low, measured, predicted});
        high = std::max({high, measured, predicted});
    };
    // The predictor's own come first: a point's index is its index there.
    for (const predictor::HeldOutPoint& point : predictor.report.points) {
        add(point.measuredMs, point.predictedMs, 0);
    }
    const bool both = baseline && hasBaseline(predictor);
    for (const predictor::HeldOutPoint& point : predictor.report.points) {
        if (both && std::isfinite(point.baselineMs)) {
            add(point.measuredMs, point.baselineMs, 1);
        }
    }
    plot.setHomeRange({low, low}, {high, high});
    showBands(plot, low * (1 - wide), high * (1 + wide));
    plot.setCloud(cloud);
    QList<Legend::Entry> entries{
        {PredictorPlots::tr("architecture not seen in fitting"), cloud->styles[0], QPen(Qt::NoPen)}};
    if (both) {
        entries.append({baselineText(), cloud->styles[1], QPen(Qt::NoPen)});
    }
    entries.append({PredictorPlots::tr("equal"), std::nullopt,
        QPen(colour(Colour::MutedText, QGuiApplication::palette()), lineWidth)});
    entries.append({PredictorPlots::tr("±5 %"), std::nullopt, dashed(Colour::Good)});
    entries.append({PredictorPlots::tr("±10 %"), std::nullopt, dotted(Colour::Warning)});
    legend.setEntries(entries);
}

void showHistogram(PlotView& plot, Legend& legend, const PredictorSnapshot& predictor, bool baseline) {
    const QList<QPointF> model =
        errorHistogram(predictor.report.points, PredictionSource::Model, binPercent, limitPercent);
    if (model.isEmpty()) {
        clearPlot(plot, legend, PredictorPlots::tr("This predictor’s report lists no individual architectures."));
        return;
    }
    plot.setHint({});
    QList<Legend::Entry> entries{{modelText(), std::nullopt, solid(Colour::Searched)}};
    double high = highest(model);
    plot.setCurve(QStringLiteral("model"), model, solid(Colour::Searched));
    plot.removeCurve(QStringLiteral("baseline"));
    if (baseline && hasBaseline(predictor)) {
        const QList<QPointF> other =
            errorHistogram(predictor.report.points, PredictionSource::Baseline, binPercent, limitPercent);
        high = std::max(high, highest(other));
        plot.setCurve(QStringLiteral("baseline"), other, dashed(Colour::Published));
        entries.append({baselineText(), std::nullopt, dashed(Colour::Published)});
    }
    plot.setCurve(
        QStringLiteral("equal"), {{0, 0}, {0, high}}, QPen(colour(Colour::MutedText, QGuiApplication::palette()), 1));
    plot.setHomeRange({-limitPercent, 0}, {limitPercent, high});
    legend.setEntries(entries);
}

void showErrorByLatency(PlotView& plot, Legend& legend, const PredictorSnapshot& predictor, bool baseline) {
    const auto bands = errorByLatency(predictor.report.points, PredictionSource::Model, latencyGroups);
    if (bands.size() < 2) {
        clearPlot(plot, legend, PredictorPlots::tr("Too few architectures for errors by latency."));
        return;
    }
    plot.setHint({});
    const QList<QPointF> median = curveOf(bands, &LatencyBand::median);
    const QList<QPointF> p90 = curveOf(bands, &LatencyBand::p90);
    plot.setCurve(QStringLiteral("model"), median, solid(Colour::Searched));
    plot.setCurve(QStringLiteral("p90"), p90, dashed(Colour::Searched));
    QList<Legend::Entry> entries{{PredictorPlots::tr("median error"), std::nullopt, solid(Colour::Searched)},
        //: Legend: nine of ten errors are smaller.
        {PredictorPlots::tr("9 of 10 below"), std::nullopt, dashed(Colour::Searched)}};
    double high = highest(p90);
    plot.removeCurve(QStringLiteral("baseline"));
    if (baseline && hasBaseline(predictor)) {
        const QList<QPointF> other = curveOf(
            errorByLatency(predictor.report.points, PredictionSource::Baseline, latencyGroups), &LatencyBand::median);
        high = std::max(high, highest(other));
        plot.setCurve(QStringLiteral("baseline"), other, solid(Colour::Published));
        entries.append({baselineText(), std::nullopt, solid(Colour::Published)});
    }
    const double floorPercent = 100 * predictor.noiseFloor();
    const double from = bands.front().latencyMs;
    const double to = bands.back().latencyMs;
    showFloor(plot, floorPercent, from, to);
    if (std::isfinite(floorPercent)) {
        entries.append({PredictorPlots::tr("noise floor (mean)"), std::nullopt, dotted(Colour::Warning)});
    }
    plot.setHomeRange({from, 0}, {to, std::max(high, std::isfinite(floorPercent) ? floorPercent : 0.0)});
    legend.setEntries(entries);
}

void showLearningCurve(PlotView& plot, Legend& legend,
    std::span<const std::shared_ptr<const PredictorSnapshot>> predictors, const PredictorSnapshot& shown) {
    const std::vector<LearningPoint> points = learningCurve(predictors, shown);
    if (points.size() < 2) {
        clearPlot(plot, legend,
            PredictorPlots::tr("One fit of this setting so far.\nMeasure more architectures and fit again: the error "
                               "by number of architectures appears here."));
        return;
    }
    plot.setHint({});
    auto cloud = std::make_shared<Cloud>();
    cloud->styles = {modelMarker()};
    QList<QPointF> line;
    double high = 0;
    for (const LearningPoint& point : points) {
        line.append({point.architectures, 100 * point.meanError});
        cloud->points.push_back({point.architectures, 100 * point.meanError, 0});
        high = std::max(high, 100 * point.meanError);
        if (point.predictor == shown.id) {
            plot.setRings({line.back()}, colour(Colour::Selected, QGuiApplication::palette()));
        }
    }
    const double floorPercent = 100 * shown.noiseFloor();
    plot.setCurve(QStringLiteral("model"), line, solid(Colour::Searched));
    showFloor(plot, floorPercent, points.front().architectures, points.back().architectures);
    plot.setCloud(cloud);
    const double slack = points.front().architectures == points.back().architectures ? 1 : 0;
    plot.setHomeRange({points.front().architectures - slack, 0}, {points.back().architectures + slack, high});
    QList<Legend::Entry> entries{
        {PredictorPlots::tr("mean error of a fit, held out"), cloud->styles[0], solid(Colour::Searched)}};
    if (std::isfinite(floorPercent)) {
        entries.append({PredictorPlots::tr("noise floor"), std::nullopt, dotted(Colour::Warning)});
    }
    legend.setEntries(entries);
}

void showCalibration(PlotView& plot, Legend& legend, const PredictorSnapshot& predictor) {
    if (predictor.report.points.empty() || !(predictor.relativeDeviation > 0)) {
        clearPlot(plot, legend, PredictorPlots::tr("This predictor has no uncertainty estimate."));
        return;
    }
    plot.setHint({});
    constexpr std::array levels{0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99};
    auto cloud = std::make_shared<Cloud>();
    cloud->styles = {modelMarker()};
    QList<QPointF> line{{0, 0}};
    for (const double level : levels) {
        line.append({100 * level, 100 * coverage(predictor.report.points, predictor.relativeDeviation, level)});
        cloud->points.push_back({line.back().x(), line.back().y(), 0});
    }
    plot.setCurve(
        QStringLiteral("equal"), {{0, 0}, {100, 100}}, QPen(colour(Colour::MutedText, QGuiApplication::palette()), 1));
    plot.setCurve(QStringLiteral("model"), line, solid(Colour::Searched));
    plot.setCloud(cloud);
    plot.setHomeRange({0, 0}, {100, 100});
    legend.setEntries({{PredictorPlots::tr("inside the stated interval (the ensemble’s own disagreement left out)"),
                           cloud->styles[0], solid(Colour::Searched)},
        //: Legend: the diagonal on which stated and found shares agree.
        {PredictorPlots::tr("as stated"), std::nullopt,
            QPen(colour(Colour::MutedText, QGuiApplication::palette()), 1)}});
}

}
