// SPDX-License-Identifier: GPL-3.0-or-later
// What is done with chosen candidates across the window, and how a stopped job is spoken of.
#include <QAction>
#include <QClipboard>
#include <QDialog>
#include <QGuiApplication>
#include <QMenu>
#include <QPushButton>
#include <QTest>
#include <gtest/gtest.h>
#include <set>

#include "tests/gui/window_fixture.h"
#include "widgets/common/message_bar.h"
#include "widgets/front/candidate_table.h"
#include "widgets/front/front_snapshot.h"
#include "widgets/main/main_window.h"
#include "widgets/search/progress_strip.h"

namespace paretoscope::widgets {
namespace {

struct CandidatesTest : test::WindowTest {
    void click(const char* name) { window->findChild<QAbstractButton*>(QString::fromLatin1(name))->click(); }
};

TEST_F(CandidatesTest, StarAndNoteAreStoredInTheProjectAndUndone) {
    openSample();
    click("candidatesShown");
    auto& table = window->page().find<CandidateTable>();
    const std::int64_t candidate = window->reader().snapshot()->part<FrontSnapshot>()->points.front().candidateId;
    const auto remark = [this, candidate] { return window->reader().snapshot()->part<Remarks>()->of(candidate); };
    table.choose({candidate});
    click("candidatesStar");
    ASSERT_TRUE(wait([&] { return remark().starred; }));
    Q_EMIT table.noteRequested(candidate, QStringLiteral("for the camera"));
    ASSERT_TRUE(wait([&] { return remark() == store::Remark{true, "for the camera"}; }));
    QAction* undo = window->findChild<QMenu*>(QStringLiteral("editMenu"))->actions().front();
    undo->trigger();
    ASSERT_TRUE(wait([&] { return remark() == store::Remark{true, {}}; }));
    undo->trigger();
    ASSERT_TRUE(wait([&] { return remark() == store::Remark{}; }));
}

TEST_F(CandidatesTest, SeveralCandidatesAreExportedIntoOneFolder) {
    openSample();
    const auto& points = window->reader().snapshot()->part<FrontSnapshot>()->points;
    const std::vector candidates{points[0].candidateId, points[1].candidateId};
    script.file = folder.path();
    Q_EMIT window->page().find<CandidateTable>().exportRequested(candidates);
    window->findChild<QDialog*>(QStringLiteral("exportDialog"))->accept();
    ASSERT_TRUE(wait([this] { return worker->requests<protocol::Start>().size() == 2; }));
    std::set<std::string> genotypes;
    for (std::size_t i = 0; i < 2; ++i) {
        const auto job = std::get<options::ExportConfig>(worker->requests<protocol::Start>()[i].config);
        EXPECT_EQ(job.path, folder.filePath(QStringLiteral("cell-%1.onnx").arg(candidates[i])).toStdString());
        genotypes.insert(job.genotype);
    }
    EXPECT_EQ(genotypes.size(), 2U);
}

TEST_F(CandidatesTest, OpensAtALinkAndCopiesTheSameAgain) {
    openSample();
    const auto front = window->reader().snapshot()->part<FrontSnapshot>(); // the project is opened again
    const std::vector<store::FrontPoint>& points = front->points;
    const QString device = front->deviceSetting;
    const DeepLink link{path, QStringLiteral("compare"), {points[0].candidateId, points[1].candidateId}, device};
    window->openLink(link);
    ASSERT_TRUE(wait([this] { return window->page().view() == "compare"; }));
    ASSERT_TRUE(wait([&] { return window->link().candidates == link.candidates; }));
    EXPECT_EQ(window->selection().deviceSetting(), device);
    for (QAction* action : window->findChild<QMenu*>(QStringLiteral("editMenu"))->actions()) {
        if (action->shortcut() == QKeySequence(QStringLiteral("Ctrl+Shift+C"))) {
            action->trigger();
        }
    }
    EXPECT_EQ(QGuiApplication::clipboard()->text(), commandOf(link));
    const std::vector<qint64> three{points[0].candidateId, points[2].candidateId, points[3].candidateId};
    window->openLink({path, QStringLiteral("front"), QList<qint64>(three.begin(), three.end()), {}});
    ASSERT_TRUE(wait([this] { return window->page().find<CandidateTable>().chosen().size() == 3; }));
    EXPECT_EQ(window->page().view(), "front");
    window->openLink({path, {}, {999'999}, QStringLiteral("gpu7/eager/b1/f32")});
    ASSERT_TRUE(wait([this] { return window->page().messages().text().contains(QStringLiteral("999999")); }));
}

TEST_F(CandidatesTest, AStoppedJobSaysInWordsWhereItStopped) {
    openSample();
    ProgressStrip& strip = window->page().progress();
    window->jobs().startJob(options::SearchConfig{});
    ASSERT_TRUE(wait([this] { return worker->requests<protocol::Start>().size() == 1; }));
    const std::int64_t search = worker->begin();
    options::SearchSnapshot live;
    live.step = 82;
    live.steps = 100;
    worker->say(protocol::Snapshot{search, live});
    worker->finish(search, records::RunState::Interrupted);
    const QString where = QStringLiteral("Run %1: stopped at step 82 of 100, saved there").arg(search);
    EXPECT_TRUE(strip.text().contains(where)) << strip.text().toStdString();
    EXPECT_TRUE(window->page().messages().text().contains(where));
    window->jobs().startJob(options::MeasureConfig{});
    ASSERT_TRUE(wait([this] { return worker->requests<protocol::Start>().size() == 2; }));
    const std::int64_t measuring = worker->begin();
    worker->say(protocol::Progress{.run = measuring, .fraction = 0.45, .message = "", .etaSeconds = 1, .metrics = {}});
    worker->finish(measuring, records::RunState::Interrupted);
    EXPECT_TRUE(strip.text().contains(QStringLiteral("stopped at 45 %"))) << strip.text().toStdString();
}

}
}
