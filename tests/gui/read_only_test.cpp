// SPDX-License-Identifier: GPL-3.0-or-later
// A project that can only be read, such as the sample: nothing starts a job in it, and whatever cannot be done says
// why.
#include <QAction>
#include <QDialog>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>

#include "tests/gui/window_fixture.h"
#include "widgets/common/message_bar.h"
#include "widgets/front/front_snapshot.h"
#include "widgets/front/front_view.h"
#include "widgets/main/guided_path.h"
#include "widgets/main/main_window.h"
#include "widgets/main/step_button.h"

namespace paretoscope::widgets {
namespace {

struct ReadOnlyTest : test::WindowTest {
    void SetUp() override {
        WindowTest::SetUp();
        openSample(true);
        window->page().find<FrontView>().moveLambda(0);
        ASSERT_TRUE(wait([this] { return window->selection().candidate() != 0; }));
    }
    [[nodiscard]] QList<StepButton*> steps() { return window->page().path().findChildren<StepButton*>(); }
};

TEST_F(ReadOnlyTest, NoStepNorMenuEntryStartsAJobAndEachSaysWhy) {
    for (QAction* action : window->findChild<QMenu*>(QStringLiteral("jobMenu"))->actions()) {
        const bool looksOnly = action->text() == stepTitle(Step::Choose) || action->text() == stepTitle(Step::Export);
        if (action->shortcut().isEmpty() || looksOnly) {
            continue;
        }
        window->page().messages().dismiss();
        action->trigger();
        EXPECT_FALSE(window->page().messages().text().isEmpty()) << action->text().toStdString();
    }
    EXPECT_TRUE(worker->requests<protocol::Start>().empty());
    for (StepButton* step : steps()) {
        EXPECT_FALSE(step->toolTip().isEmpty());
        const bool possible =
            step->objectName() == QLatin1String("stepChoose") || step->objectName() == QLatin1String("stepExport");
        EXPECT_EQ(step->isEnabled(), possible) << step->objectName().toStdString();
    }
}

TEST_F(ReadOnlyTest, AnExportIsWrittenFromACopy) {
    script.file = folder.filePath(QStringLiteral("cell.onnx"));
    window->findChild<QPushButton*>(QStringLiteral("stepExport"))->click();
    auto* dialog = window->findChild<QDialog*>(QStringLiteral("exportDialog"));
    ASSERT_NE(dialog, nullptr);
    dialog->accept();
    ASSERT_TRUE(wait([this] { return worker->requests<protocol::Start>().size() == 1; }));
    EXPECT_EQ(window->projectPath(), path) << "what is looked at stays the project itself";
}

TEST_F(ReadOnlyTest, ACopyIsAProjectOfOnesOwn) {
    script.file = folder.filePath(QStringLiteral("mine.paretoscope"));
    auto* copy = window->findChild<QPushButton*>(QStringLiteral("copySample"));
    ASSERT_TRUE(copy->isVisible());
    window->selection().setPrice(analysis::Lambda{5});
    const std::int64_t candidate = window->selection().candidate();
    copy->click();
    ASSERT_TRUE(wait([this] { return window->reader().snapshot() && window->projectPath() == script.file; }));
    EXPECT_TRUE(wait([&] { return window->selection().candidate() == candidate; })) << "what was looked at stays";
    EXPECT_EQ(window->selection().price(), analysis::Price(analysis::Lambda{5})) << "and why";
    EXPECT_FALSE(copy->isVisible());
    EXPECT_TRUE(window->findChild<QPushButton*>(QStringLiteral("stepMeasure"))->isEnabled());
}

TEST_F(ReadOnlyTest, NothingOfTheOldProjectStaysInANewOne) {
    window->selection().setBudgetMs(5);
    script.file = folder.filePath(QStringLiteral("new.paretoscope"));
    { const store::Project made = store::Project::create(script.file.toStdString()); }
    window->openProject(script.file);
    ASSERT_TRUE(wait([this] { return window->reader().snapshot() != nullptr; }));
    EXPECT_EQ(window->selection().candidate(), 0);
    EXPECT_FALSE(window->selection().budgetMs());
    EXPECT_FALSE(window->selection().price());
    EXPECT_TRUE(window->page().find<FrontView>().choice().empty());
}

TEST_F(ReadOnlyTest, OnlyTheNextStepIsMarkedInAProjectThatCanBeChanged) {
    const QString fresh = folder.filePath(QStringLiteral("fresh.paretoscope"));
    { const store::Project made = store::Project::create(fresh.toStdString()); }
    window->openProject(fresh);
    ASSERT_TRUE(wait([this] { return window->reader().snapshot() != nullptr; }));
    int marked = 0;
    for (StepButton* step : steps()) {
        marked += step->mark() == StepMark::Next ? 1 : 0;
        if (!step->isEnabled()) {
            EXPECT_FALSE(step->detail().isEmpty()) << step->objectName().toStdString() << " says what it needs";
        }
    }
    EXPECT_EQ(marked, 1);
    EXPECT_EQ(steps().front()->mark(), StepMark::Next);
}

}
}
