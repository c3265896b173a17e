// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/candidate_table.h"

#include <QItemSelectionModel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/widgets/front_snapshots.h"
#include "widgets/common/selection.h"

namespace paretoscope::widgets {
namespace {

struct CandidateTableTest : testing::Test {
    Selection selection;
    CandidateTable table{selection};
    std::shared_ptr<FrontSnapshot> front = test::randomFront(200, 3);

    void SetUp() override {
        for (std::size_t i = 0; i < front->points.size(); ++i) {
            front->points[i].run = i % 3 == 0 ? 22 : 1;
        }
        table.resize(900, 400);
        table.show();
        table.setSnapshot(snapshotOf(front));
    }
    static SnapshotPointer snapshotOf(std::shared_ptr<const FrontSnapshot> front) {
        auto snapshot = std::make_shared<ProjectSnapshot>();
        snapshot->setPart(std::move(front));
        return snapshot;
    }
    [[nodiscard]] QTableView& view() { return *table.findChild<QTableView*>(QStringLiteral("candidateTable")); }
    [[nodiscard]] QLineEdit& filter() { return *table.findChild<QLineEdit*>(QStringLiteral("candidateFilter")); }
    [[nodiscard]] QPushButton& button(const char* name) {
        return *table.findChild<QPushButton*>(QString::fromLatin1(name));
    }
    [[nodiscard]] int rows() { return view().model()->rowCount(); }
};

TEST_F(CandidateTableTest, FiltersByFrontRunLatencyAndAccuracy) {
    EXPECT_EQ(rows(), 200);
    filter().setText(QStringLiteral("front"));
    EXPECT_EQ(static_cast<std::size_t>(rows()), front->accuracyHull.front().size());
    filter().setText(QStringLiteral("run:22"));
    EXPECT_EQ(rows(), 67);
    filter().setText(QStringLiteral("run:22 lat<5,0 acc>50"));
    const auto wanted = std::count_if(front->points.begin(), front->points.end(),
        [](const store::FrontPoint& point) { return point.run == 22 && point.cost < 5 && point.accuracy > 0.5; });
    EXPECT_EQ(rows(), wanted);
    filter().setText(QStringLiteral("predicted"));
    EXPECT_EQ(rows(), 100);
    filter().clear();
    EXPECT_EQ(rows(), 200);
}

TEST_F(CandidateTableTest, SaysWhichWordItDoesNotKnowAndKeepsWhatItShows) {
    filter().setText(QStringLiteral("front"));
    const int before = rows();
    filter().setText(QStringLiteral("front lat<"));
    EXPECT_EQ(rows(), before);
    EXPECT_EQ(CandidateFilter(QStringLiteral("front lat<")).problem(), QStringLiteral("lat<"));
    EXPECT_EQ(CandidateFilter(QStringLiteral("size:3")).problem(), QStringLiteral("size:3"));
    EXPECT_TRUE(CandidateFilter(QStringLiteral("  front   id:3 ")).problem().isEmpty());
}

TEST_F(CandidateTableTest, IsLinkedToTheSelectionBothWays) {
    const std::int64_t candidate = front->points[17].candidateId;
    selection.setCandidate(candidate);
    ASSERT_EQ(table.chosen(), std::vector<std::int64_t>{candidate});
    view().selectRow(0);
    EXPECT_EQ(selection.candidate(), table.chosen().at(0));
    const auto fastest = std::min_element(front->points.begin(), front->points.end(),
        [](const store::FrontPoint& a, const store::FrontPoint& b) { return a.cost < b.cost; });
    EXPECT_EQ(selection.candidate(), fastest->candidateId) << "the table begins with the fastest";
    filter().setText(QStringLiteral("id:18"));
    selection.setCandidate(18);
    EXPECT_EQ(table.chosen(), std::vector<std::int64_t>{18}) << "candidates are found in a filtered table";
}

TEST_F(CandidateTableTest, SeveralAreComparedMeasuredAndTrainedTogether) {
    EXPECT_FALSE(button("candidatesCompare").isEnabled());
    EXPECT_FALSE(button("candidatesCompare").toolTip().isEmpty()) << "and says why";
    table.setJobsPossible(true, {});
    filter().setText(QStringLiteral("front"));
    const auto click = [this](int row, Qt::KeyboardModifiers keys) {
        QTest::mouseClick(
            view().viewport(), Qt::LeftButton, keys, view().visualRect(view().model()->index(row, 0)).center());
    };
    click(0, Qt::NoModifier);
    click(1, Qt::ControlModifier);
    ASSERT_EQ(table.chosen().size(), 2U);
    const std::vector<std::int64_t> before = table.chosen();
    table.setSnapshot(
        snapshotOf(std::make_shared<FrontSnapshot>(*front))); // as each commit of a running job brings one
    EXPECT_THAT(table.chosen(), testing::UnorderedElementsAreArray(before));
    QSignalSpy compared(&selection, &Selection::comparisonWanted);
    QTest::mouseClick(&button("candidatesCompare"), Qt::LeftButton);
    ASSERT_EQ(compared.count(), 1);
    EXPECT_NE(compared[0][0], compared[0][1]);
    QSignalSpy measured(&table, &CandidateTable::measureRequested);
    QTest::mouseClick(&button("candidatesMeasure"), Qt::LeftButton);
    ASSERT_EQ(measured.count(), 1);
    EXPECT_EQ(measured[0][0].toStringList().size(), 2);
    table.setJobsPossible(false, QStringLiteral("A job is running."));
    EXPECT_FALSE(button("candidatesTrain").isEnabled());
    EXPECT_EQ(button("candidatesTrain").toolTip(), QStringLiteral("A job is running."));
}

}
}
