// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QList>
#include <QPen>
#include <QWidget>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "widgets/plot/cloud.h"
#include "widgets/plot/plot_picture.h"
#include "widgets/plot/plot_transform.h"

class QMimeData;
class QTemporaryDir;

namespace paretoscope::widgets {

class PlotCanvas;

/// Two axes with a cloud of any size, small curves, rings round chosen points and a vertical handle. Zoom: wheel,
/// rubber band with the left button, back with Backspace, all with Home or a double click; pan: middle button or Shift
/// with the left one; with Ctrl and the left button the picture is dragged into another program or a folder. The
/// drawing library behind it shows in no header outside of this folder. GUI thread only.
class PlotView : public QWidget {
    Q_OBJECT
public:
    explicit PlotView(QWidget* parent = nullptr);
    ~PlotView() override;

    void setAxisTitles(const QString& x, const QString& y);
    void setLogarithmicX(bool logarithmic);
    [[nodiscard]] bool logarithmicX() const;
    /// Labels the horizontal axis in multiples of this much (> 0); the data stay as they are.
    void setUnitX(double unit);
    [[nodiscard]] double unitX() const;

    /// The range shown while the user has not zoomed.
    void setHomeRange(QPointF minimum, QPointF maximum);
    /// The range of a plot that nothing was shown in yet.
    void clearHomeRange();
    void setCloud(CloudPointer cloud);
    /// A small polyline (at most a few hundred points), replaced under the same id. Points that a logarithmic axis
    /// cannot show are left out.
    void setCurve(const QString& id, const QList<QPointF>& points, const QPen& pen);
    void removeCurve(const QString& id);
    [[nodiscard]] QList<QPointF> curve(const QString& id) const;
    /// How far the points of a curve may be off, by x: drawn translucent along it with a bar at each; empty: nothing.
    struct BandPoint {
        double x = 0;
        double low = 0;
        double high = 0;
    };
    void setBand(const QList<BandPoint>& band, const QColor& colour = {});
    [[nodiscard]] QList<BandPoint> band() const;
    /// A published cell or the like: a named point, or a named place on the horizontal axis.
    struct Mark {
        double x = 0;
        std::optional<double> y;
        QString label;
    };
    void setMarks(const QList<Mark>& marks);
    [[nodiscard]] QList<Mark> marks() const;
    void setRings(const QList<QPointF>& points, const QColor& colour, double radius = 8);
    void setHandle(std::optional<double> x, const QColor& colour = {}, const QString& label = {});
    /// What to do to fill an empty plot, which has no numbers at its axes then; empty text hides it.
    void setHint(const QString& hint);
    [[nodiscard]] bool scalesShown() const;

    void resetZoom();
    void zoomBack();
    void zoomBy(double factor);
    [[nodiscard]] bool isZoomed() const;
    [[nodiscard]] PlotTransform transformation() const;
    /// Index in the cloud of the point at a position of this widget, -1 for none.
    [[nodiscard]] int pointAt(QPoint position) const;
    /// Where a data point is drawn, in this widget's coordinates.
    [[nodiscard]] QPoint positionOf(QPointF data) const;
    /// How often the cloud's picture was made anew (tests, benchmarks).
    [[nodiscard]] int cloudRenderings() const;
    /// PNG, SVG or PDF by the path's end; with caption and legend, and carries the description.
    bool saveImage(const QString& path);
    [[nodiscard]] QByteArray svg();
    /// What stands above the plot in its pictures; asked when one is made.
    void setCaption(std::function<PlotCaption()> caption) { caption_ = std::move(caption); }
    /// Stands below the plot in its pictures, as it does in the window.
    void setLegend(const Legend& legend) { legend_ = &legend; }
    /// What the plot shows as comma-separated values: the given table, or the points and curves.
    [[nodiscard]] QString csv() const;
    /// What a picture of this plot says about itself (JSON); asked when one is made.
    void setDescriber(std::function<QByteArray()> describer) { describer_ = std::move(describer); }
    void setTable(std::function<QString()> table) { table_ = std::move(table); }
    /// The picture as programs take it: an image, a PNG and an SVG that describe themselves. `asFile`: also as a PNG
    /// file, which is there as long as this view.
    [[nodiscard]] std::unique_ptr<QMimeData> pictureData(bool asFile = false);
    void copyPicture();
    void copyData() const;
    /// The same numbers as a table, for those who cannot see the plot.
    void showTable();

Q_SIGNALS:
    void pointClicked(int index);
    /// -1 when the pointer leaves the points; `position` in this widget's coordinates.
    void pointHovered(int index, QPoint position);
    void handleMoved(double x);
    void rangeChanged();
    /// From the context menu: the window asks for a file name and calls saveImage() or writes csv().
    void saveRequested();
    void saveDataRequested();

private:
    void showMenu(QPoint position);
    void dragPicture();

    [[nodiscard]] PlotPicture picture() const;
    [[nodiscard]] QByteArray description() const;

    PlotCanvas* canvas_;
    std::unique_ptr<QTemporaryDir> folder_; ///< of the picture that was taken away last
    const Legend* legend_ = nullptr;
    std::function<PlotCaption()> caption_;
    std::function<QByteArray()> describer_;
    std::function<QString()> table_;
};

}
