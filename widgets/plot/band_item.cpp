// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot/band_item.h"

#include <QPainter>
#include <utility>

namespace paretoscope::widgets {

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
