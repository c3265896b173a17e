// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot/overlay_item.h"

#include <QPainter>
#include <utility>

namespace paretoscope::widgets {

namespace {
constexpr double labelGap = 5;
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

void OverlayItem::setHandle(std::optional<Handle> handle) {
    handle_ = std::move(handle);
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

void OverlayItem::paintHandle(QPainter& painter) const {
    const double x = transform_.toPixel(handle_->x, 0).x();
    if (x < transform_.area.left() || x > transform_.area.right()) {
        return;
    }
    painter.setPen(QPen(handle_->colour, 1.5, Qt::DashLine));
    painter.drawLine(QPointF(x, transform_.area.top()), QPointF(x, transform_.area.bottom()));
    const double width = painter.fontMetrics().horizontalAdvance(handle_->label);
    const bool right = x + labelGap + width < transform_.area.right();
    painter.setPen(handle_->colour);
    painter.drawText(QPointF(right ? x + labelGap : x - labelGap - width,
                         transform_.area.bottom() - labelGap - painter.fontMetrics().descent()),
        handle_->label);
}

void OverlayItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
    painter->save();
    painter->setClipRect(transform_.area);
    painter->setRenderHint(QPainter::Antialiasing);
    if (handle_) {
        paintHandle(*painter);
    }
    painter->setBrush(Qt::NoBrush);
    for (const Ring& ring : rings_) {
        painter->setPen(QPen(ring.colour, 2.2));
        painter->drawEllipse(transform_.toPixel(ring.data.x(), ring.data.y()), ring.radius, ring.radius);
    }
    if (!hint_.isEmpty()) {
        painter->setPen(hintColour_);
        painter->drawText(transform_.area.adjusted(20, 20, -20, -20), Qt::AlignCenter | Qt::TextWordWrap, hint_);
    }
    painter->restore();
}

}
