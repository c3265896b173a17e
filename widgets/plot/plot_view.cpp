// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot/plot_view.h"

#include <QEvent>
#include <QFileInfo>
#include <QSvgGenerator>
#include <QVBoxLayout>
#include <utility>

#include "widgets/common/palette.h"
#include "widgets/plot/plot_canvas.h"

namespace paretoscope::widgets {

PlotView::PlotView(QWidget* parent) : QWidget(parent), canvas_(new PlotCanvas(this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(canvas_);
    setFocusProxy(canvas_);
    connect(canvas_, &PlotCanvas::pointClicked, this, &PlotView::pointClicked);
    connect(canvas_, &PlotCanvas::pointHovered, this, &PlotView::pointHovered);
    connect(canvas_, &PlotCanvas::handleMoved, this, &PlotView::handleMoved);
    connect(canvas_, &PlotCanvas::rangeChanged, this, &PlotView::rangeChanged);
}

PlotView::~PlotView() = default;

void PlotView::setAxisTitles(const QString& x, const QString& y) {
    canvas_->setAxisTitles(x, y);
}

void PlotView::setLogarithmicX(bool logarithmic) {
    canvas_->setLogarithmicX(logarithmic);
}

bool PlotView::logarithmicX() const {
    return canvas_->transformation().x.logarithmic;
}

void PlotView::setHomeRange(QPointF minimum, QPointF maximum) {
    canvas_->setHomeRange(minimum, maximum);
}

void PlotView::setCloud(CloudPointer cloud) {
    canvas_->setCloud(std::move(cloud));
}

void PlotView::setCurve(const QString& id, const QList<QPointF>& points, const QPen& pen) {
    canvas_->setCurve(id, points, pen);
}

void PlotView::removeCurve(const QString& id) {
    canvas_->removeCurve(id);
}

QList<QPointF> PlotView::curve(const QString& id) const {
    return canvas_->curve(id);
}

void PlotView::setRings(const QList<QPointF>& points, const QColor& colour, double radius) {
    QList<OverlayItem::Ring> rings;
    for (const QPointF& point : points) {
        rings.append({point, colour, radius});
    }
    canvas_->overlay().setRings(std::move(rings));
}

void PlotView::setHandle(std::optional<double> x, const QColor& colour, const QString& label) {
    canvas_->overlay().setHandle(x ? std::optional(OverlayItem::Handle{*x, colour, label}) : std::nullopt);
}

void PlotView::setHint(const QString& hint) {
    canvas_->overlay().setHint(hint, colour(Colour::MutedText, palette()));
}

void PlotView::resetZoom() {
    canvas_->resetZoom();
}

void PlotView::zoomBack() {
    canvas_->zoomBack();
}

void PlotView::zoomBy(double factor) {
    canvas_->zoomAbout(canvas_->transformation().area.center(), factor);
}

bool PlotView::isZoomed() const {
    return canvas_->isZoomed();
}

PlotTransform PlotView::transformation() const {
    return canvas_->transformation();
}

int PlotView::pointAt(QPoint position) const {
    return canvas_->pointAt(canvas_->mapFrom(this, position));
}

QPoint PlotView::positionOf(QPointF data) const {
    return canvas_->mapTo(this, canvas_->transformation().toPixel(data.x(), data.y()).toPoint());
}

int PlotView::cloudRenderings() const {
    return canvas_->cloudItem().renderings();
}

bool PlotView::saveImage(const QString& path) {
    if (QFileInfo(path).suffix().compare(QStringLiteral("svg"), Qt::CaseInsensitive) != 0) {
        return grab().save(path);
    }
    QSvgGenerator generator;
    generator.setFileName(path);
    generator.setSize(size());
    generator.setViewBox(rect());
    QPainter painter;
    if (!painter.begin(&generator)) {
        return false;
    }
    canvas_->render(&painter);
    return painter.end();
}

void PlotView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        canvas_->applyPalette();
    }
    QWidget::changeEvent(event);
}

}
