// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot/legend.h"

#include <QPainter>
#include <QSizePolicy>
#include <algorithm>
#include <utility>

#include "widgets/common/palette.h"

namespace paretoscope::widgets {

namespace {
constexpr int signWidth = 22;
constexpr int gap = 16;
constexpr int leftMargin = 8;
}

Legend::Legend(QWidget* parent) : QWidget(parent) {
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void Legend::setEntries(QList<Entry> entries) {
    entries_ = std::move(entries);
    QStringList texts;
    for (const Entry& entry : std::as_const(entries_)) {
        texts.append(entry.text);
    }
    setAccessibleDescription(texts.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

QList<QRect> Legend::places(int width) const {
    const int row = fontMetrics().height() + 4;
    QList<QRect> result;
    int x = leftMargin;
    int y = 0;
    for (const Entry& entry : entries_) {
        const int needed = signWidth + fontMetrics().horizontalAdvance(entry.text);
        if (x > leftMargin && x + needed > width) {
            x = leftMargin;
            y += row;
        }
        result.append(QRect(x, y, needed, row));
        x += needed + gap;
    }
    return result;
}

int Legend::heightForWidth(int width) const {
    const QList<QRect> all = places(width);
    return all.isEmpty() ? 0 : all.last().bottom() + 1;
}

QSize Legend::sizeHint() const {
    return {400, std::max(fontMetrics().height() + 4, heightForWidth(std::max(width(), 400)))};
}

QSize Legend::minimumSizeHint() const {
    return {120, fontMetrics().height() + 4};
}

void Legend::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QList<QRect> all = places(width());
    for (qsizetype i = 0; i < all.size(); ++i) {
        const Entry& entry = entries_[i];
        const QRect& place = all[i];
        const QPointF sign(place.left() + 8, place.center().y() + 0.5);
        if (entry.pen.style() != Qt::NoPen) {
            painter.setPen(entry.pen);
            painter.drawLine(sign - QPointF(8, 0), sign + QPointF(8, 0));
        }
        if (entry.marker) {
            drawMarker(painter, sign, *entry.marker, colour(Colour::PlotBackground, palette()));
        }
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(place.adjusted(signWidth, 0, 4, 0), Qt::AlignVCenter | Qt::AlignLeft, entry.text);
    }
}

}
