// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QGraphicsItem>
#include <QPixmap>
#include <optional>

#include "widgets/plot/cloud_index.h"
#include "widgets/plot/plot_transform.h"

namespace paretoscope::widgets {

/// Draws a cloud of any size inside a chart's plot area: one item, pre-rendered markers, and at most one point a pixel.
/// (A series of Qt Charts makes one graphics item a point and is quadratic in its first fill.) The picture is kept, so
/// that moving a line over 100,000 points costs one copy; panned by whole pixels it is moved, and only the strips that
/// come into sight are drawn. Given a picture that is no screen (SVG, PDF), it draws vectors.
class CloudItem : public QGraphicsItem {
public:
    explicit CloudItem(QGraphicsItem* parent);

    void setCloud(CloudPointer cloud);
    void setTransformation(const PlotTransform& transform);
    void setBackground(const QColor& background);

    [[nodiscard]] QRectF boundingRect() const override;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

    /// Index of the nearest point within `radius` pixels, the topmost of equally near ones; -1 for none.
    [[nodiscard]] int nearest(QPointF pixel, double radius) const;

    /// How often the picture was drawn anew as a whole, how often it was moved instead, and how many markers were drawn
    /// the last time: what tests and benchmarks look at.
    [[nodiscard]] int renderings() const { return renderings_; }
    [[nodiscard]] int moves() const { return moves_; }

private:
    void render(double devicePixelRatio);
    /// Brings the picture from the transform it was drawn for to the present one without drawing it anew; false where
    /// that is more than a shift by whole pixels.
    bool move();
    /// Draws the markers that reach into a part of the picture (its own coordinates), which must be empty.
    void drawMarkers(const QRectF& part);
    /// Those to be drawn with their centres in `part`, relative to the plot area's corner.
    [[nodiscard]] std::vector<std::uint32_t> visiblePoints(const QRectF& part) const;
    /// Made once for many frames. There must be a cloud.
    [[nodiscard]] const CloudIndex& index() const;

    CloudPointer cloud_;
    mutable std::optional<CloudIndex> index_;
    PlotTransform transform_;
    QColor background_ = Qt::white;
    QPixmap picture_;
    PlotTransform drawn_; ///< what picture_ shows
    std::vector<QPixmap> markers_; ///< by style, as they were drawn into it
    bool stale_ = true;
    int renderings_ = 0;
    int moves_ = 0;
};

}
