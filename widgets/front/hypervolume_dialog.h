// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "widgets/front/front_extras.h"

namespace paretoscope::widgets {

class PlotView;

/// How the hypervolume grew while candidates were found.
class HypervolumeDialog : public QDialog {
    Q_OBJECT
public:
    explicit HypervolumeDialog(const FrontExtras& extras, QWidget* parent = nullptr);
    [[nodiscard]] PlotView& plot() { return *plot_; }

private:
    PlotView* plot_;
};

}
