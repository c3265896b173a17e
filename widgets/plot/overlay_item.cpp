// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot/overlay_item.h"

#include <QPainter>
#include <utility>

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

void OverlayItem::paintMarks(QPainter& painter) const {
    painter.setBrush(Qt::NoBrush);
    double line = 0; // labels at the axis go up in steps, so that they do not cover each other
    for (const Mark& mark : marks_) {
        const QPointF at = transform_.toPixel(mark.x, mark.y.value_or(0));
        if (at.x() < transform_.area.left() || at.x() > transform_.area.right()) {
            continue;
        }
        const double width = painter.fontMetrics().horizontalAdvance(mark.label);
        const double left =
            at.x() + labelGap + width < transform_.area.right() ? at.x() + labelGap : at.x() - labelGap - width;
        painter.setPen(QPen(markColour_, 1.4, mark.y ? Qt::SolidLine : Qt::DotLine));
        if (mark.y) {
            painter.drawRect(QRectF(at.x() - markSize / 2, at.y() - markSize / 2, markSize, markSize));
            painter.drawText(QPointF(left, at.y() - markSize / 2 - 2), mark.label);
            continue;
        }
        line += painter.fontMetrics().height();
        painter.drawLine(
            QPointF(at.x(), transform_.area.bottom() - line - labelGap), QPointF(at.x(), transform_.area.bottom()));
        painter.drawText(QPointF(left, transform_.area.bottom() - line), mark.label);
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
    if (!hint_.isEmpty()) {
        painter->setPen(hintColour_);
        painter->drawText(transform_.area.adjusted(20, 20, -20, -20), Qt::AlignCenter | Qt::TextWordWrap, hint_);
    }
    painter->restore();
}

}
