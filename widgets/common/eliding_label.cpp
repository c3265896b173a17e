// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/eliding_label.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace paretoscope::widgets {

ElidingLabel::ElidingLabel(QWidget* parent, Colour role) : QLabel(parent), role_(role) {
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ElidingLabel::fitText() {
    fitsText_ = true;
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

QSize ElidingLabel::sizeHint() const {
    return {fitsText_ ? fontMetrics().horizontalAdvance(text()) + 2 : 0, fontMetrics().height() + 2};
}

QSize ElidingLabel::minimumSizeHint() const {
    return {0, fontMetrics().height() + 2};
}

void ElidingLabel::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setPen(colour(isEnabled() ? role_ : Colour::DisabledText, palette()));
    painter.drawText(rect(), static_cast<int>(alignment()) | Qt::TextSingleLine,
        fontMetrics().elidedText(text(), Qt::ElideRight, width()));
}

bool ElidingLabel::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty() && fontMetrics().horizontalAdvance(text()) > width()) {
        QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), text(), this);
        return true;
    }
    return QLabel::event(event);
}

}
