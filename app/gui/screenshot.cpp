// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/screenshot.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QPushButton>
#include <QTabWidget>
#include <QTimer>
#include <array>
#include <cmath>
#include <functional>
#include <iostream>
#include <utility>

#include "core/base/error.h"
#include "widgets/common/dialogs.h"
#include "widgets/front/front_extras.h"
#include "widgets/front/front_view.h"
#include "widgets/main/main_window.h"
#include "widgets/predictor/predictor_view.h"
#include "widgets/worker/worker_transport.h"

namespace paretoscope::gui {

namespace {

using widgets::View;

constexpr int readPatienceMs = 60'000;
constexpr int settleMs = 150;
constexpr int lensPatienceMs = 5'000;
constexpr std::array<std::pair<const char*, View>, 7> views{
    {{"front", View::Front}, {"compare", View::Compare}, {"predictor", View::Predictor}, {"devices", View::Devices},
        {"search", View::Search}, {"runs", View::Runs}, {"tuning", View::Tuning}}};

QSize sizeOf(const std::string& text) {
    const QStringList parts = QString::fromStdString(text).split(QLatin1Char('x'));
    const QSize size(parts.value(0).toInt(), parts.value(1).toInt());
    if (parts.size() != 2 || size.width() < 320 || size.height() < 240) {
        throw Error(ErrorCode::InvalidValue,
            "The size '" + text + "' is not understood; give width x height in pixels, such as 1280x800.",
            {{"value", text}});
    }
    return size;
}

void wait(int milliseconds) {
    QEventLoop loop;
    QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
    loop.exec();
}

/// λ in the middle of the break points: a picture with a choice in it.
void chooseSomething(widgets::MainWindow& window) {
    widgets::FrontView& front = window.page().front();
    const std::vector<double> breakpoints = front.choice().breakpoints();
    if (!front.choice().empty()) {
        front.moveLambda(breakpoints.empty() ? 0 : breakpoints[breakpoints.size() / 2] * 1.01);
    }
}

void waitForSnapshot(widgets::MainWindow& window) {
    QEventLoop loop;
    QString problem;
    QObject::connect(&window.reader(), &widgets::ProjectReader::snapshotChanged, &loop, &QEventLoop::quit);
    QObject::connect(&window.reader(), &widgets::ProjectReader::failed, &loop, [&](ErrorCode, const QString& text) {
        problem = text;
        loop.quit();
    });
    QTimer::singleShot(readPatienceMs, &loop, &QEventLoop::quit);
    if (!window.reader().snapshot()) {
        loop.exec();
    }
    if (!window.reader().snapshot()) {
        throw Error(ErrorCode::FileUnreadable,
            problem.isEmpty() ? "The project could not be read in time." : problem.toStdString());
    }
}

/// They are read only once somebody looks.
void waitForDevices(widgets::MainWindow& window) {
    QElapsedTimer clock;
    clock.start();
    while (!window.reader().snapshot()->devices && !clock.hasExpired(readPatienceMs)) {
        wait(settleMs);
    }
}

void save(QWidget& widget, const QDir& folder, const QString& name) {
    const QString path = folder.filePath(name + QStringLiteral(".png"));
    if (!widget.grab().save(path)) {
        throw Error(ErrorCode::FileUnwritable,
            "The picture " + path.toStdString() + " cannot be written; choose another folder with -o.",
            {{"file", path.toStdString()}});
    }
    std::cout << path.toStdString() << '\n';
}

/// The tabs of the predictor view after its first one.
void savePredictorTabs(widgets::MainWindow& window, const QDir& folder) {
    QTabWidget& tabs = window.page().predictor().tabs();
    for (int tab = 1; tab < tabs.count(); ++tab) {
        tabs.setCurrentIndex(tab);
        wait(settleMs);
        save(window, folder, QStringLiteral("predictor-%1").arg(tab + 1));
    }
}

/// Waits until the reader has answered what the front's bar has asked.
void waitForFront(widgets::MainWindow& window, const std::function<bool(const widgets::FrontSnapshot&)>& answered) {
    QElapsedTimer clock;
    clock.start();
    while (!(window.reader().snapshot()->front && answered(*window.reader().snapshot()->front))
        && !clock.hasExpired(lensPatienceMs)) {
        wait(settleMs);
    }
}

/// The front with its uncertainty, and where its points are on another setting, where there is one.
void saveLenses(widgets::MainWindow& window, const QDir& folder) {
    if (!window.reader().snapshot()->front) {
        return;
    }
    auto* uncertainty = window.findChild<QCheckBox*>(QStringLiteral("frontUncertainty"));
    uncertainty->click();
    waitForFront(window, [](const widgets::FrontSnapshot& front) { return front.extras && front.extras->noise; });
    save(window, folder, QStringLiteral("front-uncertainty"));
    uncertainty->click();
    auto* other = window.findChild<QComboBox*>(QStringLiteral("frontOther"));
    if (other->count() < 2) {
        return;
    }
    other->setCurrentIndex(other->count() - 1);
    Q_EMIT other->activated(other->currentIndex());
    waitForFront(window, [](const widgets::FrontSnapshot& front) { return front.morph != nullptr; });
    wait(settleMs);
    window.findChild<QPushButton*>(QStringLiteral("frontTravel"))->click();
    wait(settleMs);
    save(window, folder, QStringLiteral("front-elsewhere"));
    window.findChild<QPushButton*>(QStringLiteral("frontTravel"))->click();
}

}

int takeScreenshots(const Options& options) {
    const QSize size = sizeOf(options.size);
    const QDir folder(QString::fromStdString(options.folder));
    folder.mkpath(QStringLiteral("."));
    widgets::MainWindow window(std::make_unique<widgets::ProcessTransport>(), widgets::desktopDialogs());
    window.resize(size);
    window.show();
    if (options.view == "welcome" || options.view == "all") {
        wait(settleMs);
        save(window, folder, QStringLiteral("welcome"));
    }
    window.openProject(QString::fromStdString(options.project));
    waitForSnapshot(window);
    chooseSomething(window);
    for (const auto& [name, view] : views) {
        if (options.view == "all" || options.view == name) {
            window.page().showView(view);
            if (view == View::Devices) {
                waitForDevices(window);
            }
            wait(settleMs);
            save(window, folder, QString::fromLatin1(name));
            if (view == View::Predictor) {
                savePredictorTabs(window, folder);
            } else if (view == View::Front) {
                saveLenses(window, folder);
            }
        }
    }
    if (options.view == "all" || options.view == "lambda-path") {
        window.page().showView(View::Front);
        window.page().front().showLambdaPath(true);
        wait(settleMs);
        save(window, folder, QStringLiteral("lambda-path"));
    }
    return 0;
}

}
