// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/lambda_slider.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyleOptionSlider>
#include <algorithm>
#include <cmath>
#include <utility>

#include "widgets/common/palette.h"

namespace paretoscope::widgets {

namespace {

constexpr int steps = 2000; ///< positions of the logarithmic part
constexpr int zeroGap = 60; ///< positions between the stop at 0 and the scale's start, so that 0 is felt as a place
constexpr double air = 3; ///< the scale reaches this factor beyond the first and last break point
constexpr double tickHeight = 6;

}

LambdaSlider::LambdaSlider(QWidget* parent) : QSlider(Qt::Horizontal, parent) {
    setRange(0, steps + zeroGap);
    setSingleStep(10);
    setMinimumHeight(34);
    connect(this, &QSlider::valueChanged, this, [this] { Q_EMIT lambdaMoved(lambda()); });
}

void LambdaSlider::setBreakpoints(std::vector<double> breakpoints) {
    std::erase_if(breakpoints, [](double value) { return !(value > 0) || !std::isfinite(value); });
    if (breakpoints == breakpoints_) {
        return;
    }
    const double before = lambda();
    breakpoints_ = std::move(breakpoints);
    low_ = breakpoints_.empty() ? 0.01 : breakpoints_.front() / air;
    high_ = breakpoints_.empty() ? 10 : breakpoints_.back() * air;
    showLambda(before);
    update();
}

double LambdaSlider::lambda() const {
    if (value() < zeroGap) {
        return 0;
    }
    return low_ * std::pow(high_ / low_, static_cast<double>(value() - zeroGap) / steps);
}

int LambdaSlider::positionOf(double lambda) const {
    if (!(lambda > 0)) {
        return 0;
    }
    const double share = std::log(lambda / low_) / std::log(high_ / low_);
    return zeroGap + static_cast<int>(std::lround(std::clamp(share, 0.0, 1.0) * steps));
}

void LambdaSlider::showLambda(double lambda) {
    const QSignalBlocker quiet(this);
    setValue(positionOf(lambda));
}

void LambdaSlider::stepInterval(int direction) {
    const auto interval = std::upper_bound(breakpoints_.begin(), breakpoints_.end(), lambda()) - breakpoints_.begin();
    const auto wanted =
        std::clamp<std::ptrdiff_t>(interval + direction, 0, static_cast<std::ptrdiff_t>(breakpoints_.size()));
    setValue(positionOf(analysis::insideInterval(breakpoints_, static_cast<std::size_t>(wanted))));
}

void LambdaSlider::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_PageUp:
        stepInterval(1);
        return;
    case Qt::Key_PageDown:
        stepInterval(-1);
        return;
    default:
        QSlider::keyPressEvent(event);
    }
}

void LambdaSlider::paintEvent(QPaintEvent* event) {
    QStyleOptionSlider option;
    initStyleOption(&option);
    const int handle = style()->pixelMetric(QStyle::PM_SliderLength, &option, this);
    const double span = width() - handle;
    QPainter painter(this);
    painter.setPen(QPen(colour(Colour::Lambda, palette()), 1.5));
    const auto drawTick = [&](int position) {
        const double x = handle / 2.0 + span * position / maximum();
        painter.drawLine(QPointF(x, height() - tickHeight), QPointF(x, height()));
    };
    for (const double point : breakpoints_) {
        drawTick(positionOf(point));
    }
    painter.setPen(colour(Colour::MutedText, palette()));
    drawTick(0);
    painter.end();
    QSlider::paintEvent(event);
}

}
