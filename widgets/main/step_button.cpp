// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/main/step_button.h"

#include <QEvent>
#include <QPainter>
#include <algorithm>

#include "widgets/common/number_text.h"
#include "widgets/common/palette.h"
#include "widgets/style/line_icon.h"
#include "widgets/style/sizes.h"
#include "widgets/style/style.h"
#include "widgets/style/style_paint.h"

namespace paretoscope::widgets {

namespace {

constexpr int circleRadius = 11;
constexpr int circleLeft = 8;
constexpr int textLeft = circleLeft + 2 * circleRadius + 10;
constexpr int rowHeight = 48;
constexpr double signSize = 14;
constexpr double detailScale = 0.92;
constexpr int fullTurn = 360 * 16; ///< QPainter counts in sixteenths of a degree

}

StepButton::StepButton(int number, bool isFirst, bool isLast, const QString& title, QWidget* parent)
    : QPushButton(parent)
    , number_(number)
    , isFirst_(isFirst)
    , isLast_(isLast)
    , title_(title) {
    //: For screen readers: a numbered step of the path from a measurement to a network.
    setAccessibleName(tr("Step %1: %2").arg(number).arg(title));
    setFlat(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void StepButton::showState(StepMark mark, const QString& detail) {
    if (mark == mark_ && detail == detail_) {
        return;
    }
    mark_ = mark;
    detail_ = detail;
    setAccessibleDescription(detail);
    update();
}

void StepButton::showProgress(std::optional<double> fraction) {
    if (progress_ != fraction) {
        progress_ = fraction;
        update();
    }
}

QFont StepButton::detailFont() const {
    return scaled(font(), detailScale);
}

QSize StepButton::sizeHint() const {
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    const QFontMetrics metrics(bold);
    return {textLeft + metrics.horizontalAdvance(title_) + sizes::gap,
        std::max(rowHeight, metrics.height() + QFontMetrics(detailFont()).height() + 3 * sizes::grid)};
}

void StepButton::paintCircle(QPainter& painter, const QPointF& centre) const {
    const QColor accent = colour(Colour::Accent, palette());
    const QColor ground = colour(Colour::Window, palette());
    QColor line = colour(Colour::ControlBorder, palette());
    QColor fill = ground;
    QColor text = colour(Colour::MutedText, palette());
    QString sign;
    switch (mark_) {
    case StepMark::Blocked:
        text = colour(Colour::DisabledText, palette());
        break;
    case StepMark::Ready:
        break;
    case StepMark::Next:
        fill = accent;
        line = accent;
        text = colour(Colour::OnAccent, palette());
        break;
    case StepMark::Done:
        line = colour(Colour::Good, palette());
        sign = QStringLiteral("check");
        break;
    case StepMark::Doubtful:
        line = colour(Colour::Warning, palette());
        sign = QStringLiteral("warning");
        break;
    }
    if (progress_) {
        fill = ground;
        text = accent;
        sign.clear();
    }
    painter.setPen(QPen(progress_ ? colour(Colour::Pressed, palette()) : line, progress_ ? 3 : 1.4));
    painter.setBrush(fill);
    painter.drawEllipse(centre, circleRadius - 0.7, circleRadius - 0.7);
    if (progress_) {
        painter.setPen(QPen(accent, 3, Qt::SolidLine, Qt::RoundCap));
        painter.setBrush(Qt::NoBrush);
        const QRectF round(centre - QPointF(circleRadius - 0.7, circleRadius - 0.7),
            QSizeF(2 * circleRadius - 1.4, 2 * circleRadius - 1.4));
        painter.drawArc(round, fullTurn / 4, -static_cast<int>(std::clamp(*progress_, 0.02, 1.0) * fullTurn));
    }
    if (!sign.isEmpty()) {
        drawLineIcon(
            painter, QRectF(centre - QPointF(signSize / 2, signSize / 2), QSizeF(signSize, signSize)), sign, line);
        return;
    }
    painter.setPen(text);
    // The number stays within its circle however large texts are.
    painter.setFont(scaled(font(), std::min(1.0, 2.0 * circleRadius / fontMetrics().height())));
    painter.drawText(QRectF(centre - QPointF(circleRadius, circleRadius), QSizeF(2 * circleRadius, 2 * circleRadius)),
        Qt::AlignCenter, QLocale().toString(number_));
}

void StepButton::paintTexts(QPainter& painter) const {
    const bool next = mark_ == StepMark::Next || progress_;
    QFont titleFont = font();
    titleFont.setWeight(next ? QFont::DemiBold : QFont::Medium);
    const QFontMetrics title(titleFont);
    const QFontMetrics detail(detailFont());
    const int room = width() - textLeft - sizes::grid;
    const int top = (height() - title.height() - (detail_.isEmpty() ? 0 : detail.height() + 1)) / 2;
    painter.setFont(titleFont);
    painter.setPen(colour(mark_ == StepMark::Blocked && !progress_ ? Colour::MutedText : Colour::Text, palette()));
    painter.drawText(textLeft, top + title.ascent(), title.elidedText(title_, Qt::ElideRight, room));
    painter.setFont(detailFont());
    painter.setPen(colour(mark_ == StepMark::Doubtful && !progress_ ? Colour::Warning : Colour::MutedText, palette()));
    painter.drawText(
        textLeft, top + title.height() + 1 + detail.ascent(), detail.elidedText(detail_, Qt::ElideRight, room));
}

void StepButton::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (isEnabled() && (underMouse() || isDown())) {
        style::roundedRect(
            painter, rect(), colour(isDown() ? Colour::Pressed : Colour::Hover, palette()), Qt::transparent);
    }
    if (hasFocus()) {
        style::roundedRect(painter, rect(), Qt::transparent, colour(Colour::Accent, palette()), sizes::radius, 1.6);
    }
    const QPointF centre(circleLeft + circleRadius, height() / 2.0);
    painter.setPen(QPen(colour(Colour::ControlBorder, palette()), 1.2));
    if (!isFirst_) {
        painter.drawLine(QPointF(centre.x(), 0), QPointF(centre.x(), centre.y() - circleRadius - 2));
    }
    if (!isLast_) {
        painter.drawLine(QPointF(centre.x(), centre.y() + circleRadius + 2), QPointF(centre.x(), height()));
    }
    paintCircle(painter, centre);
    paintTexts(painter);
}

}
