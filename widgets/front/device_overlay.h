// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPalette>
#include <optional>
#include <vector>

#include "widgets/front/front_choice.h"
#include "widgets/plot/cloud.h"
#include "widgets/plot/legend.h"

class QMenu;

namespace paretoscope::widgets {

class PlotView;

/// The same candidates' fronts on other device settings, over the front. Latencies of different devices have nothing in
/// common but what they are a share of: each device's reference latency, which λ is counted in. The axis shows that
/// share, in which a GPU's front and a CPU's have about the same length; on it another device's latency lies where the
/// front's own device has the same share. Nothing is computed but when a snapshot comes or a choice is made.
class DeviceOverlay : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// Where its latency lies on the front's axis, in milliseconds of the front's device.
    [[nodiscard]] static double onAxis(const FrontSnapshot& front, const FrontMorph& other, std::size_t point);

    void setSnapshot(const SnapshotPointer& snapshot);
    /// One checkable entry for each setting, below a heading. `full`: nothing more can be told apart.
    void addTo(QMenu& menu, bool full);
    [[nodiscard]] const std::vector<QString>& offered() const { return settings_; }
    [[nodiscard]] const std::vector<QString>& chosen() const { return chosen_; }
    /// Chosen, and not the front's own device by now.
    [[nodiscard]] std::size_t offeredAndChosen() const;
    void choose(const QString& setting, bool shown);

    /// Whether a front of another device can be drawn: then the axis shows shares.
    [[nodiscard]] bool isActive(const FrontChoice& choice) const;
    /// The points with those of the chosen devices' fronts behind them, each looking as its candidate does.
    [[nodiscard]] CloudPointer extended(const CloudPointer& cloud, const FrontChoice& choice) const;
    /// The candidate of a point of the extended cloud: an index of the snapshot's points; -1 stays -1.
    [[nodiscard]] int candidateAt(const FrontChoice& choice, int point) const;
    /// Where else a candidate stands: one for each chosen device that knows it.
    [[nodiscard]] QList<QPointF> elsewhere(const FrontChoice& choice, int index) const;
    /// `shown`: not where the points have travelled elsewhere.
    void draw(PlotView& plot, const FrontChoice& choice, bool shown) const;
    [[nodiscard]] QList<Legend::Entry> legend(const FrontChoice& choice, const QPalette& palette) const;
    void include(const FrontChoice& choice, QPointF& low, QPointF& high) const;

Q_SIGNALS:
    /// Others are chosen: the reader is asked for them, and the menu says so.
    void chosenChanged();

private:
    struct Front {
        std::shared_ptr<const FrontMorph> other;
        std::vector<std::size_t> members; ///< latency ascending
    };
    /// Of the chosen devices that the snapshot knows, in the order in which they were chosen. Kept for one choice.
    const std::vector<Front>& fronts(const FrontChoice& choice) const;

    std::vector<QString> settings_; ///< with latencies, but for the front's own
    std::vector<QString> chosen_; ///< in the order in which they were chosen
    mutable std::shared_ptr<const FrontSnapshot> knownFront_;
    mutable QualityAxis knownAxis_ = QualityAxis::Accuracy;
    mutable std::vector<Front> known_;
};

}
