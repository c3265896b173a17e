// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <vector>

#include "widgets/plot/plot_transform.h"

namespace paretoscope::widgets {

struct Tick {
    double value;
    QString label;
};

/// About `wanted` ticks at 1, 2, 5 × 10^k (linear) or at 1, 2, 5 within each decade (logarithmic; linear steps where
/// the range is too short for those), with labels in the locale's digits that all differ.
std::vector<Tick> ticks(const AxisRange& range, int wanted);

}
