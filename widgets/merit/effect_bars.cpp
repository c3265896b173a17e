// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/merit/effect_bars.h"

#include <QLocale>
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <utility>

#include "widgets/common/controls.h"
#include "widgets/common/number_text.h"
#include "widgets/common/palette.h"
#include "widgets/merit/merit_text.h"

namespace paretoscope::widgets {

namespace {

constexpr int margin = 8;
constexpr double whisker = 1.96; ///< standard deviations of a 95 % interval
constexpr double barShare = 0.5; ///< of a row's height
constexpr float doubtfulAlpha = 0.35F;
constexpr double mostForLabels = 0.58; ///< of the width

double reachOf(const queries::LearntTrait& trait) {
    return whisker * trait.effectDeviation();
}

}

EffectBars::EffectBars(QWidget* parent) : QWidget(parent) {
    nameWidget(this, "meritEffects", tr("What traits of cells are worth at equal latency"));
    setToolTip(tr("Latency held equal. Pale: the sign is in doubt."));
}

void EffectBars::setTraits(std::vector<queries::LearntTrait> traits) {
    traits_ = std::move(traits);
    describe();
    updateGeometry();
    update();
}

void EffectBars::describe() {
    QStringList lines;
    for (const queries::LearntTrait& trait : traits_) {
        lines.append(QStringLiteral("%1 %2 ± %3")
                         .arg(traitText(trait.name), signedText(trait.effect(), 3),
                             QLocale().toString(trait.effectDeviation(), 'f', 3)));
    }
    setAccessibleDescription(lines.join(QStringLiteral("; ")));
}

int EffectBars::rowHeight() const {
    return fontMetrics().height() + 6;
}

QSize EffectBars::sizeHint() const {
    return {380, 2 * margin + rowHeight() * static_cast<int>(traits_.size())};
}

QSize EffectBars::minimumSizeHint() const {
    return {240, sizeHint().height()};
}

void EffectBars::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), colour(Colour::PlotBackground, palette()));
    int labelWidth = 0;
    double largest = 0;
    for (const queries::LearntTrait& trait : traits_) {
        labelWidth = std::max(labelWidth, fontMetrics().horizontalAdvance(traitText(trait.name)));
        largest = std::max(largest, std::abs(trait.effect()) + reachOf(trait));
    }
    if (traits_.empty() || largest <= 0) {
        return;
    }
    labelWidth = std::min(labelWidth, static_cast<int>(mostForLabels * width()));
    const int numberWidth = fontMetrics().horizontalAdvance(QStringLiteral("+0.000 ")) + margin;
    const QRect area(2 * margin + labelWidth, margin, std::max(20, width() - 3 * margin - labelWidth - numberWidth),
        height() - 2 * margin);
    const double zero = area.left() + area.width() / 2.0;
    const double scale = area.width() / 2.0 / largest;
    painter.setPen(colour(Colour::Grid, palette()));
    painter.drawLine(QPointF(zero, area.top()), QPointF(zero, area.top() + rowHeight() * double(traits_.size())));
    for (std::size_t i = 0; i < traits_.size(); ++i) {
        const queries::LearntTrait& trait = traits_[i];
        const QRect row(0, area.top() + static_cast<int>(i) * rowHeight(), width(), rowHeight());
        const double end = zero + scale * trait.effect();
        const double thickness = barShare * row.height();
        QColor fill = colour(trait.perUnit > 0 ? Colour::Good : Colour::Bad, palette());
        fill.setAlphaF(trait.isCertain() ? 1 : doubtfulAlpha);
        painter.fillRect(QRectF(QPointF(std::min(zero, end), row.center().y() - thickness / 2),
                             QPointF(std::max(zero, end), row.center().y() + thickness / 2)),
            fill);
        painter.setPen(QPen(colour(Colour::Text, palette()), 1.2));
        const double reach = scale * reachOf(trait);
        const double y = row.center().y();
        painter.drawLine(QPointF(end - reach, y), QPointF(end + reach, y));
        for (const double x : {end - reach, end + reach}) {
            painter.drawLine(QPointF(x, y - 3), QPointF(x, y + 3));
        }
        painter.setPen(colour(trait.isCertain() ? Colour::Text : Colour::MutedText, palette()));
        const QString name = fontMetrics().elidedText(traitText(trait.name), Qt::ElideRight, labelWidth);
        painter.drawText(QRect(margin, row.top(), labelWidth, row.height()), Qt::AlignVCenter | Qt::AlignRight, name);
        painter.drawText(QRect(width() - numberWidth, row.top(), numberWidth - margin, row.height()),
            Qt::AlignVCenter | Qt::AlignRight, signedText(trait.effect(), 3));
    }
}

}
