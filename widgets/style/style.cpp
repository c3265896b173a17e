// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/style/style.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QStyleOption>
#include <QTabBar>
#include <algorithm>

#include "widgets/style/style_paint.h"

namespace paretoscope::widgets {

namespace {

constexpr const char* primaryProperty = "paretoscopePrimary";
constexpr double headingScale = 1.15;
constexpr double usualLine = 18; ///< a line of text that sizes were chosen for, pixels

}

Style::Style() : QProxyStyle(QStringLiteral("Fusion")) { }

void Style::polish(QWidget* widget) {
    QProxyStyle::polish(widget);
    if (auto* header = qobject_cast<QHeaderView*>(widget)) {
        if (header->orientation() == Qt::Horizontal && header->defaultAlignment() == Qt::AlignCenter) {
            header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
        }
        header->setHighlightSections(false);
    } else if (widget->inherits("QTipLabel")) {
        // A project's texts stand in tool tips too: they are no pages that load what they name.
        qobject_cast<QLabel*>(widget)->setTextFormat(Qt::PlainText);
    } else if (auto* tabs = qobject_cast<QTabBar*>(widget)) {
        tabs->setElideMode(Qt::ElideNone); // a tab that cannot be read is none: they scroll where they are too many
        tabs->setAttribute(Qt::WA_Hover);
    } else if (widget->inherits("QAbstractButton") || widget->inherits("QComboBox")
        || widget->inherits("QAbstractSpinBox") || widget->inherits("QScrollBar") || widget->inherits("QSlider")
        || widget->inherits("QSplitterHandle")) {
        widget->setAttribute(Qt::WA_Hover);
    }
}

QPalette Style::standardPalette() const {
    return themePalette(false);
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const {
    switch (metric) {
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return sizes::gap;
    case PM_LayoutLeftMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutBottomMargin:
        return sizes::margin;
    case PM_DefaultFrameWidth:
    case PM_ComboBoxFrameWidth:
    case PM_SpinBoxFrameWidth:
        return 1;
    case PM_SplitterWidth:
        return sizes::splitter;
    case PM_DockWidgetSeparatorExtent:
        return sizes::splitter;
    case PM_ScrollBarExtent:
        return sizes::scrollBar;
    case PM_ScrollBarSliderMin:
        return 3 * sizes::scrollBar;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return sizes::tick;
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return sizes::gap - 1;
    case PM_TabBarTabHSpace:
        return 3 * sizes::gap;
    case PM_TabBarTabVSpace:
        return 2 * sizes::gap;
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarTabShiftVertical:
    case PM_TabBarBaseOverlap:
    case PM_TabBarTabOverlap:
        return 0;
    case PM_HeaderMargin:
        return sizes::gap - 2;
    case PM_MenuBarItemSpacing:
        return sizes::grid;
    case PM_MenuBarHMargin:
    case PM_MenuBarVMargin:
        return 2;
    case PM_ToolTipLabelFrameWidth:
        return sizes::gap - 2;
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
        return widget != nullptr ? forText(sizes::icon, *widget) : sizes::icon;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* data) const {
    switch (hint) {
    case SH_DialogButtonBox_ButtonsHaveIcons:
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
        return 0;
    case SH_UnderlineShortcut:
        return altHeld_ ? 1 : 0;
    case SH_Table_GridLineColor:
        return static_cast<int>(
            colour(Colour::Grid, option != nullptr ? option->palette : QApplication::palette()).rgba());
    default:
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

QSize Style::sizeFromContents(
    ContentsType type, const QStyleOption* option, const QSize& size, const QWidget* widget) const {
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    switch (type) {
    case CT_PushButton:
        result.rwidth() += sizes::gap;
        [[fallthrough]];
    case CT_ComboBox:
    case CT_SpinBox:
    case CT_LineEdit:
    case CT_ToolButton:
        result.setHeight(std::max(result.height(), sizes::control));
        break;
    case CT_CheckBox:
    case CT_RadioButton:
        result.setHeight(std::max(result.height(), sizes::control - sizes::grid));
        break;
    case CT_HeaderSection:
        result.setHeight(std::max(result.height(), sizes::row));
        break;
    case CT_ItemViewItem:
        result.setHeight(std::max(result.height(), sizes::row - sizes::grid));
        break;
    case CT_MenuItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option);
            item != nullptr && item->menuItemType != QStyleOptionMenuItem::Separator) {
            result.setHeight(std::max(result.height(), sizes::row));
        }
        break;
    case CT_MenuBarItem:
        result.setHeight(std::max(result.height(), sizes::row));
        break;
    default:
        break;
    }
    return result;
}

QRect Style::subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const {
    const QRect place = QProxyStyle::subElementRect(element, option, widget);
    const auto* field = qstyleoption_cast<const QStyleOptionFrame*>(option);
    if (element == SE_LineEditContents && field != nullptr && field->lineWidth > 0) {
        return place.adjusted(sizes::grid, 0, -sizes::grid, 0);
    }
    return place;
}

bool Style::eventFilter(QObject* watched, QEvent* event) {
    const QEvent::Type type = event->type();
    const bool key = type == QEvent::KeyPress || type == QEvent::KeyRelease;
    const bool gone = type == QEvent::ApplicationStateChange || type == QEvent::WindowDeactivate;
    const bool isAlt = key && static_cast<const QKeyEvent*>(event)->key() == Qt::Key_Alt;
    if (isAlt || (gone && altHeld_)) {
        const bool held = isAlt && type == QEvent::KeyPress;
        if (held != altHeld_) {
            altHeld_ = held;
            for (QWidget* window : QApplication::topLevelWidgets()) {
                for (QWidget* child : window->findChildren<QWidget*>()) {
                    child->update();
                }
            }
        }
    }
    return QProxyStyle::eventFilter(watched, event);
}

void applyStyle() {
    auto* style = new Style;
    QApplication::setStyle(style); // takes it
    qApp->installEventFilter(style);
}

void setPrimary(QWidget& button, bool primary) {
    if (isPrimary(&button) != primary) {
        button.setProperty(primaryProperty, primary);
        button.update();
    }
}

bool isPrimary(const QWidget* widget) {
    return widget != nullptr && widget->property(primaryProperty).toBool();
}

QFont scaled(QFont font, double scale) {
    if (font.pixelSize() > 0) {
        font.setPixelSize(qRound(font.pixelSize() * scale));
    } else {
        font.setPointSizeF(font.pointSizeF() * scale);
    }
    return font;
}

int forText(int pixels, const QWidget& widget) {
    return qRound(pixels * std::max(1.0, widget.fontMetrics().height() / usualLine));
}

void setHeading(QWidget& label) {
    QFont font = scaled(label.font(), headingScale);
    font.setWeight(QFont::DemiBold);
    label.setFont(font);
}

}
