// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <tuple>

#include "widgets/style/style.h"
#include "widgets/style/style_paint.h"

namespace paretoscope::widgets {

namespace style {

namespace {

constexpr double grooveHeight = 4;

void comboBox(const QStyle& look, const QStyleOptionComboBox& box, QPainter& painter, const QWidget* widget) {
    const bool enabled = has(box, QStyle::State_Enabled);
    if (box.frame) {
        field(painter, box, widget);
    }
    chevron(painter, look.subControlRect(QStyle::CC_ComboBox, &box, QStyle::SC_ComboBoxArrow, widget), Qt::DownArrow,
        of(box, enabled ? Colour::MutedText : Colour::DisabledText));
}

void spinBox(const QStyle& look, const QStyleOptionSpinBox& box, QPainter& painter, const QWidget* widget) {
    if (box.frame) {
        field(painter, box, widget);
    }
    if (box.buttonSymbols == QAbstractSpinBox::NoButtons) {
        return;
    }
    const bool enabled = has(box, QStyle::State_Enabled);
    for (const auto& [part, flag, arrow] :
        {std::tuple{QStyle::SC_SpinBoxUp, QAbstractSpinBox::StepUpEnabled, Qt::UpArrow},
            std::tuple{QStyle::SC_SpinBoxDown, QAbstractSpinBox::StepDownEnabled, Qt::DownArrow}}) {
        const QRect place = look.subControlRect(QStyle::CC_SpinBox, &box, part, widget);
        const bool possible = enabled && box.stepEnabled.testFlag(flag);
        if (possible && box.activeSubControls == part && has(box, QStyle::State_MouseOver)) {
            roundedRect(painter, place.adjusted(1, 1, -1, -1),
                of(box, has(box, QStyle::State_Sunken) ? Colour::Pressed : Colour::Hover), Qt::transparent,
                sizes::smallRadius);
        }
        chevron(painter, place, arrow, of(box, possible ? Colour::MutedText : Colour::DisabledText));
    }
}

void slider(const QStyle& look, const QStyleOptionSlider& bar, QPainter& painter, const QWidget* widget) {
    const bool enabled = has(bar, QStyle::State_Enabled);
    const bool lies = bar.orientation == Qt::Horizontal;
    const QRectF groove = look.subControlRect(QStyle::CC_Slider, &bar, QStyle::SC_SliderGroove, widget);
    const QRectF handle = look.subControlRect(QStyle::CC_Slider, &bar, QStyle::SC_SliderHandle, widget);
    const QColor accent = of(bar, enabled ? Colour::Accent : Colour::DisabledText);
    const auto line = [&](double from, double to) {
        return lies ? QRectF(from, groove.center().y() - grooveHeight / 2, to - from, grooveHeight)
                    : QRectF(groove.center().x() - grooveHeight / 2, from, grooveHeight, to - from);
    };
    const double begin = lies ? groove.left() : groove.top();
    const double end = lies ? groove.right() : groove.bottom();
    const double at = lies ? handle.center().x() : handle.center().y();
    const bool fromEnd = bar.upsideDown;
    roundedRect(painter, line(begin, end), of(bar, Colour::Pressed), Qt::transparent, grooveHeight / 2);
    roundedRect(painter, fromEnd ? line(at, end) : line(begin, at), accent, Qt::transparent, grooveHeight / 2);
    const double side = std::min(handle.width(), handle.height());
    const QRectF knob(handle.center() - QPointF(side / 2, side / 2), QSizeF(side, side));
    const bool active = enabled
        && (has(bar, QStyle::State_Sunken) || has(bar, QStyle::State_HasFocus) || has(bar, QStyle::State_MouseOver));
    roundedRect(painter, knob, of(bar, Colour::Control), active ? accent : of(bar, Colour::MutedText), side / 2,
        active ? 2 : 1.2);
}

void scrollBar(const QStyle& look, const QStyleOptionSlider& bar, QPainter& painter, const QWidget* widget) {
    const QRectF handle = look.subControlRect(QStyle::CC_ScrollBar, &bar, QStyle::SC_ScrollBarSlider, widget);
    const bool active = has(bar, QStyle::State_MouseOver) || has(bar, QStyle::State_Sunken);
    const double inset = active ? 2 : 3;
    const bool lies = bar.orientation == Qt::Horizontal;
    const QRectF thumb = lies ? handle.adjusted(1, inset, -1, -inset) : handle.adjusted(inset, 1, -inset, -1);
    roundedRect(painter, thumb, of(bar, active ? Colour::MutedText : Colour::ControlBorder), Qt::transparent,
        std::min(thumb.width(), thumb.height()) / 2);
}

/// No arrows: the whole bar is groove.
QRect scrollBarPart(const QStyleOptionSlider& bar, QStyle::SubControl part, int shortest) {
    const bool lies = bar.orientation == Qt::Horizontal;
    const int room = lies ? bar.rect.width() : bar.rect.height();
    const int span = bar.maximum - bar.minimum;
    int length = room;
    if (span > 0) {
        const double share = static_cast<double>(bar.pageStep) / (static_cast<double>(span) + bar.pageStep);
        length = std::clamp(static_cast<int>(std::lround(room * share)), std::min(shortest, room), room);
    }
    const int start =
        QStyle::sliderPositionFromValue(bar.minimum, bar.maximum, bar.sliderPosition, room - length, bar.upsideDown);
    const auto piece = [&](int from, int to) {
        return QStyle::visualRect(bar.direction, bar.rect,
            lies ? QRect(bar.rect.left() + from, bar.rect.top(), to - from, bar.rect.height())
                 : QRect(bar.rect.left(), bar.rect.top() + from, bar.rect.width(), to - from));
    };
    switch (part) {
    case QStyle::SC_ScrollBarSlider:
        return piece(start, start + length);
    case QStyle::SC_ScrollBarGroove:
        return bar.rect;
    case QStyle::SC_ScrollBarSubPage:
        return piece(0, start);
    case QStyle::SC_ScrollBarAddPage:
        return piece(start + length, room);
    default:
        return {};
    }
}

}

}

void Style::drawComplexControl(
    ComplexControl control, const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget) const {
    switch (control) {
    case CC_ComboBox:
        if (const auto* box = qstyleoption_cast<const QStyleOptionComboBox*>(option)) {
            style::comboBox(*proxy(), *box, *painter, widget);
            return;
        }
        break;
    case CC_SpinBox:
        if (const auto* box = qstyleoption_cast<const QStyleOptionSpinBox*>(option)) {
            style::spinBox(*proxy(), *box, *painter, widget);
            return;
        }
        break;
    case CC_Slider:
        if (const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option)) {
            style::slider(*proxy(), *bar, *painter, widget);
            return;
        }
        break;
    case CC_ScrollBar:
        if (const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option)) {
            style::scrollBar(*proxy(), *bar, *painter, widget);
            return;
        }
        break;
    case CC_ToolButton:
        if (const auto* button = qstyleoption_cast<const QStyleOptionToolButton*>(option)) {
            QStyleOptionToolButton plain = *button; // that it opens a menu is said by its icon or its text
            plain.features &= ~QStyleOptionToolButton::HasMenu;
            QProxyStyle::drawComplexControl(control, &plain, painter, widget);
            return;
        }
        break;
    default:
        break;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect Style::subControlRect(
    ComplexControl control, const QStyleOptionComplex* option, SubControl part, const QWidget* widget) const {
    if (control == CC_ScrollBar) {
        if (const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option)) {
            return style::scrollBarPart(*bar, part, proxy()->pixelMetric(PM_ScrollBarSliderMin, option, widget));
        }
    }
    return QProxyStyle::subControlRect(control, option, part, widget);
}

}
