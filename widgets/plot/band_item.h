// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QGraphicsItem>
#include <QList>

#include "widgets/plot/plot_transform.h"

namespace paretoscope::widgets {

/// How far a curve's points may be off: a translucent band along them, and a thin vertical bar at each. Lies below the
/// points.
class BandItem : public QGraphicsItem {
public:
    struct Point {
        double x = 0;
        double low = 0;
        double high = 0; ///< equal to `low`: the band has no width there, and there is no bar
    };

    explicit BandItem(QGraphicsItem* parent);

    void setTransformation(const PlotTransform& transform);
    /// In the order of x. Empty: nothing is drawn.
    void setPoints(QList<Point> points, const QColor& colour);
    [[nodiscard]] const QList<Point>& points() const { return points_; }

    [[nodiscard]] QRectF boundingRect() const override;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    PlotTransform transform_;
    QList<Point> points_;
    QColor colour_;
};

}
