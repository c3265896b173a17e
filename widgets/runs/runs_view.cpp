// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/runs/runs_view.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QVBoxLayout>

#include "widgets/common/selection.h"
#include "widgets/runs/runs_model.h"

namespace paretoscope::widgets {

RunsView::RunsView(Selection& selection, QWidget* parent)
    : QWidget(parent)
    , selection_(selection)
    , model_(new RunsModel(this))
    , proxy_(new QSortFilterProxyModel(this))
    , filter_(new QLineEdit(this))
    , table_(new QTableView(this))
    , hint_(new QLabel(tr("No runs yet. Start with “Measure this computer”."), this))
    , resume_(new QPushButton(tr("&Resume run"), this)) {
    proxy_->setSourceModel(model_);
    proxy_->setSortRole(RunsModel::SortRole);
    proxy_->setFilterKeyColumn(-1);
    proxy_->setFilterCaseSensitivity(Qt::CaseInsensitive);
    filter_->setObjectName(QStringLiteral("runsFilter"));
    filter_->setAccessibleName(tr("Search in runs"));
    filter_->setPlaceholderText(tr("Search in runs"));
    filter_->setClearButtonEnabled(true);
    resume_->setObjectName(QStringLiteral("resumeRun"));
    resume_->setToolTip(tr("Goes on with an interrupted or failed run from its last checkpoint"));
    table_->setObjectName(QStringLiteral("runsTable"));
    table_->setAccessibleName(tr("Runs"));
    table_->setModel(proxy_);
    table_->setSortingEnabled(true);
    table_->sortByColumn(static_cast<int>(RunsModel::Column::Id), Qt::DescendingOrder);
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->setWordWrap(false);
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table_->horizontalHeader()->setStretchLastSection(true);
    const auto width = [this](RunsModel::Column column, int characters) {
        table_->setColumnWidth(static_cast<int>(column), fontMetrics().averageCharWidth() * characters);
    };
    width(RunsModel::Column::Id, 8);
    width(RunsModel::Column::Kind, 12);
    width(RunsModel::Column::Title, 46);
    width(RunsModel::Column::State, 14);
    width(RunsModel::Column::Progress, 9);
    width(RunsModel::Column::Seed, 8);
    width(RunsModel::Column::Created, 24);
    width(RunsModel::Column::Updated, 24);
    table_->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 10);
    hint_->setAlignment(Qt::AlignCenter);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* controls = new QHBoxLayout;
    controls->setContentsMargins(8, 6, 8, 2);
    controls->addWidget(filter_, 1);
    controls->addWidget(resume_);
    layout->addLayout(controls);
    layout->addWidget(hint_, 1);
    layout->addWidget(table_, 1);
    connect(filter_, &QLineEdit::textChanged, proxy_, &QSortFilterProxyModel::setFilterFixedString);
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &RunsView::showSelected);
    connect(model_, &QAbstractItemModel::dataChanged, this, &RunsView::showSelected);
    connect(resume_, &QPushButton::clicked, this, [this] { Q_EMIT resumeRequested(selection_.run()); });
    setSnapshot({});
}

void RunsView::setSnapshot(const SnapshotPointer& snapshot) {
    model_->setRuns(snapshot ? snapshot->runs : std::vector<records::Run>());
    hint_->setVisible(model_->rowCount() == 0);
    table_->setVisible(model_->rowCount() > 0);
    showSelected();
}

void RunsView::showSelected() {
    const QModelIndex current = table_->currentIndex();
    const records::Run* run = current.isValid() ? model_->runAt(proxy_->mapToSource(current).row()) : nullptr;
    resume_->setEnabled(
        run != nullptr && (run->state == records::RunState::Interrupted || run->state == records::RunState::Failed));
    if (run != nullptr) {
        selection_.setRun(run->id);
    }
}

}
