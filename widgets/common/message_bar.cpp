// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/message_bar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "widgets/common/palette.h"
#include "widgets/style/line_icon.h"
#include "widgets/style/sizes.h"
#include "widgets/style/style_paint.h"

namespace paretoscope::widgets {

namespace {

constexpr int widest = 460;
constexpr int signWidth = 20;
constexpr int edge = 4; ///< the coloured line at the left
constexpr int goodNewsMs = 10'000;

Colour colourOf(Severity severity) {
    switch (severity) {
    case Severity::Good:
        return Colour::Good;
    case Severity::Warning:
        return Colour::Warning;
    case Severity::Bad:
        return Colour::Bad;
    case Severity::Note:
        break;
    }
    return Colour::Accent;
}

QString signOf(Severity severity) {
    switch (severity) {
    case Severity::Good:
        return QStringLiteral("check");
    case Severity::Warning:
        return QStringLiteral("warning");
    case Severity::Bad:
        return QStringLiteral("error");
    case Severity::Note:
        break;
    }
    return QStringLiteral("info");
}

}

MessageBar::MessageBar(QWidget* parent) : QFrame(parent), text_(new QLabel(this)), buttons_(new QHBoxLayout) {
    setObjectName(QStringLiteral("messageBar"));
    text_->setObjectName(QStringLiteral("messageText"));
    text_->setWordWrap(true);
    text_->setTextFormat(Qt::PlainText);
    text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* close = new QToolButton(this);
    close->setObjectName(QStringLiteral("messageDismiss"));
    close->setIcon(lineIcon(QStringLiteral("close")));
    close->setAutoRaise(true);
    close->setFocusPolicy(Qt::StrongFocus);
    close->setAccessibleName(tr("Dismiss"));
    close->setToolTip(close->accessibleName());
    auto* line = new QHBoxLayout;
    line->addSpacing(signWidth);
    line->addWidget(text_, 1);
    line->addWidget(close, 0, Qt::AlignTop);
    buttons_->addStretch(1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(sizes::margin + edge, sizes::gap, sizes::gap, sizes::gap);
    layout->addLayout(line);
    layout->addLayout(buttons_);
    fading_.setSingleShot(true);
    fading_.setInterval(goodNewsMs);
    connect(&fading_, &QTimer::timeout, this, &MessageBar::dismiss);
    connect(close, &QToolButton::clicked, this, &MessageBar::dismiss);
    parent->installEventFilter(this);
    hide();
}

void MessageBar::setFoot(int height) {
    foot_ = height;
    place();
}

void MessageBar::setColumn(int width) {
    column_ = width;
    place();
}

void MessageBar::showMessage(Severity severity, const QString& text, const QList<Action>& actions) {
    dismiss();
    message_ = {severity, text, actions};
    text_->setText(text);
    setAccessibleName(text);
    for (qsizetype i = 0; i < actions.size(); ++i) {
        auto* button = new QPushButton(actions[i].first, this);
        button->setObjectName(QStringLiteral("messageAction%1").arg(i));
        connect(button, &QPushButton::clicked, this, [this, action = actions[i].second] {
            dismiss();
            action();
        });
        buttons_->addWidget(button);
    }
    if (severity == Severity::Good && actions.isEmpty()) {
        fading_.start();
    }
    show();
    place();
}

void MessageBar::dismiss() {
    fading_.stop();
    while (buttons_->count() > 1) { // the stretch stays
        QLayoutItem* item = buttons_->takeAt(1);
        item->widget()->hide();
        item->widget()->setObjectName({});
        item->widget()->deleteLater();
        delete item;
    }
    hide();
}

void MessageBar::place() {
    if (isHidden()) {
        return;
    }
    const QWidget& around = *parentWidget();
    layout()->activate();
    const int wanted = column_ > 0 ? column_ - 2 * sizes::grid : widest;
    const int width = std::min(std::max(wanted, minimumSizeHint().width()), around.width() - 2 * sizes::margin);
    const int height = layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width) : sizeHint().height();
    const int left = column_ > 0 ? sizes::grid : around.width() - width - sizes::margin;
    setGeometry(left, around.height() - foot_ - height - sizes::margin, width, height);
    raise();
}

bool MessageBar::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize && watched == parent()) {
        place();
    }
    return QFrame::eventFilter(watched, event);
}

void MessageBar::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    const QColor sign = colour(colourOf(message_.severity), palette());
    style::roundedRect(
        painter, rect(), colour(Colour::Control, palette()), colour(Colour::ControlBorder, palette()), sizes::radius);
    style::roundedRect(painter, QRectF(0, 0, edge, height()), sign, Qt::transparent, 2);
    drawLineIcon(painter,
        QRectF(text_->x() - signWidth - 4, text_->y() + (std::min(text_->height(), sizes::control) - sizes::icon) / 2.0,
            sizes::icon, sizes::icon),
        signOf(message_.severity), sign);
}

QString MessageBar::text() const {
    return isHidden() ? QString() : text_->text();
}

std::optional<MessageBar::Message> MessageBar::message() const {
    return isHidden() ? std::nullopt : std::optional(message_);
}

}
