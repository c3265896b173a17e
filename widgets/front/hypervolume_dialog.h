// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "widgets/front/front_snapshot.h"

namespace paretoscope::widgets {

class PlotView;

/// How the hypervolume grew while candidates were found.
class HypervolumeDialog : public QDialog {
    Q_OBJECT
public:
    explicit HypervolumeDialog(const std::vector<analysis::HypervolumePoint>& history, QWidget* parent = nullptr);
    [[nodiscard]] PlotView& plot() { return *plot_; }

private:
    PlotView* plot_;
};

}
