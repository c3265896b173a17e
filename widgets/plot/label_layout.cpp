// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot/label_layout.h"

#include <algorithm>

namespace paretoscope::widgets {

namespace {

constexpr int levels = 12; ///< lines of text that a label may stand away from its point

QRectF placeOf(const PlotLabel& label, const QRectF& area, const QList<QRectF>& taken) {
    const double right = label.point.x() + label.distance;
    const double left = label.point.x() - label.distance - label.size.width();
    const auto placed = [&](double x, int level, bool above) {
        const double away = label.distance + level * label.size.height();
        return QRectF(
            QPointF(x, above ? label.point.y() - away - label.size.height() : label.point.y() + away), label.size);
    };
    for (int level = 0; level < levels; ++level) {
        for (const bool above : {true, false}) {
            for (const double x : {right, left}) {
                const QRectF place = placed(x, level, above);
                const bool isFree = std::none_of(
                    taken.begin(), taken.end(), [&place](const QRectF& other) { return other.intersects(place); });
                if (isFree && area.contains(place) && (above || !label.above)) {
                    return place;
                }
            }
        }
    }
    return placed(right, 0, true);
}

}

QList<QRectF> placeLabels(const QList<PlotLabel>& labels, const QRectF& area, QList<QRectF> taken) {
    QList<QRectF> places;
    for (const PlotLabel& label : labels) {
        places.append(placeOf(label, area, taken));
        taken.append(places.last());
    }
    return places;
}

}
