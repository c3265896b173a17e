// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPainter>
#include <QPixmap>

namespace paretoscope::widgets {

enum class MarkerShape { Circle, Square, Diamond, Triangle };

/// How a kind of points looks. Shape and filling carry the meaning together with the colour, never the colour alone.
struct MarkerStyle {
    QColor colour;
    MarkerShape shape = MarkerShape::Circle;
    bool filled = true;
    double size = 7; ///< device-independent pixels
    bool operator==(const MarkerStyle&) const = default;
};

/// Draws one marker centred on `centre`.
void drawMarker(QPainter& painter, QPointF centre, const MarkerStyle& style, const QColor& background);

/// The marker pre-rendered for clouds; its centre is the centre of the pixmap.
QPixmap markerPixmap(const MarkerStyle& style, const QColor& background, double devicePixelRatio);

}
