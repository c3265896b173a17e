// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPointF>
#include <QRectF>
#include <QSizeF>

namespace paretoscope::widgets {

/// A text that belongs to a point, in pixels.
struct PlotLabel {
    QPointF point;
    QSizeF size; ///< of the text
    double distance = 0; ///< from the point to the text, to each side, above and below
    bool above = false; ///< never below the point: on an axis
};

/// Where the texts go, in their order: right of, left of, above or below their points, as near as there is room, within
/// the area, on none of each other and on nothing that is taken. Where there is no such place, right above the point.
QList<QRectF> placeLabels(const QList<PlotLabel>& labels, const QRectF& area, QList<QRectF> taken = {});

}
