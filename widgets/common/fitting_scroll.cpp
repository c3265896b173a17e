// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/fitting_scroll.h"

#include <QKeyEvent>
#include <QScreen>
#include <QScrollBar>
#include <QWindow>

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
    const QSize room = (screen()->availableSize() - others_).expandedTo(QScrollArea::minimumSizeHint());
    const QSize needed = widget()->minimumSizeHint();
    QSize wanted = needed; // the bar of one direction takes room in the other
    if (needed.height() > room.height()) {
        wanted.rwidth() += verticalScrollBar()->sizeHint().width();
    }
    if (needed.width() > room.width()) {
        wanted.rheight() += horizontalScrollBar()->sizeHint().height();
    }
    return wanted.boundedTo(room);
}

void FittingScroll::showEvent(QShowEvent* event) {
    QScrollArea::showEvent(event);
    if (const QWindow* shownIn = window()->windowHandle()) { // the next screen may have less room
        connect(shownIn, &QWindow::screenChanged, this, &FittingScroll::updateGeometry, Qt::UniqueConnection);
    }
}

void FittingScroll::keyPressEvent(QKeyEvent* event) {
    if (horizontalScrollBar()->maximum() > 0 || verticalScrollBar()->maximum() > 0) {
        QScrollArea::keyPressEvent(event);
    } else {
        event->ignore();
    }
}

bool FittingScroll::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::LayoutRequest) { // what is in it needs more or less than before
        updateGeometry();
    }
    return QScrollArea::viewportEvent(event);
}

}
