// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/screenshot.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTimer>
#include <algorithm>
#include <functional>
#include <iostream>

#include "core/base/error.h"
#include "widgets/common/dialogs.h"
#include "widgets/front/front_snapshot.h"
#include "widgets/front/front_view.h"
#include "widgets/main/main_window.h"
#include "widgets/main/view_docks.h"
#include "widgets/views.h"
#include "widgets/worker/worker_transport.h"

namespace paretoscope::gui {

namespace {

constexpr int readPatienceMs = 60'000;
constexpr int settleMs = 150;
constexpr int mostPixels = 8192; ///< in each direction: a picture of 256 MB
constexpr int partPatienceMs = 5'000;

QSize sizeOf(const std::string& text) {
    const QStringList parts = QString::fromStdString(text).split(QLatin1Char('x'));
    const QSize size(parts.value(0).toInt(), parts.value(1).toInt());
    if (parts.size() != 2 || size.width() < 320 || size.height() < 240 || size.width() > mostPixels
        || size.height() > mostPixels) {
        throw Error(ErrorCode::InvalidValue,
            "The size '" + text + "' cannot be drawn; give width x height in pixels from 320x240 to "
                + std::to_string(mostPixels) + "x" + std::to_string(mostPixels) + ", such as 1280x800.",
            {{"value", text}});
    }
    return size;
}

void wait(int milliseconds) {
    QEventLoop loop;
    QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
    loop.exec();
}

/// The first cell that a price buys latency with: a picture with a choice in it.
void chooseSomething(widgets::MainWindow& window) {
    auto& front = window.page().find<widgets::FrontView>();
    const std::vector<std::size_t>& vertices = front.choice().hull().vertices();
    if (!vertices.empty()) {
        front.moveLambda(front.choice().numberOf(static_cast<int>(vertices[vertices.size() > 2 ? 1 : 0])).value_or(0));
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

void waitUntil(const std::function<bool()>& condition, int patienceMs) {
    QElapsedTimer clock;
    clock.start();
    while (!condition() && !clock.hasExpired(patienceMs)) {
        wait(settleMs);
    }
}

/// The window only warns of a device or candidate that it does not find; a picture of another one would deceive.
void requireAsked(widgets::MainWindow& window, const Options& options) {
    const QString device = QString::fromStdString(options.device);
    const auto isShown = [&] { return device.isEmpty() || window.reader().snapshot()->deviceSetting == device; };
    waitUntil(isShown, partPatienceMs);
    if (!isShown()) {
        throw Error(ErrorCode::InvalidValue,
            "No candidate of the project has a latency on '" + options.device
                + "'; 'paretoscope-cli devices' lists the device settings.",
            {{"value", options.device}});
    }
    const auto front = window.reader().snapshot()->part<widgets::FrontSnapshot>();
    for (const std::int64_t candidate : options.select) {
        if (!front || front->indexOf(candidate) < 0) {
            throw Error(ErrorCode::InvalidValue,
                "Candidate " + std::to_string(candidate)
                    + " is not among those with an accuracy and a latency on the device shown.",
                {{"value", std::to_string(candidate)}});
        }
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

/// The view as it stands, and its further pictures; with `only`, the one of that name. Returns how many were drawn.
int saveView(widgets::MainWindow& window, int index, const QString& only, const QDir& folder) {
    const QString id = QLatin1String(widgets::viewTypes()[static_cast<std::size_t>(index)].id);
    widgets::View& view = *window.page().views()[static_cast<std::size_t>(index)];
    const QList<widgets::ViewPicture> pictures = view.pictures();
    const bool all = only.isEmpty() || only == id;
    if (!all && std::none_of(pictures.begin(), pictures.end(), [&only](const auto& one) { return one.name == only; })) {
        return 0;
    }
    int drawn = 0;
    const auto saveWanted = [&](const QString& name) {
        wait(settleMs);
        if (!name.isEmpty() && (all || name == only)) {
            save(window, folder, name);
            ++drawn;
        }
    };
    window.page().docks().showView(index);
    waitUntil([&view] { return view.isReady(); }, readPatienceMs);
    saveWanted(id);
    for (const widgets::ViewPicture& picture : pictures) {
        picture.prepare();
        if (picture.ready) {
            waitUntil(picture.ready, partPatienceMs);
        }
        saveWanted(picture.name);
    }
    return drawn;
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
        if (options.view == "welcome") {
            return 0;
        }
    }
    const QString path = QString::fromStdString(options.project);
    if (const QString problem = widgets::whyNoProject(path); !problem.isEmpty()) {
        throw Error(ErrorCode::FileUnreadable, problem.toStdString(), {{"file", options.project}});
    }
    window.openLink({path, options.view == "compare" ? QStringLiteral("compare") : QString(),
        QList<qint64>(options.select.begin(), options.select.end()), QString::fromStdString(options.device)});
    waitForSnapshot(window);
    requireAsked(window, options);
    if (options.select.empty()) {
        chooseSomething(window);
    }
    const QString only = options.view == "all" ? QString() : QString::fromStdString(options.view);
    int drawn = 0;
    for (int i = 0; i < window.page().docks().count(); ++i) {
        drawn += saveView(window, i, only, folder);
    }
    if (drawn == 0) {
        throw Error(ErrorCode::InvalidValue,
            "No view or picture is called '" + options.view + "'; give one of " + viewChoices() + ".",
            {{"value", options.view}});
    }
    return 0;
}

}
