// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot/overlay_item.h"

#include <QPainter>

#include <algorithm>
#include <utility>

#include "widgets/plot/label_layout.h"

namespace paretoscope::widgets {

namespace {
constexpr double labelGap = 5;
constexpr double markSize = 14;
}

OverlayItem::OverlayItem(QGraphicsItem* parent) : QGraphicsItem(parent) {
    setAcceptedMouseButtons(Qt::NoButton);
    setZValue(20);
}

void OverlayItem::setTransformation(const PlotTransform& transform) {
    if (transform_ != transform) {
        prepareGeometryChange();
        transform_ = transform;
        update();
    }
}

void OverlayItem::setRings(QList<Ring> rings) {
    rings_ = std::move(rings);
    update();
}

void OverlayItem::setHovered(std::optional<Ring> ring) {
    constexpr double pen = 2; // more than half the ring's line
    const auto spot = [this](const std::optional<Ring>& of) {
        const double reach = of ? of->radius + pen : 0;
        return of ? QRectF(
                   transform_.toPixel(of->data.x(), of->data.y()) - QPointF(reach, reach), QSizeF(2 * reach, 2 * reach))
                  : QRectF();
    };
    const QRectF stale = spot(hovered_) | spot(ring);
    hovered_ = std::move(ring);
    if (!stale.isNull()) { // of nothing an update would draw everything
        update(stale);
    }
}

void OverlayItem::setHandle(std::optional<Handle> handle) {
    handle_ = std::move(handle);
    update();
}

void OverlayItem::setMarks(QList<Mark> marks, const QColor& colour) {
    marks_ = std::move(marks);
    markColour_ = colour;
    update();
}

void OverlayItem::setHint(const QString& hint, const QColor& colour) {
    hint_ = hint;
    hintColour_ = colour;
    update();
}

QRectF OverlayItem::boundingRect() const {
    return transform_.area;
}

QRectF OverlayItem::handleLabel(const QFontMetricsF& metrics) const {
    const double x = handle_ ? transform_.toPixel(handle_->x, 0).x() : -1;
    if (!handle_ || x < transform_.area.left() || x > transform_.area.right()) {
        return {};
    }
    const QSizeF size(metrics.horizontalAdvance(handle_->label), metrics.height());
    const bool right = x + labelGap + size.width() < transform_.area.right();
    return {QPointF(right ? x + labelGap : x - labelGap - size.width(),
                transform_.area.bottom() - labelGap - size.height()),
        size};
}

void OverlayItem::paintHandle(QPainter& painter) const {
    const QRectF label = handleLabel(QFontMetricsF(painter.font()));
    if (label.isEmpty()) {
        return;
    }
    const double x = transform_.toPixel(handle_->x, 0).x();
    painter.setPen(QPen(handle_->colour, 1.5, Qt::DashLine));
    painter.drawLine(QPointF(x, transform_.area.top()), QPointF(x, transform_.area.bottom()));
    painter.setPen(handle_->colour);
    painter.drawText(label, Qt::AlignLeft | Qt::AlignVCenter, handle_->label);
}

void OverlayItem::paintMarks(QPainter& painter) const {
    const QFontMetricsF metrics(painter.font());
    QList<const Mark*> shown;
    QList<PlotLabel> labels;
    for (const Mark& mark : marks_) {
        const QPointF at = mark.y ? transform_.toPixel(mark.x, *mark.y)
                                  : QPointF(transform_.toPixel(mark.x, 0).x(), transform_.area.bottom());
        if (at.x() >= transform_.area.left() && at.x() <= transform_.area.right()) {
            shown.append(&mark);
            labels.append({at, {metrics.horizontalAdvance(mark.label), metrics.height()},
                mark.y ? markSize / 2 : labelGap, !mark.y});
        }
    }
    QList<QRectF> taken{handleLabel(metrics)};
    for (const Ring& ring : rings_) {
        const QPointF centre = transform_.toPixel(ring.data.x(), ring.data.y());
        taken.append(QRectF(centre.x() - ring.radius, centre.y() - ring.radius, 2 * ring.radius, 2 * ring.radius));
    }
    const QList<QRectF> places = placeLabels(labels, transform_.area, taken);
    painter.setBrush(Qt::NoBrush);
    for (qsizetype i = 0; i < shown.size(); ++i) {
        const QPointF& at = labels[i].point;
        const QRectF& place = places[i];
        painter.setPen(QPen(markColour_, 1.4, shown[i]->y ? Qt::SolidLine : Qt::DotLine));
        if (!shown[i]->y) {
            painter.drawLine(QPointF(at.x(), place.center().y()), at);
        } else {
            painter.drawRect(QRectF(at.x() - markSize / 2, at.y() - markSize / 2, markSize, markSize));
            // A label that had to go further away is tied to its point.
            const double away = std::max(place.top() - at.y(), at.y() - place.bottom());
            if (away > place.height()) {
                painter.setPen(QPen(markColour_, 0.8));
                const double side = place.center().y() < at.y() ? -markSize / 2 : markSize / 2;
                painter.drawLine(QPointF(at.x(), at.y() + side), QPointF(at.x(), place.center().y()));
            }
        }
        painter.setPen(markColour_);
        painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, shown[i]->label);
    }
}

void OverlayItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
    painter->save();
    painter->setClipRect(transform_.area);
    painter->setRenderHint(QPainter::Antialiasing);
    if (handle_) {
        paintHandle(*painter);
    }
    paintMarks(*painter);
    painter->setBrush(Qt::NoBrush);
    for (const Ring& ring : rings_) {
        painter->setPen(QPen(ring.colour, 2.2));
        painter->drawEllipse(transform_.toPixel(ring.data.x(), ring.data.y()), ring.radius, ring.radius);
    }
    if (hovered_) {
        painter->setPen(QPen(hovered_->colour, 1.2));
        painter->drawEllipse(
            transform_.toPixel(hovered_->data.x(), hovered_->data.y()), hovered_->radius, hovered_->radius);
    }
    if (!hint_.isEmpty()) {
        painter->setPen(hintColour_);
        painter->drawText(transform_.area.adjusted(20, 20, -20, -20), Qt::AlignCenter | Qt::TextWordWrap, hint_);
    }
    painter->restore();
}

namespace {
constexpr double belowTheCloud = 2;
constexpr float bandAlpha = 0.16F;
constexpr float barAlpha = 0.6F;

QColor withAlpha(QColor colour, float alpha) {
    colour.setAlphaF(alpha);
    return colour;
}
}

BandItem::BandItem(QGraphicsItem* parent) : QGraphicsItem(parent) {
    setAcceptedMouseButtons(Qt::NoButton);
    setZValue(belowTheCloud);
}

void BandItem::setTransformation(const PlotTransform& transform) {
    if (transform_ != transform) {
        prepareGeometryChange();
        transform_ = transform;
        update();
    }
}

void BandItem::setPoints(QList<Point> points, const QColor& colour) {
    points_ = std::move(points);
    colour_ = colour;
    update();
}

QRectF BandItem::boundingRect() const {
    return transform_.area;
}

void BandItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
    if (points_.isEmpty()) {
        return;
    }
    QPolygonF outline;
    QList<QLineF> bars;
    for (const Point& point : points_) {
        const QPointF top = transform_.toPixel(point.x, point.high);
        outline.append(top);
        if (point.high > point.low) {
            bars.append({top, transform_.toPixel(point.x, point.low)});
        }
    }
    for (auto point = points_.crbegin(); point != points_.crend(); ++point) {
        outline.append(transform_.toPixel(point->x, point->low));
    }
    painter->save();
    painter->setClipRect(transform_.area);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(withAlpha(colour_, bandAlpha));
    painter->drawPolygon(outline);
    painter->setPen(QPen(withAlpha(colour_, barAlpha), 1));
    painter->drawLines(bars);
    painter->restore();
}

}
