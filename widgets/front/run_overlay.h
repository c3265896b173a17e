// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPalette>
#include <cstdint>
#include <vector>

#include "widgets/front/front_choice.h"
#include "widgets/plot/legend.h"

class QMenu;
class QToolButton;

namespace paretoscope::widgets {

class DeviceOverlay;
class PlotView;

/// The front of some points alone, latency ascending; indices of the snapshot's points.
std::vector<std::size_t> frontOfRun(const FrontChoice& choice, std::int64_t run);

/// The fronts of single runs over the front of all, and the button whose menu offers them together with other devices:
/// as many of both as can be told apart.
class RunOverlay : public QObject {
    Q_OBJECT
public:
    /// The button is made as a child of `parent`; `devices` must live as long.
    RunOverlay(DeviceOverlay& devices, QWidget* parent);

    [[nodiscard]] QToolButton& button() { return *button_; }
    /// Also of the devices.
    void setSnapshot(const SnapshotPointer& snapshot);
    /// `shown`: not where the points have travelled elsewhere.
    void draw(PlotView& plot, const FrontChoice& choice, bool shown) const;
    [[nodiscard]] QList<Legend::Entry> legend(const FrontChoice& choice, const QPalette& palette) const;
    [[nodiscard]] const std::vector<std::int64_t>& chosen() const { return chosen_; }
    void choose(std::int64_t run, bool shown);

Q_SIGNALS:
    void changed();

private:
    void fillMenu();

    DeviceOverlay& devices_;
    SnapshotPointer snapshot_;
    std::vector<std::int64_t> runs_; ///< with points on the front's setting and protocol, newest first
    std::vector<QString> settings_; ///< that the menu offers
    std::vector<std::int64_t> chosen_; ///< in the order in which they were chosen
    QToolButton* button_;
    QMenu* menu_;
};

}
