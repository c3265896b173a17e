// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/runs/runs_model.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <gtest/gtest.h>

#include "widgets/common/selection.h"
#include "widgets/runs/runs_view.h"

namespace paretoscope::widgets {
namespace {

std::vector<records::Run> runs(int count) {
    std::vector<records::Run> result;
    for (int i = count; i > 0; --i) {
        records::Run run;
        run.id = i;
        run.kind = i % 2 == 0 ? records::JobKind::Search : records::JobKind::Measure;
        run.state = i == 1 ? records::RunState::Interrupted : records::RunState::Finished;
        run.title = "run number " + std::to_string(i);
        run.progress = i / 100.0;
        run.createdAt = "2026-01-01T00:00:" + std::string(i < 10 ? "0" : "") + std::to_string(i) + "Z";
        run.results = R"({"error": 0.05, "list": [1, 2]})";
        result.push_back(run);
    }
    return result;
}

TEST(RunsModel, KeepsTheRulesOfModels) {
    RunsModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setRuns(runs(3));
    model.setRuns(runs(5)); // new ones on top
    model.setRuns(runs(5)); // the same, changed
    model.setRuns(runs(2)); // another project
    model.setRuns(std::vector<records::Run>());
    EXPECT_EQ(model.rowCount(), 0);
}

TEST(RunsModel, NewRunsOnTopKeepTheOthersInPlace) {
    RunsModel model;
    model.setRuns(runs(3));
    const QPersistentModelIndex oldest(model.index(2, 0));
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.setRuns(runs(5));
    EXPECT_EQ(reset.count(), 0);
    EXPECT_EQ(oldest.row(), 4);
    EXPECT_EQ(oldest.data(RunsModel::RunRole).toLongLong(), 1);
}

TEST(RunsModel, SortsByNumbersNotTexts) {
    RunsModel model;
    model.setRuns(runs(12));
    QSortFilterProxyModel proxy;
    proxy.setSourceModel(&model);
    proxy.setSortRole(RunsModel::SortRole);
    proxy.sort(static_cast<int>(RunsModel::Column::Id), Qt::AscendingOrder);
    EXPECT_EQ(proxy.index(1, 0).data(RunsModel::RunRole).toLongLong(), 2);
    EXPECT_EQ(proxy.index(11, 0).data(RunsModel::RunRole).toLongLong(), 12);
}

TEST(RunsView, FiltersAndOffersToResumeWhatWasInterrupted) {
    Selection selection;
    RunsView view(selection);
    auto snapshot = std::make_shared<ProjectSnapshot>();
    snapshot->runs = runs(12);
    view.setSnapshot(snapshot);
    view.show();
    auto* table = view.findChild<QTableView*>(QStringLiteral("runsTable"));
    view.findChild<QLineEdit*>(QStringLiteral("runsFilter"))->setText(QStringLiteral("number 12"));
    EXPECT_EQ(table->model()->rowCount(), 1);
    view.findChild<QLineEdit*>(QStringLiteral("runsFilter"))->clear();
    QSignalSpy resume(&view, &RunsView::resumeRequested);
    auto* button = view.findChild<QPushButton*>(QStringLiteral("resumeRun"));
    table->selectRow(0);
    EXPECT_FALSE(button->isEnabled());
    table->selectRow(11);
    ASSERT_TRUE(button->isEnabled());
    button->click();
    ASSERT_EQ(resume.count(), 1);
    EXPECT_EQ(resume.at(0).at(0).value<std::int64_t>(), 1);
}

}
}
