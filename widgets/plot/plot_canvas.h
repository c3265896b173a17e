// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QChartView>
#include <QHash>
#include <QList>
#include <QPen>
#include <QRubberBand>
#include <vector>

#include "widgets/plot/cloud.h"
#include "widgets/plot/cloud_item.h"
#include "widgets/plot/grid_lines.h"
#include "widgets/plot/overlay_item.h"

class QCategoryAxis;
class QLineSeries;

namespace paretoscope::widgets {

/// The chart behind PlotView: axes and curves are Qt Charts', the rest are items of our own in its plot area. Both axes
/// carry ticks of our own (a category axis over the values or their logarithms), so that a short logarithmic range
/// still has labels.
class PlotCanvas : public QChartView {
    Q_OBJECT
public:
    explicit PlotCanvas(QWidget* parent);

    void applyPalette();
    void setAxisTitles(const QString& x, const QString& y);
    void setLogarithmicX(bool logarithmic);
    void setUnitX(double unit);
    /// Both axes with their grids: without anything to show they would claim a range that nobody measured.
    void setScalesShown(bool shown);
    void setHomeRange(QPointF minimum, QPointF maximum);
    void setCloud(CloudPointer cloud);
    void setCurve(const QString& id, const QList<QPointF>& points, const QPen& pen);
    void removeCurve(const QString& id);
    [[nodiscard]] QList<QPointF> curve(const QString& id) const;
    /// Points and curves as comma-separated values: series, x, y.
    [[nodiscard]] QString csv() const;
    void resetZoom();
    void zoomBack();
    /// Zoom about a pixel; factor < 1 comes closer.
    void zoomAbout(QPointF pixel, double factor);

    [[nodiscard]] const PlotTransform& transformation() const { return transform_; }
    [[nodiscard]] double unitX() const { return unitX_; }
    [[nodiscard]] bool scalesShown() const;
    [[nodiscard]] bool isZoomed() const { return zoomed_; }
    [[nodiscard]] int pointAt(QPointF pixel) const;
    [[nodiscard]] CloudItem& cloudItem() { return *cloudItem_; }
    [[nodiscard]] OverlayItem& overlay() { return *overlay_; }
    [[nodiscard]] BandItem& band() { return *band_; }

Q_SIGNALS:
    void pointClicked(int index);
    void pointHovered(int index, QPoint position);
    void handleMoved(double x);
    void rangeChanged();
    /// The picture is dragged away, with Ctrl and the left button.
    void draggedOut();

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    enum class Drag { None, RubberBand, Pan, Handle, Out };

    void setRanges(const AxisRange& x, const AxisRange& y);
    void pushZoom();
    void placePlotArea();
    void refreshTransform();
    void refreshAxes();
    void refreshCurve(const QString& id);
    [[nodiscard]] bool onHandle(QPointF pixel) const;
    /// Marks the point under the pointer, -1 for none.
    void setHovered(int point);
    void zoomToRubberBand(const QRect& band);

    struct Curve {
        QLineSeries* series = nullptr;
        QList<QPointF> points;
    };

    QChart* chart_;
    QCategoryAxis* axisX_;
    QCategoryAxis* axisY_;
    GridLines* gridLines_;
    CloudItem* cloudItem_;
    OverlayItem* overlay_;
    BandItem* band_;
    QHash<QString, Curve> curves_;
    CloudPointer cloud_;
    PlotTransform transform_;
    double unitX_ = 1; ///< of the labels, in data
    double labelRoom_ = 0; ///< for those of the vertical axis, pixels
    QPointF homeMinimum_{0, 0};
    QPointF homeMaximum_{1, 1};
    bool zoomed_ = false;
    std::vector<std::pair<AxisRange, AxisRange>> history_;
    QRubberBand rubberBand_;
    Drag drag_ = Drag::None;
    QPoint dragStart_;
    QPoint dragLast_;
    int hovered_ = -1;
};

}
