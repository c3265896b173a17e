// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/screenshot.h"

#include <QApplication>
#include <QDir>
#include <QEventLoop>
#include <QTimer>
#include <array>
#include <cmath>
#include <iostream>
#include <utility>

#include "core/records/error.h"
#include "widgets/common/dialogs.h"
#include "widgets/front/front_view.h"
#include "widgets/main/main_window.h"
#include "widgets/main/worker_transport.h"

namespace paretoscope::gui {

namespace {

using widgets::View;

constexpr int readPatienceMs = 60'000;
constexpr int settleMs = 150;
constexpr std::array<std::pair<const char*, View>, 5> views{{{"front", View::Front}, {"predictor", View::Predictor},
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

void save(QWidget& widget, const QDir& folder, const QString& name) {
    const QString path = folder.filePath(name + QStringLiteral(".png"));
    if (!widget.grab().save(path)) {
        throw Error(ErrorCode::FileUnwritable,
            "The picture " + path.toStdString() + " cannot be written; choose another folder with -o.",
            {{"file", path.toStdString()}});
    }
    std::cout << path.toStdString() << '\n';
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
            wait(settleMs);
            save(window, folder, QString::fromLatin1(name));
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
