// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/main/welcome_page.h"

#include <QFileInfo>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace paretoscope::widgets {

namespace {
constexpr int columnWidth = 520;
constexpr int shownRecent = 6;
}

WelcomePage::WelcomePage(QWidget* parent) : QWidget(parent), recent_(new QVBoxLayout) {
    auto* outer = new QVBoxLayout(this);
    auto* column = new QWidget(this);
    column->setFixedWidth(columnWidth);
    auto* layout = new QVBoxLayout(column);
    layout->setSpacing(8);
    auto* title = new QLabel(QStringLiteral("<h1>Paretoscope</h1>"), column);
    auto* text = new QLabel(
        tr("Find the neural network that is both accurate and fast on the hardware it will run on: measure this "
           "computer, let the search pay for latency, and walk along the trade-offs it found."),
        column);
    text->setWordWrap(true);
    const auto button = [&](const QString& id, const QString& label, const QString& hint) {
        auto* made = new QPushButton(label, column);
        made->setObjectName(id);
        made->setMinimumHeight(36);
        made->setToolTip(hint);
        auto* explanation = new QLabel(hint, column);
        explanation->setWordWrap(true);
        explanation->setIndent(4);
        layout->addWidget(made);
        layout->addWidget(explanation);
        layout->addSpacing(4);
        return made;
    };
    layout->addWidget(title);
    layout->addWidget(text);
    layout->addSpacing(16);
    auto* demo = button(QStringLiteral("welcomeDemo"), tr("Guided first &run"),
        tr("Makes a project and runs everything once with small settings, about five minutes on two cores."));
    auto* create =
        button(QStringLiteral("welcomeNew"), tr("&New project…"), tr("An empty project; each step when you want it."));
    auto* open = button(QStringLiteral("welcomeOpen"), tr("&Open project…"),
        tr("Including one in which a terminal is searching right now."));
    auto* sample = button(QStringLiteral("welcomeSample"), tr("Look at the &sample"),
        tr("A project with stored results of real runs, to explore without waiting. Read-only."));
    layout->addLayout(recent_);
    outer->addStretch(1);
    // Not by an alignment: that would ignore that the height of wrapped texts depends on the width.
    auto* middle = new QHBoxLayout;
    middle->addStretch(1);
    middle->addWidget(column);
    middle->addStretch(1);
    outer->addLayout(middle);
    outer->addStretch(2);
    connect(demo, &QPushButton::clicked, this, &WelcomePage::demoRequested);
    connect(sample, &QPushButton::clicked, this, &WelcomePage::sampleRequested);
    connect(create, &QPushButton::clicked, this, &WelcomePage::newRequested);
    connect(open, &QPushButton::clicked, this, &WelcomePage::openRequested);
}

void WelcomePage::setRecent(const QStringList& paths) {
    while (QLayoutItem* item = recent_->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    if (paths.isEmpty()) {
        return;
    }
    recent_->addWidget(new QLabel(tr("Recent projects"), this));
    for (const QString& path : paths.mid(0, shownRecent)) {
        auto* link = new QPushButton(
            QFileInfo(path).completeBaseName() + QStringLiteral("   —   ") + QFileInfo(path).absolutePath(), this);
        link->setFlat(true);
        link->setObjectName(QStringLiteral("welcomeRecent"));
        link->setToolTip(path);
        link->setStyleSheet(QStringLiteral("text-align: left; padding: 3px 6px;"));
        recent_->addWidget(link);
        connect(link, &QPushButton::clicked, this, [this, path] { Q_EMIT recentRequested(path); });
    }
}

}
