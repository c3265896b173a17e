// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/palette.h"

#include <array>

namespace paretoscope::widgets {

namespace {

struct Row {
    Colour role;
    QRgb light;
    QRgb dark;
};

constexpr std::array rows{
    Row{Colour::PlotBackground, 0xffffffff, 0xff1e1f22},
    Row{Colour::Text, 0xff1b1b1b, 0xffe8e8e8},
    Row{Colour::MutedText, 0xff5c5c5c, 0xffa8a8a8},
    Row{Colour::Grid, 0xffe2e2e2, 0xff3a3b3f},
    Row{Colour::Front, 0xff0072b2, 0xff56b4e9},
    Row{Colour::Searched, 0xff0072b2, 0xff56b4e9},
    Row{Colour::Random, 0xff8a8a8a, 0xff9a9a9a},
    Row{Colour::Published, 0xffcc79a7, 0xffe29ac4},
    Row{Colour::Selected, 0xffd55e00, 0xffff8a3d},
    Row{Colour::Lambda, 0xff009e73, 0xff2fd3a2},
    Row{Colour::Budget, 0xffb07800, 0xfff0c040},
    Row{Colour::BandNarrow, 0xffbfe3d3, 0xff23483b},
    Row{Colour::BandWide, 0xfff3e6c2, 0xff463c1f},
    Row{Colour::Good, 0xff1a7f4b, 0xff5fd394},
    Row{Colour::Warning, 0xff9a6a00, 0xfff0c040},
    Row{Colour::Bad, 0xffb3261e, 0xffff8a80},
};
static_assert(rows.size() == static_cast<std::size_t>(Colour::Count));

}

bool isDark(const QPalette& palette) {
    return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
}

QColor colour(Colour role, const QPalette& palette) {
    const Row& row = rows.at(static_cast<std::size_t>(role));
    return QColor::fromRgba(isDark(palette) ? row.dark : row.light);
}

QColor readableOn(const QColor& background) {
    const double luminance = 0.299 * background.redF() + 0.587 * background.greenF() + 0.114 * background.blueF();
    return luminance > 0.55 ? QColor(Qt::black) : QColor(Qt::white);
}

}
