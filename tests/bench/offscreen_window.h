// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QElapsedTimer>
#include <QStandardPaths>
#include <QTest>
#include <QTimer>
#include <memory>

#include "widgets/common/preferences.h"
#include "widgets/main/main_window.h"
#include "widgets/style/style.h"

/// The window as benchmarks show it: 1280 × 800, device pixel ratio 1, nobody before it. GUI thread.
namespace paretoscope::bench {

/// Before anything of Qt is made: no display is used, and the user's own files and settings are left alone.
inline void stayOffscreen() {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QStandardPaths::setTestModeEnabled(true);
}

/// Names and looks of a benchmark's application.
inline void setUpApplication() {
    QApplication::setOrganizationName(QStringLiteral("paretoscope-bench"));
    QApplication::setApplicationName(QStringLiteral("paretoscope-bench"));
    widgets::applyStyle();
    widgets::applyTheme(widgets::Theme::Light);
}

/// Answers no question: the benchmark asks none.
class NoDialogs final : public widgets::Dialogs {
public:
    int ask(QWidget*, const QString&, const QString&, const QStringList& buttons) override {
        return static_cast<int>(buttons.size()) - 1;
    }
    QString openFile(QWidget*, const QString&, const QString&) override { return {}; }
    QString saveFile(QWidget*, const QString&, const QString&, const QString&) override { return {}; }
    QString text(QWidget*, const QString&, const QString&) override { return {}; }
    QString folder(QWidget*, const QString&) override { return {}; }
};

/// `transport`: what its worker is reached through; none: a child process.
inline std::unique_ptr<widgets::MainWindow> shownWindow(std::unique_ptr<widgets::WorkerTransport> transport = {}) {
    if (!transport) {
        transport = std::make_unique<widgets::ProcessTransport>();
    }
    auto window = std::make_unique<widgets::MainWindow>(std::move(transport), std::make_unique<NoDialogs>());
    window->resize(1280, 800);
    window->show();
    QTest::qWait(50);
    return window;
}

/// Lets the event loop run until the condition holds, asleep between events, as a program is: given a time limit,
/// processEvents() takes a core from what it waits for. False where it did not come to hold in time.
template <typename Condition>
bool waitAsleep(Condition holds, qint64 patienceMs) {
    QElapsedTimer clock;
    clock.start();
    QTimer alarm;
    alarm.start(20);
    while (!holds() && clock.elapsed() < patienceMs) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    return holds();
}

}
