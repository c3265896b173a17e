// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>

namespace paretoscope::widgets {

/// What a colour is for. Views and the style name a role, never a colour, so that light and dark differ in one table.
/// All series colours are from Okabe and Ito's colour-blind-safe set; views add shapes, so that colour never stands
/// alone.
enum class Colour {
    Window, ///< behind everything
    PlotBackground, ///< plots, cells, tables and fields
    Text,
    MutedText,
    DisabledText,
    Border, ///< of areas
    ControlBorder, ///< of fields, buttons and boxes: strong enough to be found
    Control, ///< a button at rest
    Hover,
    Pressed,
    Accent, ///< the one thing to do next; what is chosen or has the focus
    OnAccent, ///< text on Accent
    AccentSoft, ///< selected rows, controls that are switched on
    Grid,
    Front, ///< the front line
    Searched, ///< candidates a search found
    Random, ///< random candidates, the yardstick
    Published, ///< cells from papers
    Selected,
    Lambda, ///< λ line
    Budget, ///< latency budget
    FifthSeries, ///< curves beside the front: see seriesPen()
    SixthSeries,
    BandNarrow, ///< ±5 %
    BandWide, ///< ±10 %
    Good,
    Warning,
    Bad,
    Count,
};

/// Whether the palette is a dark one (Qt 6.4 has no QStyleHints::colorScheme).
bool isDark(const QPalette& palette);

/// Whether it is one of the two themes for people who see little: black on white or white on black, borders as strong
/// as text, all texts with a contrast of 7 and more (WCAG 2.1, level AAA).
bool isHighContrast(const QPalette& palette);

QColor colour(Colour role, const QPalette& palette);

/// Qt's palette from the same table.
QPalette themePalette(bool dark, bool contrast = false);

/// Black or white, whichever reads better on `background`.
QColor readableOn(const QColor& background);

}
