// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/main/action_card.h"

#include <QPainter>
#include <algorithm>

#include "widgets/common/palette.h"
#include "widgets/style/line_icon.h"
#include "widgets/style/sizes.h"
#include "widgets/style/style.h"
#include "widgets/style/style_paint.h"

namespace paretoscope::widgets {

namespace {

constexpr int iconSide = 22;
constexpr int cardTextLeft = sizes::margin + iconSide + sizes::margin;
constexpr int usualWidth = 480;
constexpr int manyLines = 1000;

}

ActionCard::ActionCard(const QString& icon, const QString& title, const QString& detail, QWidget* parent)
    : QPushButton(title, parent)
    , icon_(icon)
    , detail_(detail) {
    setAccessibleDescription(detail);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

QFont ActionCard::titleFont() const {
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    return bold;
}

QRect ActionCard::detailPlace(int width) const {
    const int top = sizes::margin + QFontMetrics(titleFont()).height() + 2;
    return fontMetrics().boundingRect(
        QRect(cardTextLeft, top, width - cardTextLeft - sizes::margin, manyLines), Qt::TextWordWrap, detail_);
}

QSize ActionCard::sizeHint() const {
    const int across = std::max(width(), usualWidth);
    return {QFontMetrics(titleFont()).size(Qt::TextShowMnemonic, text()).width() + cardTextLeft + sizes::margin,
        detailPlace(across).bottom() + sizes::margin};
}

void ActionCard::resizeEvent(QResizeEvent* event) {
    QPushButton::resizeEvent(event);
    updateGeometry(); // the detail's lines depend on the width
}

void ActionCard::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    const bool primary = isPrimary(this);
    const bool active = isEnabled() && (underMouse() || hasFocus());
    QColor fill = colour(primary ? Colour::Accent : Colour::Control, palette());
    if (isDown()) {
        fill = primary ? fill.darker(112) : colour(Colour::Pressed, palette());
    } else if (underMouse()) {
        fill = primary ? fill.darker(105) : colour(Colour::Hover, palette());
    }
    style::roundedRect(painter, rect(), fill, colour(active || primary ? Colour::Accent : Colour::Border, palette()),
        sizes::radius, hasFocus() ? 2 : 1);
    const QColor text = colour(primary ? Colour::OnAccent : Colour::Text, palette());
    const QColor muted = colour(primary ? Colour::OnAccent : Colour::MutedText, palette());
    drawLineIcon(painter, QRectF(sizes::margin, (height() - iconSide) / 2.0, iconSide, iconSide), icon_,
        primary ? text : colour(Colour::Accent, palette()));
    painter.setPen(text);
    painter.setFont(titleFont());
    const int key = style()->styleHint(QStyle::SH_UnderlineShortcut, nullptr, this) != 0 ? Qt::TextShowMnemonic
                                                                                         : Qt::TextHideMnemonic;
    painter.drawText(
        QRect(cardTextLeft, sizes::margin, width() - cardTextLeft - sizes::grid, painter.fontMetrics().height()),
        Qt::AlignLeft | Qt::AlignVCenter | key, this->text());
    painter.setPen(muted);
    painter.setFont(font());
    QRect place = detailPlace(width());
    place.setRight(width() - sizes::margin);
    painter.drawText(place, Qt::AlignLeft | Qt::TextWordWrap, detail_);
}

}
