// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot/marker.h"

#include <QPainterPath>
#include <cmath>

namespace paretoscope::widgets {

namespace {

QPainterPath outline(QPointF centre, const MarkerStyle& style) {
    const double half = style.size / 2;
    QPainterPath path;
    switch (style.shape) {
    case MarkerShape::Circle:
        path.addEllipse(centre, half, half);
        break;
    case MarkerShape::Square:
        path.addRect(centre.x() - half * 0.9, centre.y() - half * 0.9, half * 1.8, half * 1.8);
        break;
    case MarkerShape::Diamond:
        path.addPolygon(QPolygonF{{centre.x(), centre.y() - half * 1.25}, {centre.x() + half * 1.25, centre.y()},
            {centre.x(), centre.y() + half * 1.25}, {centre.x() - half * 1.25, centre.y()}});
        path.closeSubpath();
        break;
    case MarkerShape::Triangle:
        path.addPolygon(QPolygonF{{centre.x(), centre.y() - half * 1.1},
            {centre.x() + half * 1.1, centre.y() + half * 0.9}, {centre.x() - half * 1.1, centre.y() + half * 0.9}});
        path.closeSubpath();
        break;
    }
    return path;
}

}

void drawMarker(QPainter& painter, QPointF centre, const MarkerStyle& style, const QColor& background) {
    const QPainterPath path = outline(centre, style);
    painter.setPen(QPen(style.filled ? background : style.colour, style.filled ? 0.6 : 1.5));
    painter.setBrush(style.filled ? QBrush(style.colour) : QBrush(background));
    painter.drawPath(path);
}

QPixmap markerPixmap(const MarkerStyle& style, const QColor& background, double devicePixelRatio) {
    const int side = static_cast<int>(std::ceil(style.size * 1.25 + 4)) | 1;
    QPixmap pixmap(QSize(side, side) * devicePixelRatio);
    pixmap.setDevicePixelRatio(devicePixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    drawMarker(painter, QPointF(side / 2.0, side / 2.0), style, background);
    return pixmap;
}

}
