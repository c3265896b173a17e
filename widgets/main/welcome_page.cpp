// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/main/welcome_page.h"

#include <QDateTime>
#include <QFileInfo>
#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>

#include "widgets/common/message_bar.h"
#include "widgets/main/action_card.h"
#include "widgets/style/sizes.h"
#include "widgets/style/style.h"

namespace paretoscope::widgets {

namespace {
constexpr int columnWidth = 560;
constexpr int shownRecent = 4;
constexpr double titleScale = 2.2;
}

WelcomePage::WelcomePage(QWidget* parent) : QWidget(parent), recent_(new QVBoxLayout), messages_(new MessageBar(this)) {
    auto* outer = new QVBoxLayout(this);
    auto* column = new QWidget(this);
    column->setFixedWidth(forText(columnWidth, *this));
    auto* layout = new QVBoxLayout(column);
    auto* title = new QLabel(QStringLiteral("Paretoscope"), column);
    QFont large = scaled(title->font(), titleScale);
    large.setWeight(QFont::DemiBold);
    title->setFont(large);
    auto* text = new QLabel(
        tr("Find the neural network that is both accurate and fast on the hardware it will run on: measure this "
           "computer, let the search pay for latency, and walk along the trade-offs it found."),
        column);
    text->setWordWrap(true);
    const auto card = [&](const char* id, const char* icon, const QString& label, const QString& hint) {
        auto* made = new ActionCard(QLatin1String(icon), label, hint, column);
        made->setObjectName(QLatin1String(id));
        layout->addWidget(made);
        return made;
    };
    layout->addWidget(title);
    layout->addWidget(text);
    layout->addSpacing(sizes::margin);
    auto* sample = card("welcomeSample", "book", tr("Look at the &sample"),
        tr("A project with stored results of real runs, to explore without waiting. Read-only."));
    setPrimary(*sample);
    auto* demo = card("welcomeDemo", "play", tr("Guided first &run"),
        tr("Makes a project and runs everything once with small settings, about five minutes on two cores."));
    auto* create = card("welcomeNew", "plus", tr("&New project…"), tr("An empty project; each step when you want it."));
    auto* open = card(
        "welcomeOpen", "folder", tr("&Open project…"), tr("Including one in which a terminal is searching right now."));
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
    auto* heading = new QLabel(tr("Recent projects"), this);
    setHeading(*heading);
    recent_->addSpacing(sizes::margin);
    recent_->addWidget(heading);
    for (const QString& path : paths.mid(0, shownRecent)) {
        const QFileInfo file(path);
        const QString changed =
            file.exists() ? QLocale().toString(file.lastModified(), QLocale::ShortFormat) : tr("no longer there");
        auto* link = new ActionCard(QStringLiteral("area"), file.completeBaseName(),
            file.absolutePath() + QStringLiteral(" · ") + changed, this);
        link->setObjectName(QStringLiteral("welcomeRecent"));
        link->setToolTip(path);
        recent_->addWidget(link);
        connect(link, &QPushButton::clicked, this, [this, path] { Q_EMIT recentRequested(path); });
    }
}

}
