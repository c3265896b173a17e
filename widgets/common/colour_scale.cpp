// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/colour_scale.h"

#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

#include "widgets/common/palette.h"

namespace paretoscope::widgets {

namespace {

QColor mixed(const QColor& from, const QColor& to, double share) {
    const auto channel = [share](double a, double b) { return a + share * (b - a); };
    return QColor::fromRgbF(static_cast<float>(channel(from.redF(), to.redF())),
        static_cast<float>(channel(from.greenF(), to.greenF())), static_cast<float>(channel(from.blueF(), to.blueF())));
}

}

QColor sequentialColour(double share, const QPalette& palette) {
    const QColor background = colour(Colour::PlotBackground, palette);
    if (std::isnan(share)) {
        return background;
    }
    const QColor strong = isDark(palette) ? QColor(0x56, 0xb4, 0xe9) : QColor(0x00, 0x4a, 0x80);
    return mixed(background, strong, std::clamp(share, 0.0, 1.0));
}

QPen seriesPen(int series, const QPalette& palette) {
    struct Look {
        Colour colour;
        Qt::PenStyle dashes;
    };
    static constexpr std::array<Look, mostSeries> looks{
        Look{Colour::Selected, Qt::SolidLine},
        Look{Colour::Lambda, Qt::DashLine},
        Look{Colour::Published, Qt::DotLine},
        Look{Colour::Budget, Qt::DashDotLine},
        Look{Colour::FifthSeries, Qt::DashDotDotLine},
        Look{Colour::SixthSeries, Qt::SolidLine},
    };
    constexpr double width = 1.8;
    const Look& look = looks.at(static_cast<std::size_t>(series % mostSeries));
    return {colour(look.colour, palette), width, look.dashes};
}

QColor divergingColour(double share, const QPalette& palette) {
    if (share <= 0 || std::isnan(share)) {
        return sequentialColour(-share, palette);
    }
    const QColor strong = isDark(palette) ? QColor(0xff, 0x8a, 0x3d) : QColor(0xb4, 0x4a, 0x00);
    return mixed(colour(Colour::PlotBackground, palette), strong, std::min(share, 1.0));
}

namespace {
constexpr double frameWidth = 2.5;
}

void HeatDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const double share = index.data(shareRole).toDouble();
    const QColor fill =
        scale_ == Scale::Sequential ? sequentialColour(share, option.palette) : divergingColour(share, option.palette);
    painter->save();
    painter->fillRect(option.rect, fill);
    painter->setPen(readableOn(fill));
    painter->drawText(option.rect, Qt::AlignCenter, index.data(Qt::DisplayRole).toString());
    if ((option.state & QStyle::State_Selected) != 0) {
        painter->setPen(QPen(colour(Colour::Selected, option.palette), frameWidth));
        painter->drawRect(option.rect.adjusted(1, 1, -2, -2));
    }
    painter->restore();
}

}
