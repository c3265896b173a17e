// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>

#include "tests/gui/fake_worker.h"
#include "tests/gui/sample_project.h"
#include "widgets/front/front_snapshot.h"
#include "widgets/main/main_window.h"

namespace paretoscope::widgets::test {

/// A window with a worker and dialogs that a test speaks for.
struct WindowTest : testing::Test {
    QTemporaryDir folder;
    QString path = folder.filePath(QStringLiteral("p.paretoscope"));
    FakeDialogs::Script script;
    FakeWorker* worker = new FakeWorker;
    std::unique_ptr<MainWindow> window;

    void SetUp() override {
        QSettings().clear();
        window = std::make_unique<MainWindow>(
            std::unique_ptr<WorkerTransport>(worker), std::make_unique<FakeDialogs>(script));
        window->show();
    }

    static bool wait(const std::function<bool()>& condition) { return QTest::qWaitFor(condition, 20'000); }

    template <typename Widget>
    Widget* find(const char* name) {
        return window->findChild<Widget*>(QLatin1String(name));
    }

    void openSample(bool readOnly = false) {
        { const store::Project made = makeSampleProject(path.toStdString()); }
        window->openProject(path, readOnly);
        ASSERT_TRUE(
            wait([this] { return window->reader().snapshot() && window->reader().snapshot()->part<FrontSnapshot>(); }));
    }
};

}
