// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/message_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include "widgets/common/palette.h"

namespace paretoscope::widgets {

namespace {

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
    return Colour::Front;
}

QString signOf(Severity severity) {
    switch (severity) {
    case Severity::Good:
        return QStringLiteral("✓");
    case Severity::Warning:
    case Severity::Bad:
        return QStringLiteral("!");
    case Severity::Note:
        break;
    }
    return QStringLiteral("i");
}

}

MessageBar::MessageBar(QWidget* parent)
    : QFrame(parent)
    , sign_(new QLabel(this))
    , text_(new QLabel(this))
    , buttons_(new QHBoxLayout) {
    setObjectName(QStringLiteral("messageBar"));
    setFrameShape(QFrame::StyledPanel);
    text_->setObjectName(QStringLiteral("messageText"));
    text_->setWordWrap(true);
    text_->setTextFormat(Qt::PlainText);
    text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 4, 6, 4);
    layout->addWidget(sign_);
    layout->addWidget(text_, 1);
    layout->addLayout(buttons_);
    auto* close = new QPushButton(tr("Dismiss"), this);
    close->setObjectName(QStringLiteral("messageDismiss"));
    layout->addWidget(close);
    connect(close, &QPushButton::clicked, this, &MessageBar::dismiss);
    hide();
}

void MessageBar::showMessage(Severity severity, const QString& text, const QList<Action>& actions) {
    dismiss();
    sign_->setText(QStringLiteral("<b style='color:%1; font-size:large'>%2</b>")
                       .arg(colour(colourOf(severity), palette()).name(), signOf(severity)));
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
    show();
}

void MessageBar::dismiss() {
    while (QLayoutItem* item = buttons_->takeAt(0)) {
        if (item->widget() != nullptr) {
            item->widget()->hide();
            item->widget()->setObjectName({});
            item->widget()->deleteLater();
        }
        delete item;
    }
    hide();
}

QString MessageBar::text() const {
    return isHidden() ? QString() : text_->text();
}

}
