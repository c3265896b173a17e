// SPDX-License-Identifier: GPL-3.0-or-later
// Mouse and keyboard of the canvas.
#include <QMouseEvent>
#include <QWheelEvent>
#include <cmath>

#include "widgets/plot/plot_canvas.h"

namespace paretoscope::widgets {

namespace {

constexpr double handleReach = 5;
constexpr int dragThreshold = 5;
constexpr double keyZoom = 0.8;
constexpr double keyPan = 0.1;
constexpr double wheelNotch = 120;

}

bool PlotCanvas::onHandle(QPointF pixel) const {
    return overlay_->handle() && transform_.area.contains(pixel)
        && std::abs(transform_.toPixel(overlay_->handle()->x, 0).x() - pixel.x()) < handleReach;
}

void PlotCanvas::mousePressEvent(QMouseEvent* event) {
    dragStart_ = event->pos();
    dragLast_ = event->pos();
    const bool left = event->button() == Qt::LeftButton;
    if (left && onHandle(event->position())) {
        drag_ = Drag::Handle;
    } else if (event->button() == Qt::MiddleButton || (left && event->modifiers().testFlag(Qt::ShiftModifier))) {
        drag_ = Drag::Pan;
        pushZoom();
        setCursor(Qt::ClosedHandCursor);
    } else if (left && event->modifiers().testFlag(Qt::ControlModifier)) {
        drag_ = Drag::Out;
    } else if (left && transform_.area.contains(event->position())) {
        drag_ = Drag::RubberBand;
    }
}

void PlotCanvas::mouseMoveEvent(QMouseEvent* event) {
    switch (drag_) {
    case Drag::Handle:
        Q_EMIT handleMoved(transform_.toData(event->position()).x());
        return;
    case Drag::Pan: {
        const QPoint moved = event->pos() - dragLast_;
        dragLast_ = event->pos();
        setRanges(shifted(transform_.x, -moved.x() / transform_.area.width()),
            shifted(transform_.y, moved.y() / transform_.area.height()));
        return;
    }
    case Drag::RubberBand:
        if ((event->pos() - dragStart_).manhattanLength() > dragThreshold) {
            rubberBand_.setGeometry(QRect(dragStart_, event->pos()).normalized());
            rubberBand_.show();
        }
        return;
    case Drag::Out:
        if ((event->pos() - dragStart_).manhattanLength() > dragThreshold) {
            drag_ = Drag::None; // its release goes to where it is dropped
            setHovered(-1); // is no part of the picture
            Q_EMIT pointHovered(-1, {});
            Q_EMIT draggedOut();
        }
        return;
    case Drag::None:
        break;
    }
    setCursor(onHandle(event->position()) ? Qt::SizeHorCursor : Qt::ArrowCursor);
    const int point = transform_.area.contains(event->position()) ? pointAt(event->position()) : -1;
    if (point != hovered_ || point >= 0) {
        setHovered(point);
        Q_EMIT pointHovered(point, event->pos());
    }
}

void PlotCanvas::mouseReleaseEvent(QMouseEvent* event) {
    const Drag finished = drag_;
    drag_ = Drag::None;
    setCursor(Qt::ArrowCursor);
    if (finished != Drag::RubberBand && finished != Drag::Out) {
        return;
    }
    const bool banded = rubberBand_.isVisible();
    rubberBand_.hide();
    if (banded) {
        zoomToRubberBand(rubberBand_.geometry());
        return;
    }
    const int point = pointAt(event->position());
    if (point >= 0) {
        Q_EMIT pointClicked(point);
    }
}

void PlotCanvas::zoomToRubberBand(const QRect& band) {
    const QRectF wanted = QRectF(band).intersected(transform_.area);
    if (wanted.width() < dragThreshold || wanted.height() < dragThreshold) {
        return;
    }
    const QPointF low = transform_.toData(wanted.bottomLeft());
    const QPointF high = transform_.toData(wanted.topRight());
    pushZoom();
    setRanges({low.x(), high.x(), transform_.x.logarithmic}, {low.y(), high.y(), false});
}

void PlotCanvas::mouseDoubleClickEvent(QMouseEvent*) {
    resetZoom();
}

void PlotCanvas::wheelEvent(QWheelEvent* event) {
    if (transform_.area.contains(event->position()) && event->angleDelta().y() != 0) {
        zoomAbout(event->position(), std::pow(keyZoom, event->angleDelta().y() / wheelNotch));
        event->accept();
    }
}

void PlotCanvas::keyPressEvent(QKeyEvent* event) {
    const bool control = event->modifiers().testFlag(Qt::ControlModifier);
    switch (event->key()) {
    case Qt::Key_Home:
        resetZoom();
        return;
    case Qt::Key_Backspace:
        zoomBack();
        return;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoomAbout(transform_.area.center(), keyZoom);
        return;
    case Qt::Key_Minus:
        zoomAbout(transform_.area.center(), 1 / keyZoom);
        return;
    case Qt::Key_Left:
    case Qt::Key_Right:
        if (control) {
            pushZoom();
            setRanges(shifted(transform_.x, event->key() == Qt::Key_Left ? -keyPan : keyPan), transform_.y);
            return;
        }
        break;
    case Qt::Key_Up:
    case Qt::Key_Down:
        if (control) {
            pushZoom();
            setRanges(transform_.x, shifted(transform_.y, event->key() == Qt::Key_Down ? -keyPan : keyPan));
            return;
        }
        break;
    default:
        break;
    }
    event->ignore(); // the view around it may know the key
}

void PlotCanvas::leaveEvent(QEvent* event) {
    if (hovered_ >= 0) {
        setHovered(-1);
        Q_EMIT pointHovered(-1, {});
    }
    QChartView::leaveEvent(event);
}

}
