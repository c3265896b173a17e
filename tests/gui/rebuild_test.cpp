// SPDX-License-Identifier: GPL-3.0-or-later
// The pages are made anew for another language or size of the text: what stood there stands there again.
#include <QAction>
#include <QDialog>
#include <QLineEdit>
#include <QPointer>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <gtest/gtest.h>

#include "tests/gui/window_fixture.h"
#include "widgets/common/kept_splitter.h"
#include "widgets/common/language.h"
#include "widgets/common/message_bar.h"
#include "widgets/front/front_view.h"
#include "widgets/search/progress_strip.h"
#include "widgets/search/search_view.h"
#include "widgets/tradeoff/tradeoff_view.h"

namespace paretoscope::widgets {
namespace {

struct RebuildTest : test::WindowTest {
    void speakGerman() {
        const QPointer<ProjectPage> before(&window->page());
        applyLanguage(QStringLiteral("de"));
        ASSERT_TRUE(wait([&before] { return before.isNull(); }));
    }
};

TEST_F(RebuildTest, ARunningJobKeepsItsLineItsLogItsMessageAndItsControls) {
    openSample();
    window->jobs().startJob(options::FitConfig{.deviceSetting = "cpu/eager/t2/b1/f32"});
    ASSERT_TRUE(wait([this] { return worker->hasQueued(); }));
    EXPECT_FALSE(find<QAction>("stopJob")->isEnabled());
    const std::int64_t run = worker->begin();
    worker->say(protocol::Log{protocol::LogLevel::Warning, "the machine is busy"});
    worker->say(protocol::Progress{.run = run, .fraction = 0.5, .message = "half", .etaSeconds = 30, .metrics = {}});
    window->page().messages().showMessage(Severity::Warning, QStringLiteral("said before"));
    find<QLineEdit>("candidateFilter")->setText(QStringLiteral("front"));
    window->page().find<FrontView>().setLogarithmic(true);
    speakGerman();
    EXPECT_FALSE(find<QPushButton>("stopButton")->isHidden());
    EXPECT_FALSE(find<QPushButton>("pauseButton")->isHidden());
    EXPECT_EQ(find<QProgressBar>("progressBar")->value(), 500);
    EXPECT_TRUE(window->page().progress().text().contains(QStringLiteral("half")));
    EXPECT_TRUE(window->page().find<SearchView>().logText().contains(QStringLiteral("the machine is busy")));
    EXPECT_EQ(window->page().messages().text(), QStringLiteral("said before"));
    EXPECT_EQ(find<QLineEdit>("candidateFilter")->text(), QStringLiteral("front"));
    EXPECT_TRUE(window->page().find<FrontView>().isLogarithmic());
    ASSERT_TRUE(find<QAction>("stopJob")->isEnabled());
    find<QAction>("stopJob")->trigger();
    EXPECT_TRUE(wait([this] { return worker->requests<protocol::Stop>().size() == 1; }));
    worker->finish(run);
    EXPECT_FALSE(find<QAction>("stopJob")->isEnabled());
}

TEST_F(RebuildTest, ASplitterStandsAsBeforeOnceTheTextsAreSmallAgain) {
    openSample();
    window->resize(1280, 800);
    const auto splitter = [this] {
        return window->page().find<TradeoffView>().findChild<KeptSplitter*>(QStringLiteral("frontAndCell"));
    };
    const auto setTextSize = [this](int percent) {
        const QPointer<ProjectPage> before(&window->page());
        for (QAction* action : window->findChildren<QAction*>()) {
            if (action->shortcut() == QKeySequence(QStringLiteral("Ctrl+,"))) {
                action->trigger();
            }
        }
        auto* dialog = find<QDialog>("settingsDialog");
        ASSERT_NE(dialog, nullptr);
        find<QSpinBox>("settingsTextSize")->setValue(percent);
        dialog->accept();
        ASSERT_TRUE(wait([&before] { return before.isNull(); }));
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QTest::qWait(0);
    };
    splitter()->setSizes({760, 270});
    Q_EMIT splitter()->splitterMoved(760, 1); // as a drag does
    QCoreApplication::processEvents();
    const QList<int> before = splitter()->sizes();
    setTextSize(200);
    EXPECT_NE(splitter()->sizes(), before) << "large texts push it";
    setTextSize(100);
    EXPECT_NEAR(splitter()->sizes()[1], before[1], 4);
    EXPECT_NEAR(splitter()->sizes()[0], before[0], 4);
}

TEST_F(RebuildTest, HowTheLastJobEndedIsSaidInTheNewLanguage) {
    openSample();
    window->jobs().startJob(options::FitConfig{.deviceSetting = "cpu/eager/t2/b1/f32"});
    ASSERT_TRUE(wait([this] { return worker->hasQueued(); }));
    worker->finish(worker->begin());
    EXPECT_TRUE(window->page().progress().text().contains(QStringLiteral("finished")));
    speakGerman();
    EXPECT_TRUE(window->page().progress().text().contains(QStringLiteral("Lauf")))
        << window->page().progress().text().toStdString();
}

}
}
