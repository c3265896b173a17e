// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QPainterPath>

#include "widgets/common/typed_number.h"
#include "widgets/style/style.h"
#include "widgets/style/style_paint.h"

namespace paretoscope::widgets {

namespace style {

namespace {
constexpr double chevronHalf = 3.5;
constexpr double lineWidth = 1.4;
constexpr double focusWidth = 1.6;
}

void roundedRect(
    QPainter& painter, const QRectF& place, const QColor& fill, const QColor& line, double radius, double width) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const double inset = line.alpha() > 0 ? width / 2 : 0;
    painter.setPen(line.alpha() > 0 ? QPen(line, width) : QPen(Qt::NoPen));
    painter.setBrush(fill.alpha() > 0 ? QBrush(fill) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(place.adjusted(inset, inset, -inset, -inset), radius, radius);
    painter.restore();
}

void chevron(QPainter& painter, const QRectF& place, Qt::ArrowType direction, const QColor& colour) {
    const QPointF middle = place.center();
    QPolygonF line{
        QPointF(-chevronHalf, -chevronHalf / 2), QPointF(0, chevronHalf / 2), QPointF(chevronHalf, -chevronHalf / 2)};
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(middle);
    painter.rotate(direction == Qt::UpArrow ? 180
            : direction == Qt::LeftArrow    ? 90
            : direction == Qt::RightArrow   ? -90
                                            : 0);
    painter.setPen(QPen(colour, lineWidth, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(line);
    painter.restore();
}

void field(QPainter& painter, const QStyleOption& option, const QWidget* widget) {
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool focus = enabled && has(option, QStyle::State_HasFocus);
    const bool hover = enabled && has(option, QStyle::State_MouseOver);
    const bool wrong = !fieldProblem(widget).isEmpty();
    const QColor line = wrong ? of(option, Colour::Bad)
        : focus               ? of(option, Colour::Accent)
        : hover               ? of(option, Colour::MutedText)
        : enabled             ? of(option, Colour::ControlBorder)
                              : of(option, Colour::Border);
    roundedRect(painter, option.rect, of(option, enabled ? Colour::PlotBackground : Colour::Window), line,
        sizes::radius, focus || wrong ? focusWidth : 1);
}

namespace {

void button(QPainter& painter, const QStyleOption& option, bool primary, bool flat) {
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool down = enabled && has(option, QStyle::State_Sunken);
    const bool hover = enabled && has(option, QStyle::State_MouseOver);
    const bool on = has(option, QStyle::State_On);
    QColor fill = flat ? QColor(Qt::transparent) : of(option, Colour::Control);
    QColor line = flat ? QColor(Qt::transparent) : of(option, enabled ? Colour::ControlBorder : Colour::Border);
    if (primary && enabled) {
        fill = of(option, Colour::Accent);
        fill = down ? fill.darker(118) : hover ? fill.darker(108) : fill;
        line = fill;
    } else if (on) {
        fill = of(option, Colour::AccentSoft);
        line = enabled ? of(option, Colour::Accent) : of(option, Colour::Border);
    } else if (down) {
        fill = of(option, Colour::Pressed);
    } else if (hover) {
        fill = of(option, Colour::Hover);
    } else if (!enabled && !flat) {
        fill = of(option, Colour::Window);
    }
    roundedRect(painter, option.rect, fill, line);
}

void tickBox(QPainter& painter, const QStyleOption& option, bool round) {
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool on = has(option, QStyle::State_On);
    const bool part = has(option, QStyle::State_NoChange);
    const bool filled = on || part;
    const QRectF box(QPointF(option.rect.center()) - QPointF(sizes::tick / 2.0 - 1, sizes::tick / 2.0 - 1),
        QSizeF(sizes::tick, sizes::tick));
    const QColor accent = of(option, enabled ? Colour::Accent : Colour::DisabledText);
    const QColor line = filled                            ? accent
        : enabled && has(option, QStyle::State_MouseOver) ? of(option, Colour::Accent)
        : enabled                                         ? of(option, Colour::MutedText)
                                                          : of(option, Colour::ControlBorder);
    roundedRect(painter, box, filled ? accent : of(option, Colour::PlotBackground), line,
        round ? sizes::tick / 2.0 : sizes::smallRadius);
    if (!filled) {
        return;
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(box.topLeft());
    painter.setPen(QPen(of(option, Colour::OnAccent), 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    if (round) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(of(option, Colour::OnAccent));
        painter.drawEllipse(QPointF(sizes::tick / 2.0, sizes::tick / 2.0), 3, 3);
    } else if (part) {
        painter.drawLine(QPointF(4.5, 8), QPointF(11.5, 8));
    } else {
        painter.drawPolyline(QPolygonF{QPointF(4, 8.3), QPointF(7, 11.2), QPointF(12, 5)});
    }
    painter.restore();
}

Qt::ArrowType arrowOf(QStyle::PrimitiveElement element) {
    switch (element) {
    case QStyle::PE_IndicatorArrowUp:
        return Qt::UpArrow;
    case QStyle::PE_IndicatorArrowLeft:
        return Qt::LeftArrow;
    case QStyle::PE_IndicatorArrowRight:
        return Qt::RightArrow;
    default:
        return Qt::DownArrow;
    }
}

}

}

using style::has;
using style::of;

void Style::drawPrimitive(
    PrimitiveElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const {
    switch (element) {
    case PE_FrameFocusRect:
        if (has(*option, State_KeyboardFocusChange)) {
            style::roundedRect(*painter, option->rect, Qt::transparent, of(*option, Colour::Accent), sizes::smallRadius,
                style::focusWidth);
        }
        return;
    case PE_FrameDefaultButton:
    case PE_FrameStatusBarItem:
    case PE_PanelMenuBar:
    case PE_FrameDockWidget:
        return;
    case PE_PanelButtonCommand: {
        const auto* shown = qstyleoption_cast<const QStyleOptionButton*>(option);
        const bool isDefault = shown != nullptr && shown->features.testFlag(QStyleOptionButton::DefaultButton);
        const bool flat = shown != nullptr && shown->features.testFlag(QStyleOptionButton::Flat);
        style::button(*painter, *option, isDefault || isPrimary(widget), flat);
        return;
    }
    case PE_PanelButtonTool:
        style::button(*painter, *option, isPrimary(widget), has(*option, State_AutoRaise));
        return;
    case PE_IndicatorCheckBox:
        style::tickBox(*painter, *option, false);
        return;
    case PE_IndicatorRadioButton:
        style::tickBox(*painter, *option, true);
        return;
    case PE_PanelLineEdit:
        // Within a spin box or a list to choose from the whole of it is the field.
        if (widget == nullptr
            || (qobject_cast<const QAbstractSpinBox*>(widget->parentWidget()) == nullptr
                && qobject_cast<const QComboBox*>(widget->parentWidget()) == nullptr)) {
            const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
            if (frame != nullptr && frame->lineWidth > 0) {
                style::field(*painter, *option, widget);
            }
        }
        return;
    case PE_FrameLineEdit:
        return; // with the panel
    case PE_Frame:
    case PE_FrameTabWidget:
        style::roundedRect(*painter, option->rect, Qt::transparent, of(*option, Colour::Border), sizes::smallRadius);
        return;
    case PE_FrameGroupBox:
        style::roundedRect(
            *painter, option->rect, of(*option, Colour::PlotBackground), of(*option, Colour::Border), sizes::radius);
        return;
    case PE_FrameTabBarBase:
        painter->fillRect(
            QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1), of(*option, Colour::Border));
        return;
    case PE_IndicatorArrowUp:
    case PE_IndicatorArrowDown:
    case PE_IndicatorArrowLeft:
    case PE_IndicatorArrowRight:
        style::chevron(*painter, option->rect, style::arrowOf(element),
            of(*option, has(*option, State_Enabled) ? Colour::MutedText : Colour::DisabledText));
        return;
    case PE_IndicatorHeaderArrow: {
        const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option);
        if (header != nullptr && header->sortIndicator != QStyleOptionHeader::None) {
            style::chevron(*painter, option->rect,
                header->sortIndicator == QStyleOptionHeader::SortUp ? Qt::UpArrow : Qt::DownArrow,
                of(*option, Colour::Accent));
        }
        return;
    }
    case PE_PanelScrollAreaCorner:
    case PE_IndicatorDockWidgetResizeHandle:
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

}
