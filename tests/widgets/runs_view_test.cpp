// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/runs/runs_view.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QIdentityProxyModel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableView>
#include <QTableWidget>
#include <QTest>
#include <gtest/gtest.h>
#include <set>

#include "widgets/common/selection.h"
#include "widgets/runs/run_differences.h"
#include "widgets/runs/runs_model.h"

namespace paretoscope::widgets {
namespace {

std::vector<records::Run> runs(int count) {
    std::vector<records::Run> result;
    for (int i = count; i > 0; --i) {
        records::Run run;
        run.id = i;
        run.kind = i % 2 == 0 ? records::JobKind::Search : records::JobKind::Measure;
        run.state = records::RunState::Finished;
        run.title = "run number " + std::to_string(i);
        run.seed = static_cast<std::uint64_t>(i * 7919 % count);
        run.tags = i % 10 == 0 ? "Night, gpu" : "";
        run.note = i == 3 ? "look again" : "";
        run.configuration = R"({"kind":"search","network":{"shape":{"cells":)" + std::to_string(i) + "}},\"seed\":1}";
        result.push_back(run);
    }
    return result;
}

TEST(RunTextFilter, WantsAllWordsAnywhereAndTagsAlone) {
    const std::vector<records::Run> all = runs(20);
    const auto matches = [&](const char* text) {
        const RunTextFilter filter(QString::fromLatin1(text));
        return std::count_if(all.begin(), all.end(), [&](const records::Run& run) { return filter.accepts(run); });
    };
    EXPECT_EQ(matches(""), 20);
    EXPECT_EQ(matches("NUMBER 1"), 11) << "1 and 10 to 19";
    EXPECT_EQ(matches("tag:night"), 2);
    EXPECT_EQ(matches("night search"), 2);
    EXPECT_EQ(matches("tag:number"), 0);
    EXPECT_EQ(matches("note:again"), 1);
}

TEST(RunsModel, KeepsTheRulesOfModelsWhileItFiltersAndSorts) {
    RunsModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setRuns(runs(30));
    const QPersistentModelIndex kept(model.index(model.rowOf(10), 2));
    model.sort(static_cast<int>(RunsModel::Column::Seed), Qt::AscendingOrder);
    EXPECT_EQ(kept.data(RunsModel::RunRole).toLongLong(), 10);
    for (int row = 1; row < model.rowCount(); ++row) {
        EXPECT_LE(model.runAt(row - 1)->seed, model.runAt(row)->seed);
    }
    model.setFilter(RunTextFilter(QStringLiteral("tag:night")));
    EXPECT_EQ(model.rowCount(), 3);
    model.setRuns(runs(40));
    EXPECT_EQ(model.rowCount(), 4);
    model.setFilter({});
    EXPECT_EQ(model.rowCount(), 40);
}

/// Which rows are asked for.
struct RowCounter : QIdentityProxyModel {
    mutable std::set<int> rows;
    QVariant data(const QModelIndex& index, int role) const override {
        rows.insert(index.row());
        return QIdentityProxyModel::data(index, role);
    }
};

TEST(RunsModel, AHundredThousandRunsAreFilteredSortedAndScrolledRowByRow) {
    Selection selection;
    RunsView view(selection);
    view.resize(1000, 700);
    view.show();
    auto snapshot = std::make_shared<ProjectSnapshot>();
    snapshot->runs = runs(100'000);
    view.setSnapshot(snapshot);
    auto* table = view.findChild<QTableView*>(QStringLiteral("runsTable"));
    ASSERT_EQ(table->model()->rowCount(), 100'000);
    view.findChild<QLineEdit*>(QStringLiteral("runsFilter"))->setText(QStringLiteral("tag:night"));
    EXPECT_EQ(table->model()->rowCount(), 10'000);
    table->sortByColumn(static_cast<int>(RunsModel::Column::Title), Qt::AscendingOrder);
    view.setSnapshot(snapshot);
    view.findChild<QLineEdit*>(QStringLiteral("runsFilter"))->clear();
    RowCounter counter;
    counter.setSourceModel(table->model());
    table->setModel(&counter);
    for (int i = 0; i < 10; ++i) {
        counter.rows.clear();
        table->verticalScrollBar()->setValue(table->verticalScrollBar()->maximum() * i / 10);
        table->viewport()->repaint();
        EXPECT_LT(counter.rows.size(), 100U) << "a frame asks for the rows that it shows";
    }
}

struct RunsViewTest : testing::Test {
    Selection selection;
    RunsView view{selection};
    std::shared_ptr<ProjectSnapshot> snapshot = std::make_shared<ProjectSnapshot>();

    void SetUp() override {
        view.resize(1000, 600);
        view.show();
        view.activateWindow();
        ASSERT_TRUE(QTest::qWaitForWindowActive(&view));
        snapshot->runs = runs(12);
        snapshot->deletedRuns = {snapshot->runs[4]};
        snapshot->runs.erase(snapshot->runs.begin() + 4);
        view.setSnapshot(snapshot);
    }
    QTableView& table() { return *view.findChild<QTableView*>(QStringLiteral("runsTable")); }
    QPushButton& button(const char* name) { return *view.findChild<QPushButton*>(QLatin1String(name)); }
};

TEST_F(RunsViewTest, TagsAndNotesAreAskedForWhenTyped) {
    QSignalSpy annotate(&view, &RunsView::annotateRequested);
    table().selectRow(0);
    auto* tags = view.findChild<QLineEdit*>(QStringLiteral("runTags"));
    tags->setFocus();
    QTest::keyClicks(tags, QStringLiteral("best"));
    QTest::keyClick(tags, Qt::Key_Return);
    ASSERT_EQ(annotate.count(), 1);
    EXPECT_EQ(annotate[0][0].value<std::int64_t>(), 12);
    EXPECT_EQ(annotate[0][1].toString(), QStringLiteral("best"));
    view.setSnapshot(snapshot);
    EXPECT_EQ(tags->text(), QStringLiteral("best")) << "what is being typed stays";
}

TEST_F(RunsViewTest, DeletesAndRestoresTheSelectedRuns) {
    QSignalSpy deleted(&view, &RunsView::deleteRequested);
    EXPECT_FALSE(button("deleteRun").isEnabled());
    table().selectAll();
    QTest::mouseClick(&button("deleteRun"), Qt::LeftButton);
    ASSERT_EQ(deleted.count(), 1);
    EXPECT_EQ(deleted[0][0].value<QList<qint64>>().size(), 11);
    EXPECT_TRUE(deleted[0][1].toBool());
    view.findChild<QCheckBox*>(QStringLiteral("runsBin"))->setChecked(true);
    EXPECT_EQ(table().model()->rowCount(), 1);
    table().selectRow(0);
    QTest::mouseClick(&button("deleteRun"), Qt::LeftButton);
    ASSERT_EQ(deleted.count(), 2);
    EXPECT_FALSE(deleted[1][1].toBool());
    EXPECT_TRUE(button("purgeRuns").isVisible());
}

TEST_F(RunsViewTest, AReadOnlyProjectCannotBeChanged) {
    view.showState({.readOnly = true});
    table().selectRow(0);
    for (const char* name : {"resumeRun", "duplicateRun", "deleteRun"}) {
        EXPECT_FALSE(button(name).isEnabled()) << name;
    }
    EXPECT_TRUE(view.findChild<QLineEdit*>(QStringLiteral("runTags"))->isReadOnly());
}

TEST(RunDifferences, AreTheFieldsThatDiffer) {
    std::vector<records::Run> two = runs(2);
    two[1].configuration = R"({"kind":"search","network":{"shape":{"cells":2}},"seed":5,"extra":true})";
    const std::vector<RunField> fields = comparedFields(two);
    QStringList different;
    for (const RunField& field : fields) {
        if (field.differs) {
            different.append(field.name);
        }
    }
    EXPECT_EQ(different, (QStringList{QStringLiteral("seed"), QStringLiteral("extra")}));
    RunCompareDialog dialog(two);
    auto* table = dialog.findChild<QTableWidget*>(QStringLiteral("runCompareTable"));
    EXPECT_EQ(table->rowCount(), 2);
    EXPECT_EQ(table->item(1, 1)->text(), QStringLiteral("–"));
    dialog.findChild<QCheckBox*>(QStringLiteral("onlyDifferences"))->setChecked(false);
    EXPECT_EQ(table->rowCount(), static_cast<int>(fields.size()));
}

}
}
