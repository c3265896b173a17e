// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTabBar>

#include "widgets/style/style.h"
#include "widgets/style/style_paint.h"

namespace paretoscope::widgets {

namespace style {

namespace {

constexpr int underline = 2;

/// The option with its texts in another colour.
template <typename Option>
Option withText(const Option& option, const QColor& text) {
    Option changed = option;
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::ButtonText, QPalette::Text}) {
        changed.palette.setColor(role, text);
    }
    return changed;
}

void tabShape(QPainter& painter, const QStyleOptionTab& tab) {
    const bool upright = tab.shape == QTabBar::RoundedNorth || tab.shape == QTabBar::TriangularNorth;
    if (has(tab, QStyle::State_MouseOver) && !has(tab, QStyle::State_Selected) && has(tab, QStyle::State_Enabled)) {
        style::roundedRect(painter, tab.rect.adjusted(2, 3, -2, -4), of(tab, Colour::Hover), Qt::transparent);
    }
    if (has(tab, QStyle::State_Selected)) {
        const QRect line(tab.rect.left() + sizes::gap, upright ? tab.rect.bottom() - underline + 1 : tab.rect.top(),
            tab.rect.width() - 2 * sizes::gap, underline);
        painter.fillRect(line, of(tab, Colour::Accent));
    }
}

void headerSection(QPainter& painter, const QStyleOption& option) {
    painter.fillRect(option.rect, of(option, Colour::PlotBackground));
    painter.fillRect(
        QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), of(option, Colour::Border));
}

void progress(QPainter& painter, const QStyleOptionProgressBar& bar) {
    constexpr double height = 6;
    const QRectF groove(bar.rect.left(), bar.rect.center().y() - height / 2 + 0.5, bar.rect.width(), height);
    style::roundedRect(painter, groove, of(bar, Colour::Pressed), Qt::transparent, height / 2);
    const double span = static_cast<double>(bar.maximum) - bar.minimum;
    const double share = span > 0 ? (static_cast<double>(bar.progress) - bar.minimum) / span : 0;
    if (share > 0) {
        const QRectF done(groove.left(), groove.top(), std::max(height, groove.width() * share), height);
        style::roundedRect(painter, done, of(bar, Colour::Accent), Qt::transparent, height / 2);
    }
}

void splitter(QPainter& painter, const QStyleOption& option) {
    const bool active = has(option, QStyle::State_MouseOver) || has(option, QStyle::State_Sunken);
    const bool upright = has(option, QStyle::State_Horizontal); // of the splitter, whose handle stands
    const QRect& place = option.rect;
    const QColor line = of(option, active ? Colour::Accent : Colour::Border);
    if (upright) {
        painter.fillRect(QRect(place.center().x(), place.top(), active ? 2 : 1, place.height()), line);
    } else {
        painter.fillRect(QRect(place.left(), place.center().y(), place.width(), active ? 2 : 1), line);
    }
}

}

}

using style::has;
using style::of;

void Style::drawControl(
    ControlElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const {
    switch (element) {
    case CE_TabBarTabShape:
        if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option)) {
            style::tabShape(*painter, *tab);
            return;
        }
        break;
    case CE_TabBarTabLabel:
        if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option);
            tab != nullptr && !has(*tab, State_Selected) && has(*tab, State_Enabled)) {
            const QStyleOptionTab muted = style::withText(*tab, of(*tab, Colour::MutedText));
            QProxyStyle::drawControl(element, &muted, painter, widget);
            return;
        }
        break;
    case CE_PushButtonLabel:
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option); button != nullptr
            && has(*button, State_Enabled)
            && (isPrimary(widget) || button->features.testFlag(QStyleOptionButton::DefaultButton))) {
            const QStyleOptionButton filled = style::withText(*button, of(*button, Colour::OnAccent));
            QProxyStyle::drawControl(element, &filled, painter, widget);
            return;
        }
        break;
    case CE_HeaderSection:
    case CE_HeaderEmptyArea:
        style::headerSection(*painter, *option);
        return;
    case CE_HeaderLabel:
        if (const auto* header = qstyleoption_cast<const QStyleOptionHeaderV2*>(option)) {
            const QStyleOptionHeaderV2 muted = style::withText(*header, of(*header, Colour::MutedText));
            QProxyStyle::drawControl(element, &muted, painter, widget);
            return;
        }
        break;
    case CE_ProgressBar:
        if (const auto* bar = qstyleoption_cast<const QStyleOptionProgressBar*>(option)) {
            style::progress(*painter, *bar);
            return;
        }
        break;
    case CE_Splitter:
        style::splitter(*painter, *option);
        return;
    case CE_MenuBarEmptyArea:
        painter->fillRect(option->rect, of(*option, Colour::Window));
        return;
    case CE_MenuBarItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option)) {
            painter->fillRect(option->rect, of(*option, Colour::Window));
            if (has(*option, State_Selected)) {
                style::roundedRect(*painter, option->rect.adjusted(0, 2, 0, -2), of(*option, Colour::Pressed),
                    Qt::transparent, sizes::smallRadius);
            }
            const int flags = Qt::AlignCenter | Qt::TextSingleLine
                | (proxy()->styleHint(SH_UnderlineShortcut, option, widget) != 0 ? Qt::TextShowMnemonic
                                                                                 : Qt::TextHideMnemonic);
            proxy()->drawItemText(painter, option->rect, flags, option->palette, has(*option, State_Enabled),
                item->text, QPalette::WindowText);
            return;
        }
        break;
    case CE_ShapedFrame:
        if (const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option)) {
            const QRect& place = option->rect;
            if (frame->frameShape == QFrame::HLine) {
                painter->fillRect(
                    QRect(place.left(), place.center().y(), place.width(), 1), of(*option, Colour::Border));
                return;
            }
            if (frame->frameShape == QFrame::VLine) {
                painter->fillRect(
                    QRect(place.center().x(), place.top(), 1, place.height()), of(*option, Colour::Border));
                return;
            }
        }
        break;
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

}
