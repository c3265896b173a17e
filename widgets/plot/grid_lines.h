// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QGraphicsItem>
#include <vector>

#include "widgets/plot/plot_transform.h"
#include "widgets/plot/ticks.h"

namespace paretoscope::widgets {

/// Both axes with their ticks, and the lines across the plot area at them. Those of Qt Charts are smoothed, an item
/// each: they took most of the time of a frame. These lie on whole pixels.
class GridLines : public QGraphicsItem {
public:
    explicit GridLines(QGraphicsItem* parent);

    void setTransformation(const PlotTransform& transform);
    void setTicks(std::vector<Tick> x, std::vector<Tick> y);
    void setColours(const QColor& grid, const QColor& axes);

    [[nodiscard]] QRectF boundingRect() const override;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    PlotTransform transform_;
    std::vector<Tick> x_;
    std::vector<Tick> y_;
    QColor grid_;
    QColor axes_;
};

}
