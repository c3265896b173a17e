// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/search/progress_strip.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <algorithm>
#include <cmath>

#include "widgets/common/controls.h"
#include "widgets/common/engine_text.h"
#include "widgets/common/number_text.h"
#include "widgets/style/line_icon.h"
#include "widgets/style/sizes.h"

namespace paretoscope::widgets {

namespace {
constexpr int barSteps = 1000;
}

ProgressStrip::ProgressStrip(QWidget* parent)
    : QWidget(parent)
    , state_(new QLabel(this))
    , title_(new QLabel(this))
    , message_(new QLabel(this))
    , bar_(new QProgressBar(this))
    , eta_(new QLabel(this))
    , pause_(new QPushButton(tr("&Pause"), this))
    , stop_(new QPushButton(tr("S&top"), this)) {
    bar_->setRange(0, barSteps);
    bar_->setFixedWidth(200);
    nameWidget(bar_, "progressBar", tr("Progress of the running job"));
    message_->setObjectName(QStringLiteral("progressMessage"));
    message_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    pause_->setObjectName(QStringLiteral("pauseButton"));
    pause_->setCheckable(true);
    pause_->setToolTip(tr("The job waits at its next step"));
    stop_->setObjectName(QStringLiteral("stopButton"));
    stop_->setToolTip(tr("The job ends at its next step and can be resumed"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(sizes::margin, sizes::grid, sizes::margin, sizes::grid);
    pause_->setIcon(lineIcon(QStringLiteral("pause")));
    stop_->setIcon(lineIcon(QStringLiteral("stop")));
    // The same with and without buttons, in whichever size their text is.
    setFixedHeight(std::max(sizes::control, stop_->sizeHint().height()) + 2 * sizes::grid);
    layout->addWidget(state_);
    layout->addWidget(title_);
    layout->addWidget(message_, 1);
    layout->addWidget(bar_);
    layout->addWidget(eta_);
    layout->addWidget(pause_);
    layout->addWidget(stop_);
    connect(pause_, &QPushButton::clicked, this, &ProgressStrip::pauseRequested);
    connect(stop_, &QPushButton::clicked, this, &ProgressStrip::stopRequested);
    showIdle({});
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
    title_->setText(QStringLiteral("<b>") + engineText(title).toHtmlEscaped() + QStringLiteral("</b>"));
    message_->clear();
    bar_->setValue(0);
    eta_->clear();
    showPaused(false);
}

void ProgressStrip::showProgress(const protocol::Progress& progress) {
    message_->setText(engineText(progress.message));
    bar_->setValue(static_cast<int>(std::lround(progress.fraction * barSteps)));
    //: How long a job still takes; %1 is a duration.
    eta_->setText(
        std::isfinite(progress.etaSeconds) ? tr("%1 left").arg(durationText(progress.etaSeconds)) : QString());
}

void ProgressStrip::showPaused(bool paused) {
    const QSignalBlocker quiet(pause_);
    pause_->setChecked(paused);
    pause_->setText(paused ? tr("&Continue") : tr("&Pause"));
    pause_->setIcon(lineIcon(paused ? QStringLiteral("play") : QStringLiteral("pause")));
    //: The state of a job.
    state_->setText(paused ? tr("Paused") : tr("Running"));
}

void ProgressStrip::showForeign(const QString& title, double fraction) {
    setSteering(false);
    bar_->setVisible(true);
    bar_->setValue(static_cast<int>(std::lround(fraction * barSteps)));
    title_->setText(QStringLiteral("<b>") + engineText(title).toHtmlEscaped() + QStringLiteral("</b>"));
    message_->setText(tr("started from a terminal; updated as it runs"));
}

void ProgressStrip::showIdle(const QString& text) {
    setSteering(false);
    title_->setText(text);
    message_->clear();
}

QString ProgressStrip::text() const {
    return title_->text() + QLatin1Char(' ') + message_->text();
}

}
