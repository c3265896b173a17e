// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/search/progress_strip.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <algorithm>
#include <cmath>

#include "widgets/common/controls.h"
#include "widgets/common/eliding_label.h"
#include "widgets/common/engine_text.h"
#include "widgets/common/number_text.h"
#include "widgets/style/line_icon.h"
#include "widgets/style/sizes.h"
#include "widgets/style/style.h"

namespace paretoscope::widgets {

namespace {

constexpr int barSteps = 1000;
constexpr int leastMessage = 160;

QString runningText() {
    //: The state of a job.
    return ProgressStrip::tr("Running");
}

QString notYetText() {
    //: Where the time that a running job still takes stands later.
    return ProgressStrip::tr("time left not known yet");
}

QString pausedText() {
    //: The state of a job.
    return ProgressStrip::tr("Paused");
}

}

ProgressStrip::ProgressStrip(QWidget* parent)
    : QWidget(parent)
    , state_(new QLabel(this))
    , title_(new ElidingLabel(this, Colour::Text))
    , message_(new ElidingLabel(this, Colour::Text))
    , bar_(new QProgressBar(this))
    , eta_(new QLabel(this))
    , pause_(new QPushButton(tr("&Pause"), this))
    , stop_(new QPushButton(tr("S&top"), this)) {
    bar_->setRange(0, barSteps);
    bar_->setFixedWidth(200);
    nameWidget(bar_, "progressBar", tr("Progress of the running job"));
    message_->setObjectName(QStringLiteral("progressMessage"));
    title_->setObjectName(QStringLiteral("progressTitle"));
    title_->fitText();
    pause_->setObjectName(QStringLiteral("pauseButton"));
    pause_->setCheckable(true);
    pause_->setToolTip(tr("The job waits at its next step"));
    stop_->setObjectName(QStringLiteral("stopButton"));
    stop_->setToolTip(tr("The job ends at its next step and can be resumed"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(sizes::margin, sizes::grid, sizes::margin, sizes::grid);
    pause_->setIcon(lineIcon(QStringLiteral("pause")));
    stop_->setIcon(lineIcon(QStringLiteral("stop")));
    layout->addWidget(state_);
    layout->addWidget(title_);
    layout->addWidget(message_, 1);
    layout->addWidget(bar_);
    layout->addWidget(eta_);
    layout->addWidget(pause_);
    layout->addWidget(stop_);
    connect(pause_, &QPushButton::clicked, this, &ProgressStrip::pauseRequested);
    connect(stop_, &QPushButton::clicked, this, &ProgressStrip::stopRequested);
    setSizes();
    showIdle({});
}

void ProgressStrip::setSizes() {
    // The same with and without buttons, in whichever size their text is.
    setFixedHeight(std::max(sizes::control, stop_->sizeHint().height()) + 2 * sizes::grid);
    message_->setMinimumWidth(forText(leastMessage, *this));
    // A pause moves nothing.
    const auto wider = [](const QWidget& widget, const QString& one, const QString& other) {
        return std::max(widget.fontMetrics().horizontalAdvance(one), widget.fontMetrics().horizontalAdvance(other));
    };
    state_->setMinimumWidth(wider(*state_, runningText(), pausedText()) + sizes::grid);
    const int beside = pause_->sizeHint().width() - pause_->fontMetrics().horizontalAdvance(pause_->text());
    pause_->setMinimumWidth(wider(*pause_, tr("&Pause"), tr("&Continue")) + beside + 2);
}

void ProgressStrip::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange && stop_ != nullptr) {
        QMetaObject::invokeMethod(this, &ProgressStrip::setSizes, Qt::QueuedConnection); // its buttons have it then
    }
}

void ProgressStrip::setTitle(const QString& title, bool running) {
    QFont font;
    font.setBold(running);
    title_->setFont(font);
    title_->setText(running ? engineText(title) : title);
    title_->setToolTip(running && title_->text() != title ? title_->text() + QLatin1Char('\n') + title : QString());
    message_->setVisible(running);
    message_->setText({});
}

void ProgressStrip::setSteering(bool on) {
    state_->setVisible(on);
    pause_->setVisible(on);
    stop_->setVisible(on);
    bar_->setVisible(on);
    eta_->setVisible(on);
}

void ProgressStrip::showJob(const QString& title) {
    setSteering(true);
    setTitle(title, true);
    bar_->setValue(0);
    eta_->setMinimumWidth(0);
    eta_->setText(notYetText());
    showPaused(false);
}

void ProgressStrip::showProgress(const protocol::Progress& progress) {
    message_->setText(engineText(progress.message));
    bar_->setValue(static_cast<int>(std::lround(progress.fraction * barSteps)));
    //: How long a job still takes; %1 is a duration.
    eta_->setText(
        std::isfinite(progress.etaSeconds) ? tr("%1 left").arg(durationText(progress.etaSeconds)) : notYetText());
    eta_->setMinimumWidth(std::max(eta_->minimumWidth(), eta_->sizeHint().width())); // once moved is enough
}

void ProgressStrip::showPaused(bool paused) {
    const QSignalBlocker quiet(pause_);
    pause_->setChecked(paused);
    pause_->setText(paused ? tr("&Continue") : tr("&Pause"));
    pause_->setIcon(lineIcon(paused ? QStringLiteral("play") : QStringLiteral("pause")));
    state_->setText(paused ? pausedText() : runningText());
}

void ProgressStrip::showForeign(const QString& title, double fraction) {
    setSteering(false);
    bar_->setVisible(true);
    bar_->setValue(static_cast<int>(std::lround(fraction * barSteps)));
    setTitle(title, true);
    message_->setText(tr("started from a terminal; updated as it runs"));
}

void ProgressStrip::showIdle(const QString& text) {
    setSteering(false);
    setTitle(text, false);
}

QString ProgressStrip::text() const {
    return title_->text() + QLatin1Char(' ') + message_->text();
}

}
