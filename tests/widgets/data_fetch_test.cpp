// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/jobs/data_fetch.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QProgressBar>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <functional>
#include <gtest/gtest.h>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/protocol/messages.h"
#include "widgets/jobs/fetch_dialog.h"
#include "widgets/jobs/job_settings_dialog.h"

namespace paretoscope::widgets {
namespace {

/// Writes a line as the command does.
QByteArray progressLine(const std::string& message, const std::map<std::string, double>& numbers = {}) {
    const protocol::Progress progress{0, 0.5, message, std::numeric_limits<double>::quiet_NaN(), numbers};
    return "echo '" + QByteArray::fromStdString(protocol::encode(protocol::Event(progress))) + "'\n";
}

/// Half of a download.
QByteArray halfLine() {
    return progressLine("85 B of 170 B", {{"bytes", 85}, {"all_bytes", 170}});
}

struct Ended {
    DataFetch::End end = DataFetch::End::Done;
    std::string problem;
};

/// A shell script in the place of paretoscope-cli, and an empty folder for data.
struct DataFetchTest : testing::Test {
    QTemporaryDir folder;
    QString script = folder.filePath(QStringLiteral("cli.sh"));
    QByteArray dataBefore = qgetenv("XDG_DATA_HOME");

    void SetUp() override {
        qputenv("XDG_DATA_HOME", folder.path().toLocal8Bit());
        qputenv("PARETOSCOPE_CLI", script.toLocal8Bit());
    }
    void TearDown() override {
        qunsetenv("PARETOSCOPE_CLI");
        if (dataBefore.isEmpty()) {
            qunsetenv("XDG_DATA_HOME");
        } else {
            qputenv("XDG_DATA_HOME", dataBefore);
        }
    }
    void write(const QByteArray& body) const {
        QFile file(script);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write("#!/bin/sh\n" + body + "\n");
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    /// What a fetch of CIFAR-10 that works does.
    static QByteArray success() {
        return "[ \"$*\" = '--json data fetch cifar10' ] || exit 2\n" + halfLine() + progressLine("checking")
            + progressLine("unpacking")
            + "mkdir -p \"$XDG_DATA_HOME/paretoscope/cifar-10-batches-bin\"\n"
              "echo x > \"$XDG_DATA_HOME/paretoscope/cifar-10-batches-bin/data_batch_1.bin\"\n"
              "echo '{\"name\":\"cifar10\",\"folder\":\"there\",\"was_there\":false}'\n";
    }
    static bool wait(const std::function<bool()>& condition) { return QTest::qWaitFor(condition, 20'000); }

    /// Starts a fetch, calls `running`, and waits for the end.
    static std::optional<Ended> endOf(DataFetch& fetch, const std::function<void()>& running = {}) {
        std::optional<Ended> ended;
        const auto connection =
            QObject::connect(&fetch, &DataFetch::ended, &fetch, [&ended](DataFetch::End end, const QString& problem) {
                ended = Ended{end, problem.toStdString()};
            });
        fetch.start(QStringLiteral("cifar10"));
        if (running) {
            running();
        }
        EXPECT_TRUE(wait([&ended] { return ended.has_value(); }));
        QObject::disconnect(connection);
        return ended;
    }
};

TEST_F(DataFetchTest, TellsHowFarTheProgramIsAndThatAllIsThere) {
    write(success());
    DataFetch fetch;
    std::vector<FetchStep> steps;
    QObject::connect(
        &fetch, &DataFetch::progressed, &fetch, [&steps](const FetchStep& step) { steps.push_back(step); });
    const auto ended = endOf(fetch);
    ASSERT_TRUE(ended);
    EXPECT_EQ(ended->end, DataFetch::End::Done) << ended->problem;
    ASSERT_EQ(steps.size(), 3U);
    EXPECT_EQ(steps[0].stage, FetchStep::Stage::Downloading);
    EXPECT_EQ(steps[0].bytes, 85);
    EXPECT_EQ(steps[0].allBytes, 170);
    EXPECT_EQ(steps[1].stage, FetchStep::Stage::Checking);
    EXPECT_EQ(steps[2].stage, FetchStep::Stage::Unpacking);
    EXPECT_FALSE(fetch.isRunning());
}

TEST_F(DataFetchTest, SaysInWordsWhyThereIsNothing) {
    const auto problemOf = [](DataFetch& fetch) {
        const auto ended = endOf(fetch);
        EXPECT_TRUE(ended && ended->end == DataFetch::End::Failed);
        return ended ? ended->problem : std::string();
    };
    DataFetch fetch; // one after the other: nothing is left of the one before
    write("echo '{\"error\":\"download-failed\",\"text\":\"Nobody answers.\"}'\nexit 1");
    EXPECT_EQ(problemOf(fetch), "The download failed. Nobody answers.");
    write("echo '{\"error\":\"file-unwritable\",\"text\":\"Another program fetches now.\"}'\nexit 5");
    EXPECT_EQ(problemOf(fetch), "The file cannot be written. Another program fetches now.");
    write("echo first >&2\necho 'error: no such command' >&2\necho \"'data' --help shows them all\" >&2\nexit 2");
    EXPECT_EQ(problemOf(fetch), "The download program ended with exit code 2. error: no such command");
    write("kill -9 $$");
    EXPECT_EQ(problemOf(fetch), "The download program was killed or crashed. What has been downloaded is kept.");
    qputenv("PARETOSCOPE_CLI", "/nonexistent/paretoscope-cli");
    EXPECT_EQ(problemOf(fetch).find("The download program could not be started"), 0U);
}

TEST_F(DataFetchTest, EndsWhenItIsToldTo) {
    write(halfLine() + "exec sleep 60");
    DataFetch fetch;
    const auto ended = endOf(fetch, [&fetch] { fetch.cancel(); }); // the program may not even have begun
    ASSERT_TRUE(ended);
    EXPECT_EQ(ended->end, DataFetch::End::Cancelled) << ended->problem;
    EXPECT_FALSE(fetch.isRunning());
}

TEST_F(DataFetchTest, AProgramThatDoesNotListenIsEndedToo) {
    write("trap '' TERM\n" + halfLine() + "exec sleep 60");
    DataFetch fetch;
    QObject::connect(&fetch, &DataFetch::progressed, &fetch, [&fetch] { fetch.cancel(); });
    const auto ended = endOf(fetch);
    ASSERT_TRUE(ended);
    EXPECT_EQ(ended->end, DataFetch::End::Cancelled) << ended->problem;
}

struct JobImagesTest : DataFetchTest {
    std::unique_ptr<JobSettingsDialog> settings;
    QLineEdit* images = nullptr;
    QLabel* problem = nullptr;
    QPushButton* ok = nullptr;

    void SetUp() override {
        DataFetchTest::SetUp();
        settings = std::make_unique<JobSettingsDialog>(JobPlan::standard().search);
        images = settings->findChild<QLineEdit*>(QStringLiteral("source"));
        problem = settings->findChild<QLabel*>(QStringLiteral("jobSettingsProblem"));
        ok = settings->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok);
        ASSERT_NE(images, nullptr);
        settings->show();
        QCoreApplication::processEvents();
    }
    template <typename Widget>
    Widget& find(const char* name) {
        auto* found = settings->findChild<Widget*>(QLatin1String(name));
        EXPECT_NE(found, nullptr) << name;
        return *found;
    }
    QPointer<FetchDialog> pressFetch() {
        QTest::mouseClick(&find<QPushButton>("fetchImages"), Qt::LeftButton);
        return settings->findChild<FetchDialog*>();
    }
};

TEST_F(JobImagesTest, ThatAreNotHereAreSaidAndFetched) {
    write(success());
    EXPECT_TRUE(problem->isHidden()) << problem->text().toStdString();
    const QRect before = ok->geometry();
    images->setText(QStringLiteral("cifar10"));
    EXPECT_TRUE(problem->text().contains(QStringLiteral("CIFAR-10"))) << problem->text().toStdString();
    EXPECT_TRUE(ok->isEnabled()) << "they may come by the time of the start";
    QCoreApplication::processEvents();
    EXPECT_EQ(ok->geometry(), before) << "nothing moves";
    images->setText(QStringLiteral("cifar10:/somewhere"));
    EXPECT_TRUE(problem->text().contains(QStringLiteral("/somewhere"))) << problem->text().toStdString();
    EXPECT_TRUE(ok->isEnabled()) << "a folder may be filled by then";
    for (const char* wrong : {"0; 0.2", "mnist", "folder", "synthetic:x", ""}) {
        images->setText(QLatin1String(wrong));
        EXPECT_FALSE(problem->isHidden()) << wrong;
        EXPECT_FALSE(ok->isEnabled()) << wrong << ": no job could ever read it";
    }
    images->setText(QStringLiteral("synthetic:3"));
    EXPECT_TRUE(problem->isHidden()) << problem->text().toStdString();
    EXPECT_TRUE(ok->isEnabled());
    images->setText(QStringLiteral("cifar10"));
    QPointer<FetchDialog> fetch = pressFetch();
    ASSERT_TRUE(fetch);
    EXPECT_EQ(fetch->source(), QStringLiteral("cifar10"));
    QTest::mouseClick(&find<QPushButton>("fetchStart"), Qt::LeftButton);
    ASSERT_TRUE(wait([&fetch] { return fetch.isNull(); })) << "closed once all is there";
    EXPECT_EQ(images->text(), QStringLiteral("cifar10"));
    EXPECT_TRUE(problem->isHidden()) << problem->text().toStdString();
    EXPECT_TRUE(ok->isEnabled());
    images->setText(QStringLiteral("cifar100"));
    EXPECT_FALSE(problem->isHidden());
    fetch = pressFetch();
    ASSERT_TRUE(fetch);
    EXPECT_EQ(fetch->source(), QStringLiteral("cifar100")) << "the one that is meant is proposed";
}

TEST_F(JobImagesTest, AFetchThatFailsSaysWhyAndCanBeTriedAgain) {
    write(halfLine() + "echo '{\"error\":\"file-unwritable\",\"text\":\"The disk is full.\"}'\nexit 5");
    images->setText(QStringLiteral("cifar10"));
    const QPointer<FetchDialog> fetch = pressFetch();
    ASSERT_TRUE(fetch);
    auto& start = find<QPushButton>("fetchStart");
    const auto& state = find<QLabel>("fetchState");
    QCoreApplication::processEvents();
    const QRect before = start.geometry();
    QTest::mouseClick(&start, Qt::LeftButton);
    EXPECT_FALSE(start.isEnabled());
    EXPECT_FALSE(find<QComboBox>("fetchSet").isEnabled());
    ASSERT_TRUE(wait([&start] { return start.isEnabled(); }));
    EXPECT_TRUE(state.text().contains(QStringLiteral("The disk is full."))) << state.text().toStdString();
    EXPECT_EQ(find<QProgressBar>("fetchBar").value(), 500) << "as far as it came";
    QCoreApplication::processEvents();
    EXPECT_EQ(start.geometry(), before) << "nothing moves";
    EXPECT_FALSE(problem->isHidden()) << "they are still not here";
    write(success());
    QTest::mouseClick(&start, Qt::LeftButton);
    ASSERT_TRUE(wait([&fetch] { return fetch.isNull(); }));
    EXPECT_TRUE(problem->isHidden());
}

TEST_F(JobImagesTest, CancelEndsTheDownloadAndLeavesTheFieldAsItIs) {
    write(halfLine() + "exec sleep 60");
    images->setText(QStringLiteral("cifar10"));
    const QPointer<FetchDialog> fetch = pressFetch();
    ASSERT_TRUE(fetch);
    QTest::mouseClick(&find<QPushButton>("fetchStart"), Qt::LeftButton);
    const auto& bar = find<QProgressBar>("fetchBar");
    ASSERT_TRUE(wait([&bar] { return bar.value() == 500; }));
    QTest::mouseClick(&find<QPushButton>("fetchCancel"), Qt::LeftButton);
    ASSERT_TRUE(wait([&fetch] { return fetch.isNull(); }));
    EXPECT_EQ(images->text(), QStringLiteral("cifar10"));
    EXPECT_FALSE(problem->isHidden()) << "it is still not here";
}

}
}
