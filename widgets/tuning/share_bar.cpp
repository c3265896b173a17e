// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tuning/share_bar.h"

#include <QPainter>
#include <algorithm>
#include <utility>

#include "widgets/common/palette.h"

namespace paretoscope::widgets {

namespace {
constexpr int barHeight = 14;
constexpr int gap = 3;
constexpr int swatch = 10;
}

ShareBar::ShareBar(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ShareBar::setParts(const QString& caption, QList<Part> parts) {
    caption_ = caption;
    parts_ = std::move(parts);
    QStringList texts;
    for (const Part& part : parts_) {
        texts.append(part.text);
    }
    setAccessibleName(caption_);
    setAccessibleDescription(texts.join(QStringLiteral(", ")));
    setToolTip(accessibleDescription());
    updateGeometry();
    update();
}

/// One part: its text stands at the right of the caption. More: each has a line with its colour.
int ShareBar::textLines() const {
    return 1 + (parts_.size() > 1 ? static_cast<int>(parts_.size()) : 0);
}

QSize ShareBar::sizeHint() const {
    return {160, textLines() * (fontMetrics().height() + gap) + barHeight + gap};
}

void ShareBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const QColor text = colour(Colour::Text, palette());
    const int line = fontMetrics().height();
    painter.setPen(text);
    const QString right = parts_.size() == 1 ? parts_.front().text : QString();
    const int rightWidth = fontMetrics().horizontalAdvance(right);
    painter.drawText(QRect(0, 0, width(), line), Qt::AlignRight | Qt::AlignVCenter, right);
    painter.drawText(QRect(0, 0, width() - rightWidth, line), Qt::AlignLeft | Qt::AlignVCenter,
        fontMetrics().elidedText(caption_, Qt::ElideRight, width() - rightWidth - gap));
    const QRectF bar(0.5, line + gap + 0.5, width() - 1, barHeight - 1);
    painter.fillRect(bar, colour(Colour::Pressed, palette()));
    double begin = bar.left();
    int y = line + gap + barHeight + gap;
    for (const Part& part : parts_) {
        const double extent = std::clamp(part.share, 0.0, 1.0) * bar.width();
        painter.fillRect(QRectF(begin, bar.top(), std::min(extent, bar.right() - begin), bar.height()),
            QBrush(part.colour, part.pattern));
        begin += extent;
        if (parts_.size() > 1) {
            painter.fillRect(QRect(0, y + (line - swatch) / 2, swatch, swatch), QBrush(part.colour, part.pattern));
            painter.drawText(QRect(swatch + 2 * gap, y, width() - swatch - 2 * gap, line),
                Qt::AlignLeft | Qt::AlignVCenter,
                fontMetrics().elidedText(part.text, Qt::ElideRight, width() - swatch - 2 * gap));
            y += line + gap;
        }
    }
    painter.setPen(colour(Colour::ControlBorder, palette()));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(bar);
}

}
