// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/fitting_scroll.h"

#include <QEvent>
#include <QScreen>

namespace paretoscope::widgets {

FittingScroll::FittingScroll(QWidget* content, const QSize& others, QWidget* parent)
    : QScrollArea(parent)
    , others_(others) {
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus); // what is in it takes the focus, as without it
    setWidgetResizable(true);
    setWidget(content);
    content->setAutoFillBackground(false); // setWidget() switched it on
    viewport()->setAutoFillBackground(false);
}

QSize FittingScroll::minimumSizeHint() const {
    const QSize room = screen()->availableSize() - others_;
    return widget()->minimumSizeHint().boundedTo(room.expandedTo(QScrollArea::minimumSizeHint()));
}

bool FittingScroll::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::LayoutRequest) { // what is in it needs more or less than before
        updateGeometry();
    }
    return QScrollArea::viewportEvent(event);
}

}
