// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compare/difference_bars.h"

#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>
#include <utility>

#include "widgets/common/controls.h"
#include "widgets/common/engine_text.h"
#include "widgets/common/number_text.h"
#include "widgets/common/palette.h"
#include "widgets/common/provenance_mark.h"
#include "widgets/style/sizes.h"

namespace paretoscope::widgets {

namespace {

constexpr double barThickness = 12;
constexpr double mostForNames = 0.5; ///< of the width
constexpr double smallest = 1; ///< per cent: the scale's end at least

/// Where a point of accuracy is as long as a per cent of latency, that is said: they are weighed against each other.
QString scaleText() {
    return DifferenceBars::tr("One scale for all bars: accuracy in percentage points, latency in per cent");
}

}

DifferenceBars::DifferenceBars(QWidget* parent) : QWidget(parent) {
    nameWidget(this, "compareBars", tr("Differences of the right architecture from the left one"));
}

void DifferenceBars::setVerdict(Verdict verdict) {
    rows_.clear();
    if (verdict.accuracy) {
        const Verdict::Accuracy& accuracy = *verdict.accuracy;
        const double points = 100 * accuracy.difference();
        const double reach = 100 * accuracy.reach();
        QString text = signedText(points, 2);
        if (reach > 0) {
            text += QStringLiteral(" ± ") + QLocale().toString(reach, 'f', 1);
        }
        rows_.push_back({tr("Accuracy"), accuracy.protocol,
            //: A difference of accuracies in percentage points.
            tr("%1 pt").arg(text), percentText(accuracy.left) + QStringLiteral(" → ") + percentText(accuracy.right),
            points, reach, accuracy.better()});
    }
    for (const Verdict::Device& device : verdict.devices) {
        rows_.push_back({deviceText(device.setting),
            deviceToolTip(device.setting) + QLatin1Char('\n') + spokenLatencyText(device.left) + QStringLiteral(" → ")
                + spokenLatencyText(device.right),
            signedPercentText(device.share()),
            markedLatencyText(device.left) + QStringLiteral(" → ") + markedLatencyText(device.right),
            100 * device.share(), 0, device.better()});
    }
    QStringList lines;
    for (const Row& row : rows_) {
        lines.append(row.name + QStringLiteral(": ") + row.difference + QStringLiteral(", ") + row.values);
    }
    setAccessibleDescription(lines.join(QStringLiteral("; ")) + QStringLiteral(". ") + scaleText());
    updateGeometry();
    update();
}

int DifferenceBars::rowHeight() const {
    return 2 * fontMetrics().height() + sizes::gap;
}

QSize DifferenceBars::sizeHint() const {
    return {460, 2 * sizes::gap + rowHeight() * static_cast<int>(rows_.size()) + fontMetrics().height()};
}

QSize DifferenceBars::minimumSizeHint() const {
    return {300, sizeHint().height()};
}

int DifferenceBars::rowAt(QPoint position) const {
    const int row = (position.y() - sizes::gap) / rowHeight();
    return position.y() >= sizes::gap && std::cmp_less(row, rows_.size()) ? row : -1;
}

bool DifferenceBars::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int row = rowAt(help->pos());
        QToolTip::showText(help->globalPos(), row < 0 ? QString() : rows_[static_cast<std::size_t>(row)].toolTip, this);
        return true;
    }
    return QWidget::event(event);
}

void DifferenceBars::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), colour(Colour::PlotBackground, palette()));
    double largest = smallest;
    for (const Row& row : rows_) {
        largest = std::max(largest, std::abs(row.size) + row.reach);
    }
    const int numberWidth = fontMetrics().horizontalAdvance(QStringLiteral("−10.00 ± 10.0 pt"));
    int longest = 0;
    for (const Row& row : rows_) {
        longest =
            std::max({longest, fontMetrics().horizontalAdvance(row.name), fontMetrics().horizontalAdvance(row.values)});
    }
    const double nameWidth = std::min<double>(longest + sizes::grid, mostForNames * width());
    const double half = std::max(20.0, (width() - nameWidth - numberWidth - 4 * sizes::gap) / 2);
    const double zero = sizes::margin + nameWidth + sizes::gap + half;
    const double scale = half / largest;
    painter.setPen(colour(Colour::ControlBorder, palette()));
    const int foot = fontMetrics().height();
    painter.drawLine(QPointF(zero, sizes::gap), QPointF(zero, height() - sizes::gap - foot));
    painter.setPen(colour(Colour::MutedText, palette()));
    painter.drawText(QRectF(sizes::margin, height() - sizes::grid - foot, width() - 2 * sizes::margin, foot),
        Qt::AlignVCenter | Qt::AlignLeft,
        fontMetrics().elidedText(scaleText(), Qt::ElideRight, width() - 2 * sizes::margin));
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        const Row& row = rows_[i];
        const double top = sizes::gap + static_cast<double>(i) * rowHeight();
        const QRectF names(sizes::margin, top, nameWidth, rowHeight());
        const double middle = top + rowHeight() / 2.0;
        const double end = zero + scale * row.size;
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour(row.better == Verdict::Better::Right ? Colour::Good
                : row.better == Verdict::Better::Left                ? Colour::Bad
                                                                     : Colour::Random,
            palette()));
        painter.drawRoundedRect(QRectF(QPointF(std::min(zero, end), middle - barThickness / 2),
                                    QPointF(std::max(zero, end), middle + barThickness / 2)),
            2, 2);
        if (row.reach > 0) {
            const double from = zero + scale * (row.size - row.reach);
            const double to = zero + scale * (row.size + row.reach);
            painter.setPen(QPen(colour(Colour::Text, palette()), 1.2));
            painter.drawLine(QPointF(from, middle), QPointF(to, middle));
            painter.drawLine(QPointF(from, middle - 4), QPointF(from, middle + 4));
            painter.drawLine(QPointF(to, middle - 4), QPointF(to, middle + 4));
        }
        const auto cut = [&](const QString& text) {
            return fontMetrics().elidedText(text, Qt::ElideRight, static_cast<int>(nameWidth));
        };
        painter.setPen(colour(Colour::Text, palette()));
        painter.drawText(QRectF(names.topLeft(), QSizeF(nameWidth, rowHeight() / 2.0)), Qt::AlignBottom | Qt::AlignLeft,
            cut(row.name));
        painter.drawText(QRectF(width() - numberWidth - sizes::gap, top, numberWidth, rowHeight()),
            Qt::AlignVCenter | Qt::AlignRight, row.difference);
        painter.setPen(colour(Colour::MutedText, palette()));
        painter.drawText(
            QRectF(names.left(), middle, nameWidth, rowHeight() / 2.0), Qt::AlignTop | Qt::AlignLeft, cut(row.values));
    }
}

}
