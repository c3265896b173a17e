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

/// One for each entry.
QList<QRect> places(const QList<Legend::Entry>& entries, const QFontMetrics& metrics, int width) {
    const int row = metrics.height() + 4;
    QList<QRect> result;
    int x = leftMargin;
    int y = 0;
    for (const Legend::Entry& entry : entries) {
        const int needed = signWidth + metrics.horizontalAdvance(entry.text);
        if (x > leftMargin && x + needed > width) {
            x = leftMargin;
            y += row;
        }
        result.append(QRect(x, y, needed, row));
        x += needed + gap;
    }
    return result;
}

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

int Legend::heightOf(const QList<Entry>& entries, const QFontMetrics& metrics, int width) {
    const QList<QRect> all = places(entries, metrics, width);
    return all.isEmpty() ? 0 : all.last().bottom() + 1;
}

int Legend::heightForWidth(int width) const {
    return heightOf(entries_, fontMetrics(), width);
}

QSize Legend::sizeHint() const {
    return {400, std::max(fontMetrics().height() + 4, heightForWidth(std::max(width(), 400)))};
}

QSize Legend::minimumSizeHint() const {
    return {120, fontMetrics().height() + 4};
}

void Legend::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    draw(painter, entries_, width(), palette());
}

void Legend::draw(QPainter& painter, const QList<Entry>& entries, int width, const QPalette& palette) {
    painter.setRenderHint(QPainter::Antialiasing);
    const QList<QRect> all = places(entries, painter.fontMetrics(), width);
    for (qsizetype i = 0; i < all.size(); ++i) {
        const Entry& entry = entries[i];
        const QRect& place = all[i];
        const QPointF sign(place.left() + 8, place.center().y() + 0.5);
        if (entry.pen.style() != Qt::NoPen) {
            painter.setPen(entry.pen);
            painter.drawLine(sign - QPointF(8, 0), sign + QPointF(8, 0));
        }
        if (entry.marker) {
            drawMarker(painter, sign, *entry.marker, colour(Colour::PlotBackground, palette));
        }
        painter.setPen(palette.color(QPalette::WindowText));
        painter.drawText(place.adjusted(signWidth, 0, 4, 0), Qt::AlignVCenter | Qt::AlignLeft, entry.text);
    }
}

}
