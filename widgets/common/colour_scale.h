// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>
#include <QPen>

namespace paretoscope::widgets {

/// Colours for numbers in a heat map, readable without colour vision: lightness rises (or falls) all the way. Cells
/// carry their number as well, in readableOn() of the colour.

/// 0 is the plot's background, 1 the strongest blue. Clamped; NaN is the background.
QColor sequentialColour(double share, const QPalette& palette);

/// How many series can be told apart.
inline constexpr int mostSeries = 6;
/// For lines that stand beside each other, from Okabe and Ito's set and told apart by their dashes too; `series` from
/// 0, beginning again after mostSeries.
QPen seriesPen(int series, const QPalette& palette);

/// −1 … 1 around the background: blue below, orange above.
QColor divergingColour(double share, const QPalette& palette);

}
