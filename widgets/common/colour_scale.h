// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>

namespace paretoscope::widgets {

/// Colours for numbers in a heat map, readable without colour vision: lightness rises (or falls) all the way. Cells
/// carry their number as well, in readableOn() of the colour.

/// 0 is the plot's background, 1 the strongest blue. Clamped; NaN is the background.
QColor sequentialColour(double share, const QPalette& palette);

/// −1 … 1 around the background: blue below, orange above.
QColor divergingColour(double share, const QPalette& palette);

}
