// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/tool_row.h"

#include <QEvent>
#include <QFrame>
#include <QHBoxLayout>
#include <QToolButton>

#include "widgets/style/line_icon.h"
#include "widgets/style/sizes.h"

namespace paretoscope::widgets {

namespace {
constexpr int comfort = 280; ///< pixels: lists to choose from shall not be squeezed for names of buttons
}

ToolRow::ToolRow(QWidget* parent) : QWidget(parent), layout_(new QHBoxLayout(this)) {
    layout_->setContentsMargins(0, 0, 0, 0);
    layout_->setSpacing(sizes::grid);
}

void ToolRow::addControl(QWidget* control, int stretch) {
    layout_->addWidget(control, stretch);
}

void ToolRow::addButton(QToolButton* button, const QString& icon) {
    button->setIcon(lineIcon(icon));
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    QString name = button->text();
    name.remove(QLatin1Char('&'));
    button->setAccessibleName(name);
    button->setToolTip(button->toolTip().isEmpty() ? name : name + QLatin1Char('\n') + button->toolTip());
    buttons_.push_back(button);
    layout_->addWidget(button);
}

void ToolRow::addSeparator() {
    auto* line = new QFrame(this);
    line->setFrameShape(QFrame::VLine);
    line->setFixedHeight(sizes::control - 2 * sizes::grid);
    layout_->addSpacing(sizes::grid);
    layout_->addWidget(line);
    layout_->addSpacing(sizes::grid);
}

int ToolRow::namesWidth() const {
    int width = 0;
    for (const QToolButton* button : buttons_) {
        width += button->fontMetrics().size(Qt::TextShowMnemonic, button->text()).width() + sizes::margin;
    }
    return width;
}

QSize ToolRow::minimumSizeHint() const {
    const QSize needed = layout_->minimumSize();
    return {needed.width() - (named_ ? namesWidth() : 0), needed.height()};
}

void ToolRow::chooseStyle() {
    const bool named = width() >= minimumSizeHint().width() + namesWidth() + comfort;
    if (named != named_) {
        named_ = named;
        for (QToolButton* button : buttons_) {
            button->setToolButtonStyle(named ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
        }
    }
}

void ToolRow::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    chooseStyle();
}

bool ToolRow::event(QEvent* event) {
    if (event->type() == QEvent::FontChange || event->type() == QEvent::Polish) {
        chooseStyle();
    }
    return QWidget::event(event);
}

}
