// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/cell/what_if.h"

#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/gui/sample_project.h"
#include "widgets/cell/cell_canvas.h"
#include "widgets/cell/cell_pane.h"
#include "widgets/cell/cell_view.h"
#include "widgets/common/architecture_facts.h"
#include "widgets/common/engine_text.h"
#include "widgets/common/number_text.h"
#include "widgets/common/provenance_mark.h"
#include "widgets/common/selection.h"
#include "widgets/front/front_snapshot.h"
#include "widgets/reader/snapshot_builder.h"

namespace paretoscope::widgets {
namespace {

std::set<std::string> texts(const std::vector<space::Genotype>& genotypes) {
    std::set<std::string> texts;
    for (const space::Genotype& genotype : genotypes) {
        texts.insert(space::identityText(genotype));
    }
    return texts;
}

TEST(CellEdits, OfAllEdgesAreTheGenotypesNeighbours) {
    for (const space::SpaceId id : {space::SpaceId::Darts, space::SpaceId::NasBench201}) {
        space::Random random(4);
        for (int i = 0; i < 20; ++i) {
            const space::Genotype genotype = space::sorted(space::sampleUniform(id, random));
            std::vector<space::Genotype> reached;
            for (int kind = 0; kind < space::searchSpace(id).kindCount(); ++kind) {
                const auto& choices = genotype.cells[static_cast<std::size_t>(kind)].choices;
                for (int choice = 0; choice < static_cast<int>(choices.size()); ++choice) {
                    for (const CellEdit& edit : editsOf(genotype, kind, choice)) {
                        ASSERT_NO_THROW(space::validate(edit.result));
                        EXPECT_EQ(edit.result, space::sorted(edit.result));
                        reached.push_back(edit.result);
                    }
                }
            }
            EXPECT_EQ(texts(reached), texts(space::neighbours(genotype)));
        }
    }
}

struct CellPaneTest : testing::Test {
    QTemporaryDir folder;
    Selection selection;
    std::unique_ptr<CellPane> pane;
    SnapshotPointer snapshot;

    void SetUp() override {
        store::Project project =
            test::makeSampleProject(folder.filePath(QStringLiteral("p.paretoscope")).toStdString());
        test::addSecondSetting(project);
        snapshot = readSnapshot(project, {});
        pane = std::make_unique<CellPane>(selection);
        pane->resize(520, 700);
        pane->setSnapshot(snapshot);
        pane->show();
        // A cell that nothing was measured of.
        for (const auto& [id, candidate] : snapshot->part<FrontSnapshot>()->details) {
            if (candidate->costs.at(0).provenance == records::CostProvenance::Predicted) {
                selection.setCandidate(id);
            }
        }
        ASSERT_NE(selection.candidate(), 0);
    }

    [[nodiscard]] QMenu* menu() const {
        QMenu* open = nullptr;
        for (QMenu* menu : pane->findChildren<QMenu*>(QStringLiteral("edgeMenu"))) {
            open = menu->isVisible() ? menu : open;
        }
        return open;
    }
    QMenu* clickEdge(int picture, int edge) {
        CellCanvas& canvas = pane->view().canvas();
        QTest::mouseClick(
            canvas.viewport(), Qt::LeftButton, Qt::NoModifier, canvas.edgeRectangle(picture, edge).center());
        return menu();
    }
    void press(const char* name) {
        auto* button = pane->findChild<QAbstractButton*>(QString::fromLatin1(name));
        ASSERT_NE(button, nullptr) << name;
        ASSERT_TRUE(button->isVisible() && button->isEnabled()) << name;
        QTest::mouseClick(button, Qt::LeftButton);
    }
    [[nodiscard]] const space::Genotype& now() const { return pane->whatIf().current()->genotype; }
};

TEST_F(CellPaneTest, AClickedEdgeTakesAnotherOperationOnEverySettingAtOnce) {
    const space::Genotype before = now();
    QMenu* open = clickEdge(0, 2);
    ASSERT_NE(open, nullptr);
    const std::vector<CellEdit> edits = editsOf(before, 0, 2);
    const QList<QAction*> actions = open->actions();
    ASSERT_EQ(std::count_if(actions.begin(), actions.end(), [](const QAction* one) { return !one->isSeparator(); }),
        static_cast<qsizetype>(edits.size()));
    QTest::keyClick(open, Qt::Key_Down);
    QTest::keyClick(open, Qt::Key_Return); // the second of the menu
    EXPECT_EQ(now(), edits[1].result);
    auto* table = pane->findChild<QTableWidget*>(QStringLiteral("whatIfTable"));
    ASSERT_TRUE(table->isVisible());
    const auto wanted = snapshot->part<ArchitectureFacts>()->latencies({now(), pane->whatIf().current()->shape});
    int predicted = 0;
    for (int row = 0; row < table->rowCount(); ++row) {
        const auto latency = std::ranges::find_if(
            wanted, [&](const SettingLatency& one) { return deviceText(one.setting) == table->item(row, 0)->text(); });
        if (latency == wanted.end()) { // measured as it was, without a predictor for what it would be
            EXPECT_TRUE(table->item(row, 2)->toolTip().contains(QStringLiteral("No predictor")));
            continue;
        }
        ++predicted;
        EXPECT_EQ(latency->provenance, records::CostProvenance::Predicted);
        EXPECT_EQ(table->item(row, 2)->text(), markedLatencyText(*latency));
        EXPECT_TRUE(table->item(row, 2)->toolTip().contains(QStringLiteral("predicted")));
    }
    EXPECT_EQ(predicted, 2) << "both settings with a predictor";
    EXPECT_TRUE(pane->findChild<QLabel*>(QStringLiteral("whatIfAccuracy"))->text().contains(QStringLiteral("unknown")));
    EXPECT_TRUE(pane->changedLatency().has_value());
    int marked = 0;
    for (const EdgeMark mark : pane->view().canvas().items()[0]->edgeMarks()) {
        marked += mark == EdgeMark::Changed ? 1 : 0;
    }
    EXPECT_EQ(marked, 1) << "what was changed is seen in the picture";
}

TEST_F(CellPaneTest, ShowsNoNumbersOfAnotherDevice) {
    auto front = std::make_shared<FrontSnapshot>(*snapshot->part<FrontSnapshot>());
    front->deviceSetting = QStringLiteral("gpu0/graph/b64/f32");
    std::erase_if(
        front->points, [this](const store::FrontPoint& point) { return point.candidateId == selection.candidate(); });
    front->details.erase(selection.candidate());
    finishFront(*front);
    auto elsewhere = std::make_shared<ProjectSnapshot>(*snapshot);
    elsewhere->setPart<FrontSnapshot>(front);
    ASSERT_TRUE(pane->whatIf().original());
    pane->setSnapshot(elsewhere);
    EXPECT_FALSE(pane->whatIf().original());
}

TEST_F(CellPaneTest, EverythingWorksByKeyboardAndCanBeUndone) {
    const space::Genotype before = now();
    CellCanvas& canvas = pane->view().canvas();
    canvas.setFocus();
    QTest::keyClick(&canvas, Qt::Key_Right);
    QTest::keyClick(&canvas, Qt::Key_Right);
    EXPECT_TRUE(canvas.accessibleDescription().contains(canvas.items()[0]->edgeDescription(1)));
    QTest::keyClick(&canvas, Qt::Key_Return);
    ASSERT_NE(menu(), nullptr);
    QTest::keyClick(menu(), Qt::Key_Return);
    const space::Genotype once = now();
    EXPECT_EQ(once, editsOf(before, 0, 1)[0].result);
    QTest::keyClick(&canvas, Qt::Key_Return);
    QTest::keyClick(menu(), Qt::Key_Return);
    EXPECT_NE(now(), once);
    press("whatIfUndo");
    EXPECT_EQ(now(), once);
    press("whatIfUndo");
    EXPECT_EQ(now(), before);
    EXPECT_FALSE(pane->changedLatency().has_value());
    EXPECT_EQ(pane->findChild<QLabel*>(QStringLiteral("whatIfAccuracy"))->text().toStdString(),
        "Accuracy: that of the candidate");
    press("whatIfRedo");
    EXPECT_EQ(now(), once);
    press("whatIfReset");
    EXPECT_EQ(now(), before);
    press("whatIfUndo");
    EXPECT_EQ(now(), once) << "a reset is undone as one step";
}

TEST_F(CellPaneTest, AScoreAnswersWhatTheChangeDoesToTheAccuracy) {
    QTest::keyClick(clickEdge(1, 0), Qt::Key_Return);
    QSignalSpy scores(pane.get(), &CellPane::scoreRequested);
    press("whatIfScore");
    ASSERT_EQ(scores.size(), 1);
    const auto asked = scores[0][0].value<std::vector<space::Architecture>>();
    ASSERT_EQ(asked.size(), 2U) << "before and after: only the difference says something";
    EXPECT_EQ(asked[1].genotype, now());
    auto answered = std::make_shared<ProjectSnapshot>(*snapshot);
    const auto score = [](const space::Architecture& architecture, double accuracy) {
        return nlohmann::json{{"genotype", space::identityText(architecture.genotype)}, {"accuracy", accuracy}};
    };
    records::Run run{.id = 99, .kind = records::JobKind::Score, .state = records::RunState::Finished};
    run.results = nlohmann::json{{"search", 3}, {"shape", space::toText(asked[0].shape)},
        {"scores", {score(asked[0], 0.5), score(asked[1], 0.625)}}}
                      .dump();
    answered->runs.insert(answered->runs.begin(), run);
    pane->setSnapshot(answered);
    const QString text = pane->findChild<QLabel*>(QStringLiteral("whatIfAccuracy"))->text();
    EXPECT_TRUE(text.contains(percentText(0.625))) << text.toStdString();
    EXPECT_TRUE(text.contains(percentText(0.5))) << text.toStdString();
}

TEST_F(CellPaneTest, AsksForJobsAndForgetsTheChangeWithTheCandidate) {
    QTest::keyClick(clickEdge(1, 0), Qt::Key_Return);
    QSignalSpy measures(pane.get(), &CellPane::measureRequested);
    QSignalSpy trainings(pane.get(), &CellPane::trainRequested);
    pane->setPossibleJobs(QStringLiteral("A job is running."), QStringLiteral("Not here."));
    EXPECT_FALSE(pane->findChild<QPushButton*>(QStringLiteral("whatIfMeasure"))->isEnabled());
    EXPECT_EQ(
        pane->findChild<QPushButton*>(QStringLiteral("whatIfMeasure"))->toolTip(), QStringLiteral("A job is running."));
    pane->setPossibleJobs({}, QStringLiteral("Not here."));
    EXPECT_FALSE(pane->findChild<QPushButton*>(QStringLiteral("whatIfMeasure"))->isEnabled());
    EXPECT_TRUE(pane->findChild<QPushButton*>(QStringLiteral("whatIfTrain"))->isEnabled());
    pane->setPossibleJobs({}, {});
    press("whatIfMeasure");
    press("whatIfTrain");
    ASSERT_EQ(measures.size(), 1);
    EXPECT_EQ(measures[0][0].value<space::Architecture>().genotype, now());
    EXPECT_EQ(measures[0][1].toString(), snapshot->part<FrontSnapshot>()->deviceSetting);
    ASSERT_EQ(trainings.size(), 1);
    pane->setSnapshot(snapshot);
    EXPECT_TRUE(pane->whatIf().isChanged()) << "new numbers of the same candidate keep the change";
    for (const auto& [id, candidate] : snapshot->part<FrontSnapshot>()->details) {
        if (id != selection.candidate()) {
            selection.setCandidate(id);
            break;
        }
    }
    EXPECT_FALSE(pane->whatIf().isChanged());
    EXPECT_FALSE(pane->findChild<QTableWidget*>(QStringLiteral("whatIfTable"))->isVisible());
}

}
}
