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
    Row{Colour::Window, 0xfff4f5f7, 0xff17191d},
    Row{Colour::PlotBackground, 0xffffffff, 0xff1f2227},
    Row{Colour::Text, 0xff1b1f24, 0xffe6e9ed},
    Row{Colour::MutedText, 0xff59616c, 0xffa4acb7},
    Row{Colour::DisabledText, 0xff9aa1ab, 0xff6d747f},
    Row{Colour::Border, 0xffe0e3e8, 0xff31353c},
    Row{Colour::ControlBorder, 0xffc3c8d0, 0xff4d535d},
    Row{Colour::Control, 0xffffffff, 0xff272b31},
    Row{Colour::Hover, 0xffebedf1, 0xff2d3138},
    Row{Colour::Pressed, 0xffdde1e7, 0xff383d45},
    Row{Colour::Accent, 0xff0b66b5, 0xff4fa8f0},
    Row{Colour::OnAccent, 0xffffffff, 0xff0d1520},
    Row{Colour::AccentSoft, 0xffdcebf8, 0xff21405c},
    Row{Colour::Grid, 0xffeceef1, 0xff2c3036},
    Row{Colour::Front, 0xff0072b2, 0xff56b4e9},
    Row{Colour::Searched, 0xff0072b2, 0xff56b4e9},
    Row{Colour::Random, 0xff8a8a8a, 0xff9a9a9a},
    Row{Colour::Published, 0xffb4578c, 0xffe29ac4},
    Row{Colour::Selected, 0xffd55e00, 0xffff8a3d},
    Row{Colour::Lambda, 0xff009e73, 0xff2fd3a2},
    Row{Colour::Budget, 0xffb07800, 0xfff0c040},
    Row{Colour::BandNarrow, 0xffbfe3d3, 0xff23483b},
    Row{Colour::BandWide, 0xfff3e6c2, 0xff463c1f},
    Row{Colour::Good, 0xff1a7f4b, 0xff5fd394},
    Row{Colour::Warning, 0xff946500, 0xfff0c040},
    Row{Colour::Bad, 0xffb3261e, 0xffff8a80},
};
static_assert(rows.size() == static_cast<std::size_t>(Colour::Count));

QColor colourOf(Colour role, bool dark) {
    const Row& row = rows.at(static_cast<std::size_t>(role));
    return QColor::fromRgba(dark ? row.dark : row.light);
}

}

bool isDark(const QPalette& palette) {
    return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
}

QColor colour(Colour role, const QPalette& palette) {
    return colourOf(role, isDark(palette));
}

QPalette themePalette(bool dark) {
    const auto of = [dark](Colour role) { return colourOf(role, dark); };
    QPalette palette{of(Colour::Control), of(Colour::Window)};
    for (const QPalette::ColorRole role :
        {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText, QPalette::BrightText}) {
        palette.setColor(role, of(Colour::Text));
        palette.setColor(QPalette::Disabled, role, of(Colour::DisabledText));
    }
    palette.setColor(QPalette::PlaceholderText, of(Colour::DisabledText));
    palette.setColor(QPalette::Base, of(Colour::PlotBackground));
    palette.setColor(QPalette::AlternateBase, of(Colour::Window));
    palette.setColor(QPalette::ToolTipBase, of(Colour::Control));
    palette.setColor(QPalette::Mid, of(Colour::ControlBorder));
    palette.setColor(QPalette::Midlight, of(Colour::Border));
    palette.setColor(QPalette::Dark, of(Colour::ControlBorder));
    palette.setColor(QPalette::Light, of(Colour::Hover));
    palette.setColor(QPalette::Highlight, of(Colour::AccentSoft)); // with the text as it is: read like other rows
    palette.setColor(QPalette::HighlightedText, of(Colour::Text));
    palette.setColor(QPalette::Link, of(Colour::Accent));
    palette.setColor(QPalette::LinkVisited, of(Colour::Accent));
    return palette;
}

QColor readableOn(const QColor& background) {
    const double luminance = 0.299 * background.redF() + 0.587 * background.greenF() + 0.114 * background.blueF();
    return luminance > 0.55 ? QColor(Qt::black) : QColor(Qt::white);
}

}
