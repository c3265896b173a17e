// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compare/compare_view.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <gtest/gtest.h>

#include "core/options/jobs.h"
#include "core/space/lowering.h"
#include "tests/gui/sample_project.h"
#include "widgets/cell/cell_canvas.h"
#include "widgets/cell/edge_costs.h"
#include "widgets/common/architecture_facts.h"
#include "widgets/common/current_device.h"
#include "widgets/common/device_pin.h"
#include "widgets/common/engine_text.h"
#include "widgets/common/selection.h"
#include "widgets/compare/compare_tables.h"
#include "widgets/compare/verdict.h"
#include "widgets/front/front_snapshot.h"
#include "widgets/reader/snapshot_builder.h"

namespace paretoscope::widgets {
namespace {

struct CompareTest : testing::Test {
    QTemporaryDir folder;
    store::Project project = test::makeSampleProject(folder.filePath(QStringLiteral("p.paretoscope")).toStdString());
    Selection selection;
    CompareView view{selection};
    SnapshotPointer snapshot;
    const QString first = QStringLiteral("cpu/eager/t2/b1/f32");
    const QString second = QStringLiteral("cpu/script/t1/b1/f32");

    void show() {
        snapshot = readSnapshot(project, {});
        view.resize(1050, 700);
        view.setSnapshot(snapshot);
        view.show();
    }
    template <class Widget>
    Widget* child(const char* name) {
        return view.findChild<Widget*>(QString::fromLatin1(name));
    }
    [[nodiscard]] std::int64_t someCandidate(int skip) const {
        std::vector<std::int64_t> ids;
        for (const auto& [id, candidate] : snapshot->part<FrontSnapshot>()->details) {
            ids.push_back(id);
        }
        std::sort(ids.begin(), ids.end());
        return ids.at(static_cast<std::size_t>(skip));
    }
};

TEST_F(CompareTest, StartsWithTheCellsSearchedForTwoSettings) {
    test::addSecondSetting(project);
    show();
    ASSERT_NE(view.side(0), nullptr);
    ASSERT_NE(view.side(1), nullptr);
    EXPECT_EQ(view.side(0)->searchedFor, second);
    EXPECT_EQ(view.side(0)->lambda, 0.4);
    EXPECT_EQ(view.side(1)->searchedFor, first) << "the current device's";
    EXPECT_EQ(view.side(1)->lambda, 0.8);
    EXPECT_EQ(view.canvas().items().size(), 4U);
}

TEST_F(CompareTest, StartsWithTheEndsOfTheOnlySearch) {
    show();
    EXPECT_EQ(view.side(0)->lambda, 0.8);
    EXPECT_EQ(view.side(1)->lambda, 0);
}

TEST_F(CompareTest, WithoutASearchItStartsWithCellsOfTheFront) {
    auto explored = std::make_shared<ProjectSnapshot>(*readSnapshot(project, {}));
    explored->runs.clear(); // as after a demo, which explores and trains
    view.show();
    view.setSnapshot(explored);
    const auto front = explored->part<FrontSnapshot>();
    const std::vector<std::size_t>& chosen = front->accuracyHull.vertices();
    ASSERT_GE(chosen.size(), 3U);
    const auto key = [&](std::size_t which) { return CompareChoice::keyOf(front->points[chosen[which]].candidateId); };
    ASSERT_NE(view.side(0), nullptr);
    ASSERT_NE(view.side(1), nullptr);
    EXPECT_EQ(view.side(0)->key, key(1));
    EXPECT_EQ(view.side(1)->key, key(0)) << "the best at no price";
    const auto* box = child<QComboBox>("compareLeft");
    for (std::size_t which = 0; which < chosen.size(); ++which) {
        EXPECT_GE(box->findData(key(which)), 0) << "each cell of the front is offered";
    }
    Selection best;
    best.setCandidate(front->points[chosen[0]].candidateId);
    CompareView beside(best);
    beside.show();
    beside.setSnapshot(explored);
    EXPECT_EQ(beside.side(0)->key, key(0));
    EXPECT_EQ(beside.side(1)->key, key(1)) << "not compared with itself";
}

TEST_F(CompareTest, WhatWasSelectedBeforeTheViewWasMadeStandsLeft) {
    snapshot = readSnapshot(project, {});
    const std::int64_t selected = someCandidate(3);
    selection.setCandidate(selected); // as after a change of language, which makes the views anew
    CompareView anew(selection);
    anew.resize(1050, 700);
    anew.setSnapshot(snapshot);
    anew.show();
    EXPECT_EQ(anew.findChild<QComboBox*>(QStringLiteral("compareLeft"))->currentData().toString(),
        CompareChoice::keyOf(selected));
}

TEST_F(CompareTest, AnEmptyProjectSaysWhatToDo) {
    view.show();
    EXPECT_EQ(view.side(0), nullptr);
    EXPECT_FALSE(child<QPushButton>("compareSwap")->isEnabled());
    EXPECT_FALSE(child<QTableWidget>("compareSummary")->isVisible());
}

TEST_F(CompareTest, TheSelectedCandidateStandsLeftUnlessThatIsPinned) {
    show();
    const QString right = view.side(1)->key;
    selection.setCandidate(someCandidate(0));
    EXPECT_EQ(view.side(0)->key, CompareChoice::keyOf(someCandidate(0)));
    EXPECT_EQ(view.side(1)->key, right);
    QTest::mouseClick(child<QCheckBox>("comparePinLeft"), Qt::LeftButton, {}, QPoint(8, 8));
    ASSERT_TRUE(child<QCheckBox>("comparePinLeft")->isChecked());
    selection.setCandidate(someCandidate(1));
    EXPECT_EQ(view.side(0)->key, CompareChoice::keyOf(someCandidate(0)));
    EXPECT_EQ(view.side(1)->key, CompareChoice::keyOf(someCandidate(1)));
    QTest::mouseClick(child<QPushButton>("compareSwap"), Qt::LeftButton);
    EXPECT_EQ(view.side(0)->key, CompareChoice::keyOf(someCandidate(1)));
    EXPECT_EQ(view.side(1)->key, CompareChoice::keyOf(someCandidate(0)));
    EXPECT_TRUE(child<QCheckBox>("comparePinRight")->isChecked()) << "the pin goes with what it holds";
    selection.setCandidate(someCandidate(2));
    EXPECT_EQ(view.side(0)->key, CompareChoice::keyOf(someCandidate(2)));
}

TEST_F(CompareTest, AChoiceByKeyboardIsShownAndKept) {
    show();
    auto* box = child<QComboBox>("compareRight");
    box->setFocus();
    QTest::keyClick(box, Qt::Key_End);
    QTest::keyClick(box, Qt::Key_Return);
    ASSERT_NE(view.side(1), nullptr);
    EXPECT_TRUE(view.side(1)->key.startsWith(QStringLiteral("published:")));
    view.setSnapshot(readSnapshot(project, {}));
    EXPECT_TRUE(view.side(1)->key.startsWith(QStringLiteral("published:")));
    const int rows = child<QTableWidget>("compareExplained")->rowCount();
    QTest::mouseClick(child<QCheckBox>("compareDifferences"), Qt::LeftButton, {}, QPoint(8, 8));
    EXPECT_GE(child<QTableWidget>("compareExplained")->rowCount(), rows);
}

TEST_F(CompareTest, LatencyStandsOnEverySettingWithItsProvenance) {
    test::addSecondSetting(project);
    show();
    const auto rows = summaryRows(*snapshot, *view.side(0), *view.side(1), snapshot->part<ArchitectureFacts>().get());
    int latencies = 0;
    for (const CompareRow& row : rows) {
        if (row.name == deviceText(first) || row.name == deviceText(second)) {
            ++latencies;
            EXPECT_TRUE(row.left.startsWith(QStringLiteral("○"))) << "nothing was measured of it";
            EXPECT_TRUE(row.leftSpoken.contains(QStringLiteral("predicted")));
        }
        if (row.name == QStringLiteral("MACs")) {
            EXPECT_EQ(
                row.left, QLocale().toString(static_cast<qint64>(space::lower(view.side(0)->architecture).macs())));
        }
    }
    EXPECT_EQ(latencies, 2);
}

TEST_F(CompareTest, SaysInOneSentenceWhatItComesTo) {
    test::addSecondSetting(project);
    show();
    const Verdict verdict = verdictOf(*snapshot, *view.side(0), *view.side(1), second);
    ASSERT_EQ(verdict.devices.size(), 2U);
    EXPECT_EQ(verdict.devices[0].setting, second) << "the device that is looked at comes first";
    for (const Verdict::Device& device : verdict.devices) {
        EXPECT_NEAR(device.left.ms * (1 + device.share()), device.right.ms, 1e-9);
    }
    EXPECT_TRUE(verdict.sentence.contains(deviceText(second)));
    EXPECT_EQ(verdict.sentence.contains(QStringLiteral("faster")), verdict.devices[0].share() < 0);
    const Verdict other = verdictOf(*snapshot, *view.side(1), *view.side(0), second);
    EXPECT_EQ(other.sentence.contains(QStringLiteral("faster")), verdict.devices[0].share() > 0);
    const Verdict same = verdictOf(*snapshot, *view.side(0), *view.side(0), second);
    EXPECT_TRUE(same.sentence.contains(QStringLiteral("as fast")));
    EXPECT_EQ(
        child<QLabel>("compareVerdict")->text(), verdictOf(*snapshot, *view.side(0), *view.side(1), first).sentence);
}

TEST_F(CompareTest, TheVerdictSaysOnceTrainedOrGoesByWhatTrainingsDifferBy) {
    show();
    auto front = std::make_shared<FrontSnapshot>(*snapshot->part<FrontSnapshot>());
    front->protocol.provenance = records::AccuracyProvenance::Trained;
    front->expectations.clear();
    CompareEntry left = *view.side(0);
    CompareEntry right = *view.side(1);
    for (const auto& [entry, index] : {std::pair(&left, 0U), std::pair(&right, 1U)}) {
        auto candidate = std::make_shared<records::Candidate>();
        candidate->id = front->points[index].candidateId;
        candidate->genotype = entry->architecture.genotype;
        candidate->shape = entry->architecture.shape;
        entry->candidate = candidate;
    }
    front->points[0].accuracy = 0.60;
    front->points[1].accuracy = 0.62;
    front->points[0].trainings = front->points[1].trainings = 1;
    auto shown = std::make_shared<ProjectSnapshot>(*snapshot);
    shown->setPart<FrontSnapshot>(front);
    EXPECT_TRUE(verdictOf(*shown, left, right, first).sentence.contains(QStringLiteral("in one training each")));

    front->trainingDeviation = 0.02;
    Verdict verdict = verdictOf(*shown, left, right, first);
    EXPECT_NEAR(verdict.accuracy->deviation, 0.02 * std::sqrt(2.0), 1e-12);
    EXPECT_EQ(verdict.accuracy->better(), Verdict::Better::Neither);
    front->points[0].trainings = front->points[1].trainings = 16;
    verdict = verdictOf(*shown, left, right, first);
    EXPECT_EQ(verdict.accuracy->better(), Verdict::Better::Right);
    EXPECT_TRUE(verdict.sentence.contains(QStringLiteral("2.00 points more accurate")))
        << verdict.sentence.toStdString();
    EXPECT_FALSE(verdict.sentence.contains(QStringLiteral("one training")));
}

TEST(Verdict, CallsNothingBetterThatTheNoiseHides) {
    const auto device = [](double left, double right) {
        Verdict::Device result;
        result.left.ms = left;
        result.right.ms = right;
        return result.better();
    };
    EXPECT_EQ(device(1, 1.004), Verdict::Better::Neither);
    EXPECT_EQ(device(1, 1.01), Verdict::Better::Left);
    EXPECT_EQ(device(1, 0.99), Verdict::Better::Right);
    const Verdict::Accuracy close{.left = 0.50, .right = 0.51, .deviation = 0.01};
    EXPECT_EQ(close.better(), Verdict::Better::Neither) << "the 95 % interval holds 0";
    EXPECT_NEAR(close.reach(), 0.0196, 1e-9);
    EXPECT_EQ((Verdict::Accuracy{.left = 0.50, .right = 0.53, .deviation = 0.01}).better(), Verdict::Better::Right);
    EXPECT_EQ((Verdict::Accuracy{.left = 0.50, .right = 0.49}).better(), Verdict::Better::Left);
}

TEST_F(CompareTest, GpuAndCpuAreOneClickWhereBothWereSearchedFor) {
    show();
    EXPECT_FALSE(child<QPushButton>("compareGpuCpu")->isEnabled());
    EXPECT_FALSE(child<QPushButton>("compareGpuCpu")->toolTip().isEmpty()) << "says what it needs";
}

TEST_F(CompareTest, APinnedDeviceSaysSoAndTheVerdictStaysWithTheCurrentOne) {
    test::addSecondSetting(project);
    show();
    auto* pin = child<DevicePin>("comparePin");
    auto* device = child<QComboBox>("compareSetting");
    EXPECT_EQ(device->currentData().toString(), first);
    EXPECT_TRUE(pin->text().isEmpty());
    const QString verdict = child<QLabel>("compareVerdict")->text();
    const int index = device->findData(second);
    ASSERT_GE(index, 0);
    device->setCurrentIndex(index);
    Q_EMIT device->activated(index);
    EXPECT_TRUE(pin->text().contains(deviceText(first))) << pin->text().toStdString();
    EXPECT_EQ(child<QLabel>("compareVerdict")->text(), verdict);
    QTest::mouseClick(child<QToolButton>("comparePinRelease"), Qt::LeftButton);
    EXPECT_EQ(device->currentData().toString(), first);
    EXPECT_TRUE(pin->text().isEmpty());
}

TEST_F(CompareTest, TheDefaultPairFollowsTheCurrentDevice) {
    test::addSecondSetting(project);
    show();
    ASSERT_EQ(view.side(1)->searchedFor, first);
    view.setSnapshot(readSnapshot(project, SnapshotQuery::of(DeviceQuery{second})));
    EXPECT_EQ(view.side(1)->searchedFor, second);
    EXPECT_EQ(view.side(0)->searchedFor, first);
}

TEST_F(CompareTest, WhatTheEdgesExplainAddsUp) {
    test::addSecondSetting(project);
    show();
    const auto* predictor =
        snapshot->part<ArchitectureFacts>()->predictorOf(second, options::NetworkConfig{}.shape, space::SpaceId::Darts);
    ASSERT_NE(predictor, nullptr);
    space::Random random(8);
    for (int i = 0; i < 50; ++i) {
        const space::Genotype left = space::sorted(space::sampleUniform(space::SpaceId::Darts, random));
        const space::Genotype right = space::sorted(space::sampleUniform(space::SpaceId::Darts, random));
        const Explanation explanation = explain(*predictor, left, right);
        double sum = explanation.restMs;
        int edgesLeft = 0;
        for (const ExplainedEdge& edge : explanation.edges) {
            sum += edge.differenceMs();
            edgesLeft += edge.left ? 1 : 0;
        }
        EXPECT_NEAR(sum, predictor->predict(right).ms - predictor->predict(left).ms, 1e-9);
        EXPECT_EQ(edgesLeft, 16);
        // The made-up device is a plain sum in which every edge costs the same: nothing is left unexplained.
        EXPECT_NEAR(explanation.restMs, 0, 1e-4);
    }
}

TEST_F(CompareTest, DifferencesAreMarkedAlikeFromBothSides) {
    space::Random random(21);
    for (int i = 0; i < 50; ++i) {
        const space::Genotype a = space::sampleUniform(space::SpaceId::Darts, random);
        const space::Genotype b = space::sampleUniform(space::SpaceId::Darts, random);
        for (int kind = 0; kind < 2; ++kind) {
            const auto count = [](const std::vector<EdgeMark>& marks, EdgeMark mark) {
                return std::count(marks.begin(), marks.end(), mark);
            };
            const auto ofA = edgeMarks(a, b, kind);
            const auto ofB = edgeMarks(b, a, kind);
            EXPECT_EQ(count(ofA, EdgeMark::Same), count(ofB, EdgeMark::Same));
            EXPECT_EQ(count(ofA, EdgeMark::Changed), count(ofB, EdgeMark::Changed));
            EXPECT_EQ(count(edgeMarks(a, a, kind), EdgeMark::Same), 8);
        }
    }
}

TEST_F(CompareTest, StatesStandAtTheSamePlacesInBothCells) {
    show();
    const auto& items = view.canvas().items();
    ASSERT_EQ(items.size(), 4U);
    EXPECT_DOUBLE_EQ(items[0]->y(), items[2]->y()) << "left and right normal cell on one line";
    EXPECT_DOUBLE_EQ(items[1]->y(), items[3]->y());
    EXPECT_DOUBLE_EQ(items[0]->x(), items[1]->x());
    EXPECT_LT(items[0]->x(), items[2]->x());
}

TEST_F(CompareTest, AnEstimateStandsInTheRowOfItsTrainingsAndSaysSo) {
    test::addExploration(project, 5);
    const SnapshotPointer read = readSnapshot(project, {});
    const auto front = read->part<FrontSnapshot>();
    CompareEntry trained;
    CompareEntry estimated;
    for (const store::FrontPoint& point : front->points) {
        CompareEntry& entry = point.estimated ? estimated : trained;
        entry.candidate = front->detail(point.candidateId);
        entry.architecture = entry.candidate->architecture();
    }
    ASSERT_TRUE(trained.candidate && estimated.candidate);
    const auto rows = summaryRows(*read, trained, estimated, nullptr);
    const auto row = std::find_if(rows.begin(), rows.end(),
        [](const CompareRow& one) { return one.name.startsWith(QStringLiteral("trained 300 steps")); });
    ASSERT_NE(row, rows.end());
    EXPECT_TRUE(row->left.contains(QStringLiteral("trained"))) << row->left.toStdString();
    EXPECT_TRUE(row->right.contains(QStringLiteral("estimated from 60 training"))) << row->right.toStdString();
    EXPECT_FALSE(row->difference.isEmpty());
    EXPECT_TRUE(std::none_of(rows.begin(), rows.end(),
        [](const CompareRow& one) { return one.name.startsWith(QStringLiteral("estimates of")); }));
}

}
}
