// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFontMetricsF>
#include <QGraphicsItem>
#include <QList>

#include <optional>

#include "widgets/plot/plot_transform.h"

namespace paretoscope::widgets {

/// What lies over the curves: rings round selected points, a vertical handle with its label, and a hint where nothing
/// is drawn.
class OverlayItem : public QGraphicsItem {
public:
    struct Ring {
        QPointF data;
        QColor colour;
        double radius = 8;
    };
    struct Handle {
        double x = 0;
        QColor colour;
        QString label;
    };

    /// A labelled reference: a square round a point, or a stroke at the horizontal axis where there is no y.
    struct Mark {
        double x = 0;
        std::optional<double> y;
        QString label;
    };

    explicit OverlayItem(QGraphicsItem* parent);

    void setTransformation(const PlotTransform& transform);
    void setRings(QList<Ring> rings);
    /// The point under the pointer.
    void setHovered(std::optional<Ring> ring);
    void setHandle(std::optional<Handle> handle);
    void setMarks(QList<Mark> marks, const QColor& colour);
    [[nodiscard]] const QList<Mark>& marks() const { return marks_; }
    void setHint(const QString& hint, const QColor& colour);

    [[nodiscard]] const std::optional<Handle>& handle() const { return handle_; }
    [[nodiscard]] const QList<Ring>& rings() const { return rings_; }
    [[nodiscard]] const std::optional<Ring>& hovered() const { return hovered_; }
    [[nodiscard]] QRectF boundingRect() const override;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    /// Where its label stands; empty where the handle is out of sight.
    [[nodiscard]] QRectF handleLabel(const QFontMetricsF& metrics) const;
    void paintHandle(QPainter& painter) const;
    void paintMarks(QPainter& painter) const;

    PlotTransform transform_;
    QList<Ring> rings_;
    std::optional<Ring> hovered_;
    std::optional<Handle> handle_;
    QList<Mark> marks_;
    QColor markColour_;
    QString hint_;
    QColor hintColour_;
};

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
