// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot/plot_canvas.h"

#include <QCategoryAxis>
#include <QEvent>
#include <QGraphicsLayout>
#include <QLineSeries>
#include <algorithm>
#include <cmath>
#include <utility>

#include "widgets/common/palette.h"
#include "widgets/plot/ticks.h"

namespace paretoscope::widgets {

namespace {

constexpr double hitRadius = 9;
constexpr double pixelsPerTickX = 90;
constexpr double pixelsPerTickY = 45;
constexpr std::size_t historyLimit = 50;

double axisValue(const AxisRange& range, double value) {
    return range.logarithmic ? std::log10(value) : value;
}

/// `unit`: what the labels count in.
std::vector<Tick> ticksIn(const AxisRange& range, int wanted, double unit) {
    std::vector<Tick> found = ticks({range.minimum / unit, range.maximum / unit, range.logarithmic}, wanted);
    for (Tick& tick : found) {
        tick.value *= unit;
    }
    return found;
}

void fillAxis(QCategoryAxis& axis, const AxisRange& range, const std::vector<Tick>& wantedTicks) {
    const double low = axisValue(range, range.minimum);
    const double high = axisValue(range, range.maximum);
    const QStringList labels = axis.categoriesLabels();
    // Each label added or removed lays the chart out again; while panning they nearly always stay.
    const bool same = std::equal(labels.begin(), labels.end(), wantedTicks.begin(), wantedTicks.end(),
        [&](const QString& label, const Tick& tick) {
            return label == tick.label && axis.endValue(label) == axisValue(range, tick.value);
        });
    if (same) {
        axis.setRange(low, high);
        axis.setStartValue(low);
        return;
    }
    for (const QString& label : labels) {
        axis.remove(label);
    }
    axis.setRange(low, high);
    axis.setStartValue(low);
    for (const Tick& tick : wantedTicks) {
        axis.append(tick.label, axisValue(range, tick.value));
    }
}

}

PlotCanvas::PlotCanvas(QWidget* parent)
    : QChartView(new QChart, parent) // setChart() would leave the one that QChartView makes itself to nobody
    , chart_(chart())
    , axisX_(new QCategoryAxis(this))
    , axisY_(new QCategoryAxis(this))
    , rubberBand_(QRubberBand::Rectangle, this) {
    setFrameShape(QFrame::StyledPanel);
    setAcceptDrops(false); // files are the window's
    viewport()->setAcceptDrops(false);
    setRenderHint(QPainter::Antialiasing);
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    chart_->legend()->hide();
    chart_->setBackgroundRoundness(0);
    chart_->setMargins(QMargins());
    chart_->layout()->setContentsMargins(0, 0, 0, 0);
    chart_->addAxis(axisX_, Qt::AlignBottom);
    chart_->addAxis(axisY_, Qt::AlignLeft);
    for (QCategoryAxis* axis : {axisX_, axisY_}) {
        axis->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
        axis->setTruncateLabels(false);
        axis->setGridLineVisible(false);
        axis->setLineVisible(false);
    }
    gridLines_ = new GridLines(chart_);
    cloudItem_ = new CloudItem(chart_);
    cloudItem_->setZValue(5);
    overlay_ = new OverlayItem(chart_);
    band_ = new BandItem(chart_);
    connect(chart_, &QChart::plotAreaChanged, this, &PlotCanvas::refreshTransform);
    applyPalette();
    resetZoom();
}

void PlotCanvas::applyPalette() {
    const QPalette& current = palette();
    const QColor background = colour(Colour::PlotBackground, current);
    chart_->setBackgroundBrush(background);
    chart_->setBackgroundPen(Qt::NoPen);
    setBackgroundBrush(background);
    for (QCategoryAxis* axis : {axisX_, axisY_}) {
        axis->setLabelsColor(colour(Colour::Text, current));
        axis->setTitleBrush(colour(Colour::Text, current));
        axis->setTitleFont(font());
        axis->setLabelsFont(font());
    }
    gridLines_->setColours(colour(Colour::Grid, current), colour(Colour::MutedText, current));
    cloudItem_->setBackground(background);
}

void PlotCanvas::changeEvent(QEvent* event) {
    QChartView::changeEvent(event);
    // Its own event: that of a widget around it comes before the palette has.
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        applyPalette();
        labelRoom_ = 0;
        placePlotArea();
    }
}

void PlotCanvas::setAxisTitles(const QString& x, const QString& y) {
    axisX_->setTitleText(x);
    axisY_->setTitleText(y);
}

void PlotCanvas::setLogarithmicX(bool logarithmic) {
    if (transform_.x.logarithmic != logarithmic) {
        transform_.x.logarithmic = logarithmic;
        history_.clear();
        zoomed_ = false;
        resetZoom();
        for (auto curve = curves_.cbegin(); curve != curves_.cend(); ++curve) {
            refreshCurve(curve.key());
        }
    }
}

void PlotCanvas::setUnitX(double unit) {
    if (unitX_ != unit && std::isfinite(unit) && unit > 0) {
        unitX_ = unit;
        refreshAxes();
    }
}

void PlotCanvas::setScalesShown(bool shown) {
    if (scalesShown() != shown) {
        axisX_->setVisible(shown);
        axisY_->setVisible(shown);
        gridLines_->setVisible(shown);
    }
}

bool PlotCanvas::scalesShown() const {
    return axisX_->isVisible();
}

void PlotCanvas::setHomeRange(QPointF minimum, QPointF maximum) {
    homeMinimum_ = minimum;
    homeMaximum_ = maximum;
    if (!zoomed_) {
        resetZoom();
    }
}

void PlotCanvas::resetZoom() {
    zoomed_ = false;
    labelRoom_ = 0;
    history_.clear();
    setRanges(paddedRange(homeMinimum_.x(), homeMaximum_.x(), transform_.x.logarithmic),
        paddedRange(homeMinimum_.y(), homeMaximum_.y(), false));
}

void PlotCanvas::pushZoom() {
    if (history_.size() >= historyLimit) {
        history_.erase(history_.begin());
    }
    history_.emplace_back(transform_.x, transform_.y);
    zoomed_ = true;
}

void PlotCanvas::zoomBack() {
    if (history_.empty()) {
        return;
    }
    const auto [x, y] = history_.back();
    history_.pop_back();
    zoomed_ = !history_.empty();
    if (zoomed_) {
        setRanges(x, y);
    } else {
        resetZoom();
    }
}

void PlotCanvas::zoomAbout(QPointF pixel, double factor) {
    const QRectF& area = transform_.area;
    pushZoom();
    setRanges(zoomed(transform_.x, (pixel.x() - area.left()) / area.width(), factor),
        zoomed(transform_.y, (area.bottom() - pixel.y()) / area.height(), factor));
}

void PlotCanvas::setRanges(const AxisRange& x, const AxisRange& y) {
    const bool usable = std::isfinite(x.minimum) && std::isfinite(x.maximum) && x.maximum > x.minimum
        && std::isfinite(y.minimum) && std::isfinite(y.maximum) && y.maximum > y.minimum
        && (!x.logarithmic || x.minimum > 0);
    if (!usable) {
        return;
    }
    transform_.x = x;
    transform_.y = y;
    refreshAxes();
    refreshTransform();
    Q_EMIT rangeChanged();
}

void PlotCanvas::refreshAxes() {
    const QRectF area = chart_->plotArea();
    const auto fitting = [](double length, double each) { return std::clamp(static_cast<int>(length / each), 2, 12); };
    std::vector<Tick> x = ticksIn(transform_.x, fitting(area.width(), pixelsPerTickX), unitX_);
    std::vector<Tick> y = ticksIn(transform_.y, fitting(area.height(), pixelsPerTickY), 1);
    fillAxis(*axisX_, transform_.x, x);
    fillAxis(*axisY_, transform_.y, y);
    gridLines_->setTicks(std::move(x), std::move(y));
    placePlotArea();
}

void PlotCanvas::placePlotArea() {
    // Left to Qt Charts, the area changes for a frame whenever a label comes or goes, and the cloud is drawn anew. For
    // the same reason the room for labels only grows until another range is shown.
    constexpr double air = 6; // between ticks, labels, titles and the frame
    const QFontMetricsF metrics(font());
    labelRoom_ = std::max(labelRoom_, metrics.horizontalAdvance(QStringLiteral("00.0")));
    for (const QString& label : axisY_->categoriesLabels()) {
        labelRoom_ = std::max(labelRoom_, metrics.horizontalAdvance(label));
    }
    const double title = metrics.height() + air;
    const QMarginsF room(title + labelRoom_ + air, air, metrics.horizontalAdvance(QStringLiteral("00.0")) / 2 + air,
        title + metrics.height() + 2 * air);
    const QRectF area = QRectF(QPointF(), chart_->size()).marginsRemoved(room);
    if (area.isValid() && QRectF(area.toRect()) != chart_->plotArea()) {
        chart_->setPlotArea(area.toRect());
    }
}

void PlotCanvas::resizeEvent(QResizeEvent* event) {
    QChartView::resizeEvent(event);
    placePlotArea();
}

void PlotCanvas::refreshTransform() {
    const QRectF area = chart_->plotArea();
    const bool resized = area.size().toSize() != transform_.area.size().toSize();
    transform_.area = area;
    if (resized) {
        refreshAxes(); // which may place the plot area, and comes here again then
    }
    gridLines_->setTransformation(transform_);
    cloudItem_->setTransformation(transform_);
    overlay_->setTransformation(transform_);
    band_->setTransformation(transform_);
}

void PlotCanvas::setCloud(CloudPointer cloud) {
    cloud_ = std::move(cloud);
    setHovered(-1);
    cloudItem_->setCloud(cloud_);
}

void PlotCanvas::setHovered(int point) {
    constexpr double hoverRadius = 6;
    if (point == hovered_) {
        return;
    }
    hovered_ = point;
    if (point < 0 || !cloud_) {
        overlay_->setHovered(std::nullopt);
        return;
    }
    const CloudPoint& at = cloud_->points[static_cast<std::size_t>(point)];
    overlay_->setHovered(OverlayItem::Ring{{at.x, at.y}, colour(Colour::Text, palette()), hoverRadius});
}

void PlotCanvas::setCurve(const QString& id, const QList<QPointF>& points, const QPen& pen) {
    Curve& curve = curves_[id];
    if (curve.series == nullptr) {
        curve.series = new QLineSeries(this);
        chart_->addSeries(curve.series);
        curve.series->attachAxis(axisX_);
        curve.series->attachAxis(axisY_);
    }
    curve.series->setPen(pen);
    curve.points = points;
    refreshCurve(id);
}

void PlotCanvas::refreshCurve(const QString& id) {
    const Curve& curve = curves_[id];
    QList<QPointF> mapped;
    mapped.reserve(curve.points.size());
    for (const QPointF& point : curve.points) {
        const double x = axisValue(transform_.x, point.x());
        if (std::isfinite(x) && std::isfinite(point.y())) {
            mapped.append({x, point.y()});
        }
    }
    curve.series->replace(mapped);
}

void PlotCanvas::removeCurve(const QString& id) {
    const Curve curve = curves_.take(id);
    if (curve.series != nullptr) {
        chart_->removeSeries(curve.series);
        delete curve.series;
    }
}

QList<QPointF> PlotCanvas::curve(const QString& id) const {
    return curves_.value(id).points;
}

int PlotCanvas::pointAt(QPointF pixel) const {
    return cloudItem_->nearest(pixel, hitRadius);
}

QString PlotCanvas::csv() const {
    const auto quoted = [](QString text) {
        return QLatin1Char('"') + text.replace(QLatin1Char('"'), QLatin1String("\"\"")) + QLatin1Char('"');
    };
    const auto row = [](const QString& series, double x, double y) {
        return series + QLatin1Char(',') + QString::number(x, 'g', 12) + QLatin1Char(',') + QString::number(y, 'g', 12)
            + QLatin1Char('\n');
    };
    QString text = QStringLiteral("series,") + quoted(axisX_->titleText()) + QLatin1Char(',')
        + quoted(axisY_->titleText()) + QLatin1Char('\n');
    if (cloud_) {
        for (const CloudPoint& point : cloud_->points) {
            text += row(QStringLiteral("points"), point.x, point.y);
        }
    }
    for (auto curve = curves_.cbegin(); curve != curves_.cend(); ++curve) {
        for (const QPointF& point : curve.value().points) {
            text += row(quoted(curve.key()), point.x(), point.y());
        }
    }
    return text;
}

}
