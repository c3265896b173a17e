// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/worker/worker_client.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>

#include "tests/gui/fake_worker.h"

namespace paretoscope::widgets {
namespace {

struct WorkerClientTest : testing::Test {
    QTemporaryDir folder;
    test::FakeWorker* worker = new test::FakeWorker;
    WorkerClient client{std::unique_ptr<WorkerTransport>(worker)};

    void SetUp() override { client.setProject(folder.filePath(QStringLiteral("p.paretoscope"))); }
    static bool wait(const std::function<bool()>& condition) { return QTest::qWaitFor(condition, 5000); }
};

TEST_F(WorkerClientTest, StartsAWorkerWithTheFirstJobAndHoldsRequestsUntilItGreets) {
    EXPECT_FALSE(client.isRunning());
    std::optional<protocol::Answer> answer;
    client.start(options::MeasureConfig{}, [&](const protocol::Answer& got) { answer = got; });
    EXPECT_TRUE(worker->requests<protocol::Start>().empty());
    ASSERT_TRUE(wait([&] { return answer.has_value(); }));
    EXPECT_TRUE(answer->ok);
    EXPECT_TRUE(client.isBusy());
    const std::int64_t run = worker->begin();
    ASSERT_TRUE(client.job().has_value());
    EXPECT_EQ(client.job()->run, run);
    worker->finish(run);
    EXPECT_FALSE(client.isBusy());
}

TEST_F(WorkerClientTest, ADeathIsToldWithItsRunAndAnswersWhatWaited) {
    client.start(options::MeasureConfig{});
    ASSERT_TRUE(wait([&] { return client.isBusy(); }));
    const std::int64_t run = worker->begin();
    QSignalSpy died(&client, &WorkerClient::died);
    worker->die();
    ASSERT_EQ(died.count(), 1);
    EXPECT_EQ(died.at(0).at(1).value<std::int64_t>(), run);
    EXPECT_FALSE(client.isBusy());
    client.resume(run);
    ASSERT_TRUE(wait([&] { return worker->requests<protocol::Resume>().size() == 1; }));
    EXPECT_EQ(worker->starts(), 2);
}

TEST_F(WorkerClientTest, ABadLineIsSaidAndTheConversationGoesOn) {
    client.start(options::MeasureConfig{});
    ASSERT_TRUE(wait([&] { return client.isBusy(); }));
    QSignalSpy logged(&client, &WorkerClient::logged);
    Q_EMIT worker->received(QByteArrayLiteral("this is no JSON\n"));
    EXPECT_EQ(logged.count(), 1);
    worker->begin();
    EXPECT_TRUE(client.job().has_value());
}

TEST_F(WorkerClientTest, AnotherProjectWaitsForTheOldWorkerToLeave) {
    client.start(options::MeasureConfig{});
    ASSERT_TRUE(wait([&] { return client.isBusy(); }));
    worker->finish(worker->begin());
    client.setProject(folder.filePath(QStringLiteral("q.paretoscope")));
    client.start(options::MeasureConfig{});
    ASSERT_TRUE(wait([&] { return worker->starts() == 2 && client.isBusy(); }));
    EXPECT_EQ(worker->project().path().filename(), "q.paretoscope");
}

TEST(ProcessTransport, SaysWhereTheProgramIsMissing) {
    qputenv("PARETOSCOPE_CLI", "/nonexistent/paretoscope-cli");
    ProcessTransport transport;
    QSignalSpy ended(&transport, &WorkerTransport::ended);
    transport.start(QStringLiteral("p.paretoscope"));
    ASSERT_TRUE(QTest::qWaitFor([&] { return ended.count() == 1; }, 5000));
    EXPECT_TRUE(ended.at(0).at(0).toBool());
    EXPECT_TRUE(ended.at(0).at(1).toString().startsWith(QStringLiteral("it could not be started")));
    qunsetenv("PARETOSCOPE_CLI");
}

TEST(ProcessTransport, TellsAKillFromAnExitCode) {
    QTemporaryDir folder;
    const QString script = folder.filePath(QStringLiteral("worker.sh"));
    const auto write = [&script](const QByteArray& body) {
        QFile file(script);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write("#!/bin/sh\n" + body + "\n");
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    };
    qputenv("PARETOSCOPE_CLI", script.toLocal8Bit());
    for (const auto& [body, expected] : {std::pair{"exit 4", "another process is writing to this project"},
             std::pair{"kill -9 $$", "it was killed or crashed"}}) {
        write(body);
        ProcessTransport transport;
        QSignalSpy ended(&transport, &WorkerTransport::ended);
        transport.start(QStringLiteral("p.paretoscope"));
        ASSERT_TRUE(QTest::qWaitFor([&] { return ended.count() == 1; }, 5000));
        EXPECT_EQ(ended.at(0).at(1).toString().toStdString(), expected);
    }
    qunsetenv("PARETOSCOPE_CLI");
}

}
}
