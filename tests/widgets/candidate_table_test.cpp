// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/candidate_table.h"

#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/widgets/front_snapshots.h"
#include "widgets/common/preferences.h"
#include "widgets/common/selection.h"
#include "widgets/common/typed_number.h"
#include "widgets/front/candidate_model.h"

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
    [[nodiscard]] std::vector<std::int64_t> shownCandidates() {
        view().selectAll();
        std::vector<std::int64_t> shown = table.chosen();
        view().clearSelection();
        return shown;
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
    filter().setText(QStringLiteral("top:10"));
    ASSERT_EQ(rows(), 20) << "a tenth of 200";
    std::vector<double> accuracies;
    for (const store::FrontPoint& point : front->points) {
        accuracies.push_back(point.accuracy);
    }
    std::ranges::sort(accuracies, std::greater());
    for (const std::int64_t candidate : shownCandidates()) {
        EXPECT_GE(front->points[static_cast<std::size_t>(front->indexOf(candidate))].accuracy, accuracies[19]);
    }
    EXPECT_EQ(CandidateFilter(QStringLiteral("top:0")).problem(), QStringLiteral("top:0"));
    filter().clear();
    EXPECT_EQ(rows(), 200);
}

TEST_F(CandidateTableTest, TakesUnitsAndTheNumberOfACandidate) {
    const auto rowsWith = [this](const char* text) {
        filter().setText(QString::fromUtf8(text));
        return rows();
    };
    const int below = rowsWith("lat<4.5");
    ASSERT_GT(below, 0);
    ASSERT_LT(below, 200);
    for (const char* text : {"lat<4.5ms", "lat<4,5 ms", "lat<4500us", "lat<4500 µs", "lat<0.0045s", "lat<45e-1"}) {
        EXPECT_EQ(rowsWith(text), below) << text;
    }
    EXPECT_EQ(rowsWith("acc>54%"), rowsWith("acc>54"));
    EXPECT_EQ(rowsWith("acc>54 %"), rowsWith("acc>54"));
    EXPECT_EQ(rowsWith("18"), 1);
    EXPECT_EQ(shownCandidates(), std::vector<std::int64_t>{18});
}

TEST_F(CandidateTableTest, SaysThatNothingMatches) {
    const auto* none = table.findChild<QLabel*>(QStringLiteral("candidatesNone"));
    EXPECT_FALSE(none->isVisible());
    filter().setText(QStringLiteral("acc>100"));
    EXPECT_EQ(rows(), 0);
    EXPECT_TRUE(none->isVisible());
}

TEST_F(CandidateTableTest, FollowsAShortcutWithoutAddingToTheChoice) {
    selection.setCandidate(front->points[17].candidateId);
    QTest::keyPress(&view(), Qt::Key_Control, Qt::ControlModifier);
    selection.setCandidate(front->points[18].candidateId);
    QTest::keyRelease(&view(), Qt::Key_Control, Qt::NoModifier);
    EXPECT_EQ(table.chosen(), std::vector<std::int64_t>{front->points[18].candidateId});
}

TEST_F(CandidateTableTest, ColumnsGrowWithTheText) {
    const auto cut = [this] {
        QStringList narrow;
        const QHeaderView& header = *view().horizontalHeader();
        for (int column = 1; column + 1 < header.count(); ++column) {
            const int wanted = std::max(header.sectionSizeHint(column),
                view().fontMetrics().horizontalAdvance(view().model()->index(0, column).data().toString()));
            if (wanted > header.sectionSize(column)) {
                narrow.append(view().model()->headerData(column, Qt::Horizontal).toString());
            }
        }
        return narrow.join(QLatin1Char(' ')).toStdString();
    };
    EXPECT_EQ(cut(), "");
    view().setColumnWidth(1, 2 * view().columnWidth(1));
    const int drawn = view().columnWidth(1);
    applyTextSize(200);
    QCoreApplication::processEvents();
    EXPECT_EQ(cut(), "");
    EXPECT_NEAR(view().columnWidth(1), 2 * drawn, drawn / 4) << "as wide as the user made it";
    CandidateTable fresh(selection);
    fresh.show();
    EXPECT_GT(fresh.findChild<QTableView*>()->columnWidth(2), view().fontMetrics().averageCharWidth() * 10);
}

TEST_F(CandidateTableTest, SaysWhichWordItDoesNotKnowAndFiltersNothing) {
    filter().setText(QStringLiteral("front"));
    for (const char* text : {"front lat<", "lat<4.5kg", "acc>1e400", "id:8x"}) {
        filter().setText(QString::fromUtf8(text));
        EXPECT_EQ(rows(), 200) << text;
        EXPECT_FALSE(fieldProblem(&filter()).isEmpty()) << text;
    }
    filter().setText(QStringLiteral("front"));
    EXPECT_TRUE(fieldProblem(&filter()).isEmpty());
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
    table.setState({});
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
    QSignalSpy exported(&table, &CandidateTable::exportRequested);
    QTest::mouseClick(&button("candidatesExport"), Qt::LeftButton);
    ASSERT_EQ(exported.count(), 1);
    EXPECT_THAT(exported[0][0].value<std::vector<std::int64_t>>(), testing::UnorderedElementsAreArray(before));
    QSignalSpy measured(&table, &CandidateTable::measureRequested);
    QTest::mouseClick(&button("candidatesMeasure"), Qt::LeftButton);
    ASSERT_EQ(measured.count(), 1);
    EXPECT_EQ(measured[0][0].toStringList().size(), 2);
    table.setState({}, QStringLiteral("Another computer's."));
    EXPECT_FALSE(button("candidatesMeasure").isEnabled());
    EXPECT_EQ(button("candidatesMeasure").toolTip(), QStringLiteral("Another computer's."));
    EXPECT_TRUE(button("candidatesTrain").isEnabled());
    table.setState({.busy = true});
    EXPECT_FALSE(button("candidatesTrain").isEnabled());
    EXPECT_EQ(button("candidatesTrain").toolTip(), QStringLiteral("A job is running."));
    EXPECT_FALSE(button("candidatesExport").isEnabled());
    table.setState({.readOnly = true});
    EXPECT_TRUE(button("candidatesExport").isEnabled()) << "the sample can be taken along";
}

struct RemarkedTableTest : CandidateTableTest {
    using Column = CandidateModel::Column;
    void SetUp() override {
        CandidateTableTest::SetUp();
        table.setState({});
        say({{5, {true, {}}}, {9, {true, "For the Camera"}}, {30, {false, "slow"}}});
    }
    void say(std::vector<store::RemarkedCandidate> remarks) {
        auto snapshot = std::make_shared<ProjectSnapshot>();
        snapshot->setPart(front);
        snapshot->setPart(std::make_shared<Remarks>(Remarks{std::move(remarks)}));
        table.setSnapshot(snapshot);
    }
    [[nodiscard]] QModelIndex at(std::int64_t candidate, Column column) {
        filter().setText(QStringLiteral("id:%1").arg(candidate));
        return view().model()->index(0, static_cast<int>(column));
    }
};

TEST_F(RemarkedTableTest, FiltersAndSortsByStarAndNote) {
    filter().setText(QStringLiteral("star"));
    EXPECT_EQ(rows(), 2);
    filter().setText(QStringLiteral("note:camera"));
    EXPECT_EQ(rows(), 1);
    filter().setText(QStringLiteral("note:"));
    EXPECT_EQ(rows(), 2);
    filter().setText(QStringLiteral("star note:slow"));
    EXPECT_EQ(rows(), 0);
    filter().setText(QStringLiteral("star"));
    say({{9, {true, {}}}});
    EXPECT_EQ(rows(), 1) << "a star that was taken away leaves the filter";
    filter().clear();
    view().sortByColumn(static_cast<int>(Column::Star), Qt::AscendingOrder);
    view().selectRow(0);
    EXPECT_EQ(table.chosen(), std::vector<std::int64_t>{9});
}

TEST_F(RemarkedTableTest, AClickOnAStarAsksForTheOtherStateOfThatCell) {
    QSignalSpy stars(&table, &CandidateTable::starRequested);
    for (const std::int64_t candidate : {std::int64_t{5}, std::int64_t{6}}) {
        const QRect place = view().visualRect(at(candidate, Column::Star));
        QTest::mouseClick(view().viewport(), Qt::LeftButton, {}, place.center());
        ASSERT_EQ(stars.count(), 1);
        EXPECT_EQ(stars[0][0].value<std::vector<std::int64_t>>(), std::vector{candidate});
        EXPECT_EQ(stars.takeFirst()[1].toBool(), candidate == 6);
    }
    table.setState({.readOnly = true});
    QTest::mouseClick(view().viewport(), Qt::LeftButton, {}, view().visualRect(at(6, Column::Star)).center());
    EXPECT_EQ(stars.count(), 0);
    EXPECT_EQ(button("candidatesStar").toolTip(), QStringLiteral("This project can only be read."));
}

TEST_F(RemarkedTableTest, TheButtonStarsThoseWithoutOneAndTakesAllAwayWhereAllHaveOne) {
    QSignalSpy stars(&table, &CandidateTable::starRequested);
    table.choose({5, 6, 7});
    QTest::mouseClick(&button("candidatesStar"), Qt::LeftButton);
    ASSERT_EQ(stars.count(), 1);
    EXPECT_THAT(stars[0][0].value<std::vector<std::int64_t>>(), testing::UnorderedElementsAre(6, 7));
    EXPECT_TRUE(stars.takeFirst()[1].toBool());
    table.choose({5, 9});
    QTest::mouseClick(&button("candidatesStar"), Qt::LeftButton);
    EXPECT_THAT(stars[0][0].value<std::vector<std::int64_t>>(), testing::UnorderedElementsAre(5, 9));
    EXPECT_FALSE(stars[0][1].toBool());
}

TEST_F(RemarkedTableTest, ANoteIsWrittenInPlaceAndOnlyWhereItChanges) {
    QSignalSpy notes(&table, &CandidateTable::noteRequested);
    QAbstractItemModel& model = *view().model();
    EXPECT_TRUE(model.setData(at(9, Column::Note), QStringLiteral("For the Camera "), Qt::EditRole));
    EXPECT_EQ(notes.count(), 0);
    EXPECT_TRUE(model.setData(at(9, Column::Note), QStringLiteral("for the phone"), Qt::EditRole));
    ASSERT_EQ(notes.count(), 1);
    EXPECT_EQ(notes[0][0].toLongLong(), 9);
    EXPECT_EQ(notes[0][1].toString(), QStringLiteral("for the phone"));
    EXPECT_TRUE(model.flags(at(9, Column::Note)) & Qt::ItemIsEditable);
    table.setState({.busy = true, .readOnly = true});
    EXPECT_FALSE(model.flags(at(9, Column::Note)) & Qt::ItemIsEditable);
}

TEST_F(RemarkedTableTest, ANoteThatIsBeingWrittenOutlastsASnapshot) {
    QSignalSpy notes(&table, &CandidateTable::noteRequested);
    const QModelIndex place = at(9, Column::Note);
    view().setCurrentIndex(place);
    view().edit(place);
    auto* editor = view().viewport()->findChild<QLineEdit*>();
    ASSERT_NE(editor, nullptr);
    editor->clear();
    QTest::keyClicks(editor, QStringLiteral("for the"));
    front = test::randomFront(20, 4);
    say({{9, {true, "from elsewhere"}}});
    selection.setCandidate(5);
    QCoreApplication::processEvents();
    ASSERT_EQ(table.focusWidget(), editor) << "else a space presses a button";
    QTest::keyClicks(editor, QStringLiteral(" phone"));
    QTest::keyClick(editor, Qt::Key_Return);
    QCoreApplication::processEvents();
    ASSERT_EQ(notes.count(), 1);
    EXPECT_EQ(notes[0][0].toLongLong(), 9);
    EXPECT_EQ(notes[0][1].toString(), QStringLiteral("for the phone"));
    QCoreApplication::processEvents();
    filter().clear();
    EXPECT_EQ(rows(), 20) << "what came meanwhile is shown then";
    EXPECT_EQ(table.chosen(), std::vector<std::int64_t>{5});
}

TEST_F(RemarkedTableTest, SeveralChosenRowsStayChosenWhenARemarkComes) {
    table.choose({5, 6, 7});
    say({{6, {true, "x"}}});
    EXPECT_THAT(table.chosen(), testing::UnorderedElementsAre(5, 6, 7));
    view().sortByColumn(static_cast<int>(Column::Note), Qt::DescendingOrder);
    table.choose({5, 6, 7});
    say({{7, {true, "y"}}});
    EXPECT_THAT(table.chosen(), testing::UnorderedElementsAre(5, 6, 7));
}

}
}
