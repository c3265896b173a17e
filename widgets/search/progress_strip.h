// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/protocol/messages.h"

class QLabel;
class QProgressBar;
class QPushButton;

namespace paretoscope::widgets {

class ElidingLabel;

/// The running job in one line: what, how far, how long still; pause and stop.
class ProgressStrip : public QWidget {
    Q_OBJECT
public:
    explicit ProgressStrip(QWidget* parent = nullptr);

    void showJob(const QString& title);
    void showProgress(const protocol::Progress& progress);
    void showPaused(bool paused);
    /// A job that another process (a terminal) runs: it is shown, not steered.
    void showForeign(const QString& title, double fraction);
    void showIdle(const QString& text);
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    void pauseRequested(bool pause);
    void stopRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void setSizes();
    void setTitle(const QString& title, bool running);
    void setSteering(bool on);

    QLabel* state_;
    ElidingLabel* title_;
    ElidingLabel* message_;
    QProgressBar* bar_;
    QLabel* eta_;
    QPushButton* pause_;
    QPushButton* stop_ = nullptr;
};

}
