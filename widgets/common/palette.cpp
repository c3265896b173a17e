// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/palette.h"

#include <array>

namespace paretoscope::widgets {

namespace {

struct Row {
    Colour role;
    QRgb light;
    QRgb dark;
    QRgb contrastLight;
    QRgb contrastDark;
};

constexpr std::array rows{
    Row{Colour::Window, 0xfff4f5f7, 0xff17191d, 0xffffffff, 0xff000000},
    Row{Colour::PlotBackground, 0xffffffff, 0xff1f2227, 0xffffffff, 0xff000000},
    Row{Colour::Text, 0xff1b1f24, 0xffe6e9ed, 0xff000000, 0xffffffff},
    Row{Colour::MutedText, 0xff59616c, 0xffa4acb7, 0xff2b2b2b, 0xffe0e0e0},
    Row{Colour::DisabledText, 0xff9aa1ab, 0xff6d747f, 0xff595959, 0xffa6a6a6},
    Row{Colour::Border, 0xffe0e3e8, 0xff31353c, 0xff000000, 0xffffffff},
    Row{Colour::ControlBorder, 0xffc3c8d0, 0xff4d535d, 0xff000000, 0xffffffff},
    Row{Colour::Control, 0xffffffff, 0xff272b31, 0xffffffff, 0xff000000},
    Row{Colour::Hover, 0xffebedf1, 0xff2d3138, 0xffe0e0e0, 0xff333333},
    Row{Colour::Pressed, 0xffdde1e7, 0xff383d45, 0xffc4c4c4, 0xff4d4d4d},
    Row{Colour::Accent, 0xff0b66b5, 0xff4fa8f0, 0xff00409a, 0xff7cc4ff},
    Row{Colour::OnAccent, 0xffffffff, 0xff0d1520, 0xffffffff, 0xff000000},
    Row{Colour::AccentSoft, 0xffdcebf8, 0xff21405c, 0xffcfe2ff, 0xff003a73},
    Row{Colour::Grid, 0xffeceef1, 0xff2c3036, 0xffbdbdbd, 0xff595959},
    Row{Colour::Front, 0xff0072b2, 0xff56b4e9, 0xff004b8d, 0xff7cc4ff},
    Row{Colour::Searched, 0xff0072b2, 0xff56b4e9, 0xff004b8d, 0xff7cc4ff},
    Row{Colour::Random, 0xff8a8a8a, 0xff9a9a9a, 0xff4d4d4d, 0xffc8c8c8},
    Row{Colour::Published, 0xffb4578c, 0xffe29ac4, 0xff8a1c5c, 0xffffb3dc},
    Row{Colour::Selected, 0xffd55e00, 0xffff8a3d, 0xffa33c00, 0xffffa366},
    Row{Colour::Lambda, 0xff009e73, 0xff2fd3a2, 0xff00604a, 0xff5cf2c8},
    Row{Colour::Budget, 0xffb07800, 0xfff0c040, 0xff6b4700, 0xffffd75e},
    Row{Colour::FifthSeries, 0xff3a8fc4, 0xff8fd0f5, 0xff005a8c, 0xffb3e0ff},
    Row{Colour::SixthSeries, 0xff59616c, 0xffc3c8d0, 0xff3b424c, 0xffe0e4ea},
    Row{Colour::BandNarrow, 0xffbfe3d3, 0xff23483b, 0xffa8d5c2, 0xff0f4f3c},
    Row{Colour::BandWide, 0xfff3e6c2, 0xff463c1f, 0xffe6d29a, 0xff5a4a12},
    Row{Colour::Good, 0xff1a7f4b, 0xff5fd394, 0xff005a2e, 0xff7dffb0},
    Row{Colour::Warning, 0xff946500, 0xfff0c040, 0xff6b4700, 0xffffd75e},
    Row{Colour::Bad, 0xffb3261e, 0xffff8a80, 0xff8f0f0a, 0xffffaaa3},
};
static_assert(rows.size() == static_cast<std::size_t>(Colour::Count));

QColor colourOf(Colour role, bool dark, bool contrast) {
    const Row& row = rows.at(static_cast<std::size_t>(role));
    return QColor::fromRgba(contrast ? (dark ? row.contrastDark : row.contrastLight) : (dark ? row.dark : row.light));
}

}

bool isDark(const QPalette& palette) {
    return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
}

namespace {

bool isHighContrast(const QPalette& palette, bool dark) {
    return palette.color(QPalette::Mid) == colourOf(Colour::ControlBorder, dark, true)
        && palette.color(QPalette::Window) == colourOf(Colour::Window, dark, true);
}

}

bool isHighContrast(const QPalette& palette) {
    return isHighContrast(palette, isDark(palette));
}

QColor colour(Colour role, const QPalette& palette) {
    const bool dark = isDark(palette);
    return colourOf(role, dark, isHighContrast(palette, dark));
}

QPalette themePalette(bool dark, bool contrast) {
    const auto of = [dark, contrast](Colour role) { return colourOf(role, dark, contrast); };
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
