// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPalette>

#include "widgets/common/view.h"
#include "widgets/front/front_choice.h"
#include "widgets/front/front_figures.h"
#include "widgets/front/size_filter.h"
#include "widgets/plot/cloud.h"
#include "widgets/plot/legend.h"
#include "widgets/plot/plot_view.h"

class QAction;
class QToolButton;
class QWidget;
class QVariantAnimation;

namespace paretoscope::widgets {

class DeviceOverlay;
class DevicePicker;
class ElidingLabel;
class RunOverlay;
class ToolRow;

/// Further ways to look at the front: how sure its members are, how its points travel to another device setting, its
/// hypervolume, published cells as marks. Its controls stand where the front view puts them, which asks it what to
/// draw.
class FrontOverlays : public QObject {
    Q_OBJECT
public:
    /// The controls are made as children of `parent`.
    explicit FrontOverlays(QWidget* parent);

    void addControls(ToolRow& row);
    /// What the chosen ways of looking say, in one line.
    [[nodiscard]] ElidingLabel& note() { return *text_; }
    [[nodiscard]] QToolButton& hypervolume() { return *volume_; }
    /// The device setting whose latencies the points have, or are on their way to.
    [[nodiscard]] QString shownSetting() const;

    void setSnapshot(const SnapshotPointer& snapshot);
    /// Adds what this bar asks of the reader.
    void addTo(FrontQuery& query) const;
    [[nodiscard]] QList<ViewPicture> pictures();

    /// The points where they are now, as faint as they are unlikely to be on the front.
    [[nodiscard]] CloudPointer cloud(const FrontChoice& choice, const QPalette& palette) const;
    /// The front's line where its points are now.
    [[nodiscard]] QList<QPointF> frontLine(const FrontChoice& choice) const;
    /// Curves and marks besides: the estimates' band, the soft band, the other setting's own front, published cells.
    void draw(PlotView& plot, const FrontChoice& choice) const;
    [[nodiscard]] QList<Legend::Entry> legend(const FrontChoice& choice, const QPalette& palette) const;
    /// Latency of a point where it is now.
    [[nodiscard]] double latencyOf(const FrontSnapshot& front, int index) const;
    /// Widens a range so that the points stay inside on their way, and those of other devices too.
    void include(const FrontChoice& choice, QPointF& low, QPointF& high) const;
    /// Whether other devices' fronts stand beside this one: the axis shows shares of each device's reference latency.
    [[nodiscard]] bool inShares(const FrontChoice& choice) const;
    /// The snapshot's point that a point of cloud() is of; -1 for none.
    [[nodiscard]] int candidateAt(const FrontChoice& choice, int point) const;
    /// Where a point is drawn: where it is now, and on other devices.
    [[nodiscard]] QList<QPointF> placesOf(const FrontChoice& choice, int index) const;

    /// 0: on the front's setting, 1: on the other one.
    [[nodiscard]] double travelled() const { return travelled_; }
    /// The setting that the points have travelled to, null while they are nearer to their own.
    [[nodiscard]] const FrontMorph* elsewhere() const;
    /// Whether points travel or jump; by default they jump where the desktop wants no animations.
    void setAnimated(bool animated) { animated_ = animated; }
    /// Why nothing can be measured on the front's device now; empty where it can.
    void setNoMeasuring(const QString& noMeasuring) { noMeasuring_ = noMeasuring; }
    /// All points on the front's own setting.
    void goHome();
    [[nodiscard]] QString morphText() const;
    [[nodiscard]] RunOverlay& runs() { return *runs_; }
    [[nodiscard]] DeviceOverlay& devices() { return *devices_; }

Q_SIGNALS:
    /// Points have moved or look different.
    void changed();
    /// Points are about to travel: the range that is shown is another.
    void travelling();
    /// Something else is wanted of the reader.
    void queryChanged();
    /// Measure exactly these on the front's setting.
    void measureRequested(const QStringList& genotypes);

private:
    void setUp();
    void fillSettings();
    void showTexts();
    void travel(bool there);
    void showNext();
    void showHistory();
    void askForSize();
    [[nodiscard]] std::vector<DiscretisationGap> gaps() const;
    /// How sure the front's estimates are: mean ± one standard deviation along it; empty where there is no estimate.
    [[nodiscard]] QList<PlotView::BandPoint> estimateBand(const FrontChoice& choice) const;
    [[nodiscard]] const FrontMorph* morph() const;
    [[nodiscard]] const FrontNoise* noise() const;

    SnapshotPointer snapshot_;
    std::shared_ptr<const FrontSnapshot> front_;
    double travelled_ = 0;
    bool animated_;
    QString noMeasuring_;
    QVariantAnimation* animation_;
    QToolButton* uncertainty_;
    DeviceOverlay* devices_;
    RunOverlay* runs_;
    DevicePicker* other_;
    QToolButton* travel_;
    QToolButton* volume_;
    QToolButton* more_;
    QAction* next_;
    QAction* estimates_;
    QAction* gaps_;
    QAction* size_;
    SizeFilter filter_;
    ElidingLabel* text_;
};

}
