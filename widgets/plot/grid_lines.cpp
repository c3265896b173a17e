// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot/grid_lines.h"

#include <QList>
#include <QPainter>
#include <cmath>
#include <utility>

namespace paretoscope::widgets {

namespace {
constexpr double belowTheCurves = 1;
constexpr double tickLength = 5;
}

GridLines::GridLines(QGraphicsItem* parent) : QGraphicsItem(parent) {
    setAcceptedMouseButtons(Qt::NoButton);
    setZValue(belowTheCurves);
}

void GridLines::setTransformation(const PlotTransform& transform) {
    if (transform_ != transform) {
        prepareGeometryChange();
        transform_ = transform;
        update();
    }
}

void GridLines::setTicks(std::vector<Tick> x, std::vector<Tick> y) {
    x_ = std::move(x);
    y_ = std::move(y);
    update();
}

void GridLines::setColours(const QColor& grid, const QColor& axes) {
    grid_ = grid;
    axes_ = axes;
    update();
}

QRectF GridLines::boundingRect() const {
    return transform_.area.adjusted(-tickLength - 1, -1, 1, tickLength + 1); // with half a line at each side
}

void GridLines::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
    const QRectF area = transform_.area.toRect();
    QList<QLineF> grid;
    QList<QLineF> axes{{area.bottomLeft(), area.bottomRight()}, {area.topLeft(), area.bottomLeft()}};
    for (const Tick& tick : x_) {
        const double x = std::round(transform_.toPixel(tick.value, transform_.y.minimum).x());
        if (x >= area.left() && x <= area.right()) {
            grid.append({x, area.top(), x, area.bottom()});
            axes.append({x, area.bottom(), x, area.bottom() + tickLength});
        }
    }
    for (const Tick& tick : y_) {
        const double y = std::round(transform_.toPixel(transform_.x.minimum, tick.value).y());
        if (y >= area.top() && y <= area.bottom()) {
            grid.append({area.left(), y, area.right(), y});
            axes.append({area.left() - tickLength, y, area.left(), y});
        }
    }
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing, false);
    painter->setPen(QPen(grid_, 1));
    painter->drawLines(grid);
    painter->setPen(QPen(axes_, 1));
    painter->drawLines(axes);
    painter->restore();
}

}
