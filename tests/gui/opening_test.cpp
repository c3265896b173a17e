// SPDX-License-Identifier: GPL-3.0-or-later
// Which files become the open project, and how: the sample under all of its names, and what cannot be opened.
#include <QDir>
#include <QFile>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>
#include <QStandardPaths>
#include <gtest/gtest.h>

#include <sys/stat.h>

#include "tests/gui/window_fixture.h"
#include "widgets/common/message_bar.h"
#include "widgets/front/front_view.h"
#include "widgets/main/recent_projects.h"
#include "widgets/main/sample_project.h"
#include "widgets/main/welcome_page.h"
#include "widgets/plot/plot_view.h"

namespace paretoscope::widgets {
namespace {

struct OpeningTest : test::WindowTest {
    [[nodiscard]] bool isRead() const { return window->reader().snapshot() != nullptr; }
    [[nodiscard]] bool onWelcomePage() const {
        return dynamic_cast<WelcomePage*>(window->findChild<QStackedWidget*>()->currentWidget()) != nullptr;
    }
    [[nodiscard]] QString said() const {
        return onWelcomePage() ? window->findChild<WelcomePage*>()->messages().text()
                               : window->page().messages().text();
    }
    void expectSample() {
        ASSERT_TRUE(wait([this] { return isRead(); }));
        EXPECT_TRUE(window->findChild<QPushButton*>(QStringLiteral("copySample"))->isVisible());
        EXPECT_FALSE(window->findChild<QPushButton*>(QStringLiteral("runEverything"))->isVisible());
        EXPECT_FALSE(window->findChild<QPushButton*>(QStringLiteral("stepMeasure"))->isEnabled());
        EXPECT_TRUE(recentProjects().isEmpty());
    }
    QString write(const char* name, const QByteArray& bytes) {
        const QString file = folder.filePath(QLatin1String(name));
        QFile out(file);
        EXPECT_TRUE(out.open(QIODevice::WriteOnly));
        out.write(bytes);
        return file;
    }
};

TEST_F(OpeningTest, ThePictureOfTheSampleOpensTheSample) {
    window->openSample();
    ASSERT_TRUE(wait([this] { return isRead() && window->reader().snapshot()->part<FrontSnapshot>() != nullptr; }));
    const QString picture = folder.filePath(QStringLiteral("front.png"));
    ASSERT_TRUE(window->page().find<FrontView>().plot().saveImage(picture));
    // As the user's own file, and after the cache was emptied.
    for (const bool there : {true, false}) {
        window = std::make_unique<MainWindow>(
            std::make_unique<test::FakeWorker>(), std::make_unique<test::FakeDialogs>(script));
        window->show();
        there ? QFile::setPermissions(sampleProjectPath(), QFile::ReadOwner | QFile::WriteOwner)
              : QFile::remove(sampleProjectPath());
        window->openFile(picture);
        expectSample();
    }
}

TEST_F(OpeningTest, TheSampleIsKnownByItsPathAndThroughLinks) {
    window->openSample();
    ASSERT_TRUE(wait([this] { return isRead(); }));
    const QString link = folder.filePath(QStringLiteral("link.paretoscope"));
    ASSERT_TRUE(QFile::link(sampleProjectPath(), link));
    for (const QString& name : {sampleProjectPath(), link}) {
        QFile::setPermissions(sampleProjectPath(), QFile::ReadOwner | QFile::WriteOwner);
        window->openProject(name);
        expectSample();
        window->createProject(name, false); // as the command line does
        expectSample();
    }
    QSettings().setValue(QStringLiteral("recentProjects"), QStringList{sampleProjectPath()});
    EXPECT_TRUE(recentProjects().isEmpty()) << "kept there by an older version";
}

TEST_F(OpeningTest, AfterACrashTheProjectIsOfferedAgainAndTheReportNamed) {
    { const store::Project made = test::makeSampleProject(path.toStdString()); }
    rememberProject(path);
    window->tellOfCrash();
    EXPECT_TRUE(said().isEmpty()) << "nothing crashed";
    const QDir state(qEnvironmentVariable("XDG_STATE_HOME"));
    ASSERT_TRUE(state.mkpath(QStringLiteral("paretoscope/crashes")));
    QFile report(state.filePath(QStringLiteral("paretoscope/crashes/window-1700000000-1.new.txt")));
    ASSERT_TRUE(report.open(QIODevice::WriteOnly));
    report.close();
    window->tellOfCrash();
    const auto message = window->findChild<WelcomePage*>()->messages().message();
    ASSERT_TRUE(message);
    EXPECT_TRUE(message->text.contains(QStringLiteral("window-1700000000-1.txt"))) << message->text.toStdString();
    ASSERT_EQ(message->actions.size(), 2);
    EXPECT_TRUE(message->actions.front().first.contains(QFileInfo(path).completeBaseName()));
    message->actions.front().second();
    ASSERT_TRUE(wait([this] { return isRead(); }));
    EXPECT_EQ(window->projectPath(), path);
    window->page().messages().dismiss();
    window->tellOfCrash();
    EXPECT_TRUE(said().isEmpty()) << "told once";
}

TEST_F(OpeningTest, APipeIsNotWaitedFor) {
    for (const char* name : {"pipe.paretoscope", "pipe.png"}) {
        const QString pipe = folder.filePath(QLatin1String(name));
        ASSERT_EQ(mkfifo(pipe.toUtf8().constData(), 0600), 0);
        window->openFile(pipe);
        EXPECT_TRUE(onWelcomePage());
        EXPECT_TRUE(said().contains(QLatin1String(name))) << said().toStdString();
    }
}

TEST_F(OpeningTest, WhatCannotBeOpenedLeavesTheWelcomePageAndSaysWhy) {
    { const store::Project made = test::makeSampleProject(path.toStdString()); }
    QFile whole(path);
    ASSERT_TRUE(whole.open(QIODevice::ReadOnly));
    const QByteArray bytes = whole.readAll();
    const std::vector<std::pair<QString, QString>> cases{
        {folder.path(), QStringLiteral("folder")},
        {write("empty.paretoscope", {}), QStringLiteral("empty")},
        {write("text.paretoscope", "no project at all, but longer"), QStringLiteral("no Paretoscope project")},
        {write("table.csv", "cell,latency\n"), QStringLiteral("paretoscope-cli import")},
        {write("cell.onnx", "onnx"), QStringLiteral("does not read them")},
        {write("cut.paretoscope", bytes.left(bytes.size() / 2)), QStringLiteral("damaged")},
        {folder.filePath(QStringLiteral("missing/p.paretoscope")), QStringLiteral("no folder")},
    };
    for (const auto& [file, why] : cases) {
        QFile::exists(file) ? window->openFile(file) : window->createProject(file, false);
        EXPECT_TRUE(wait([&, why = why] { return said().contains(why); }))
            << file.toStdString() << said().toStdString();
        EXPECT_TRUE(onWelcomePage()) << file.toStdString();
        EXPECT_TRUE(window->projectPath().isEmpty());
        EXPECT_TRUE(recentProjects().isEmpty());
    }
}

TEST_F(OpeningTest, WhatCannotBeOpenedLeavesTheOpenProject) {
    openSample();
    const QByteArray header("SQLite format 3\0", 16);
    window->openFile(write("cut.paretoscope", header + QByteArray(4000, 'x')));
    EXPECT_TRUE(wait([this] { return isRead() && window->projectPath() == path; }));
    EXPECT_FALSE(onWelcomePage());
    EXPECT_EQ(recentProjects(), QStringList{path});
    window->openFile(folder.path());
    EXPECT_EQ(window->projectPath(), path);
    EXPECT_TRUE(said().contains(QStringLiteral("folder")));
}

}
}
