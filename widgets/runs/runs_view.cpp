// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/runs/runs_view.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QUndoStack>
#include <QVBoxLayout>

#include "core/options/jobs.h"
#include "widgets/common/column_menu.h"
#include "widgets/common/column_widths.h"
#include "widgets/common/controls.h"
#include "widgets/common/number_text.h"
#include "widgets/common/selection.h"
#include "widgets/runs/run_actions.h"
#include "widgets/runs/runs_model.h"

namespace paretoscope::widgets {

RunsView::RunsView(Selection& selection, QWidget* parent)
    : View(parent)
    , selection_(selection)
    , model_(new RunsModel(this))
    , filter_(new QLineEdit(this))
    , bin_(new QCheckBox(tr("&Bin"), this))
    , table_(new QTableView(this))
    , hint_(new QLabel(this))
    , tags_(new QLineEdit(this))
    , note_(new QLineEdit(this)) {
    setUpTable();
    setUpButtons();
    auto* layout = bare(new QVBoxLayout(this));
    auto* search = bare(new QHBoxLayout);
    search->addWidget(filter_, 1);
    search->addWidget(bin_);
    auto* words = bare(new QHBoxLayout);
    auto* tagsLabel = new QLabel(tr("Ta&gs"), this);
    auto* noteLabel = new QLabel(tr("&Note"), this);
    tagsLabel->setBuddy(tags_);
    noteLabel->setBuddy(note_);
    words->addWidget(tagsLabel);
    words->addWidget(tags_, 1);
    words->addWidget(noteLabel);
    words->addWidget(note_, 3);
    auto* buttons = bare(new QHBoxLayout);
    for (QPushButton* button : {resume_, duplicate_, compare_, folder_, delete_, purge_}) {
        buttons->addWidget(button);
    }
    buttons->addStretch(1);
    layout->addLayout(search);
    layout->addWidget(hint_, 1);
    layout->addWidget(table_, 1);
    layout->addLayout(words);
    layout->addLayout(buttons);
    connectButtons();
    setSnapshot({});
}

void RunsView::setUpTable() {
    nameWidget(filter_, "runsFilter", tr("Search in runs"));
    filter_->setPlaceholderText(tr("Search in runs; tag:word looks in tags alone"));
    filter_->setClearButtonEnabled(true);
    bin_->setObjectName(QStringLiteral("runsBin"));
    nameWidget(table_, "runsTable", tr("Runs"));
    table_->setModel(model_);
    table_->setSortingEnabled(true);
    table_->sortByColumn(static_cast<int>(RunsModel::Column::Id), Qt::DescendingOrder);
    setUpRows(table_);
    table_->setSelectionMode(QAbstractItemView::ExtendedSelection);
    table_->horizontalHeader()->setStretchLastSection(true);
    table_->horizontalHeader()->setSectionsMovable(true);
    new ColumnWidths(*table_, {10, 14, 46, 14, 9, 46, 25, 14, 8, 25}); // owned by the table
    offerColumns(*table_->horizontalHeader(), QStringLiteral("runs"));
    hint_->setAlignment(Qt::AlignCenter);
    hint_->setWordWrap(true);
    nameWidget(tags_, "runTags", tr("Tags of the run"));
    tags_->setPlaceholderText(tr("separated by commas"));
    nameWidget(note_, "runNote", tr("Note on the run"));
}

QPushButton* RunsView::addButton(const char* name, const QString& text) {
    auto* button = new QPushButton(text, this);
    button->setObjectName(QLatin1String(name));
    return button;
}

void RunsView::setUpButtons() {
    resume_ = addButton("resumeRun", tr("&Resume run"));
    duplicate_ = addButton("duplicateRun", tr("D&uplicate…"));
    compare_ = addButton("compareRuns", tr("&Compare…"));
    folder_ = addButton("openFolder", tr("Open &folder"));
    folder_->setToolTip(tr("The folder of the project file"));
    delete_ = addButton("deleteRun", tr("&Delete"));
    purge_ = addButton("purgeRuns", tr("&Empty bin…"));
}

void RunsView::connectButtons() {
    connect(filter_, &QLineEdit::textChanged, this, [this](const QString& text) {
        model_->setFilter(RunTextFilter(text));
        const int row = model_->rowOf(shown_);
        if (row >= 0) {
            table_->selectRow(row);
        }
        showSelected();
    });
    connect(bin_, &QCheckBox::toggled, this, &RunsView::showRuns);
    connect(table_->selectionModel(), &QItemSelectionModel::selectionChanged, this, &RunsView::showSelected);
    connect(model_, &QAbstractItemModel::dataChanged, this, &RunsView::showSelected);
    connect(tags_, &QLineEdit::editingFinished, this, &RunsView::takeNotes);
    connect(note_, &QLineEdit::editingFinished, this, &RunsView::takeNotes);
    connect(resume_, &QPushButton::clicked, this, [this] { Q_EMIT resumeRequested(selection_.run()); });
    connect(duplicate_, &QPushButton::clicked, this, [this] { Q_EMIT duplicateRequested(selection_.run()); });
    connect(compare_, &QPushButton::clicked, this, [this] { Q_EMIT compareRequested(selectedRuns()); });
    connect(folder_, &QPushButton::clicked, this, &RunsView::openFolderRequested);
    connect(purge_, &QPushButton::clicked, this, &RunsView::purgeRequested);
    connect(
        delete_, &QPushButton::clicked, this, [this] { Q_EMIT deleteRequested(selectedRuns(), !bin_->isChecked()); });
}

void RunsView::setActions(RunActions& actions) {
    actions_ = &actions;
    connect(actions_, &RunActions::message, this, &View::message);
}

void RunsView::showState(const ProjectState& state) {
    if (readOnly_ != state.readOnly) {
        readOnly_ = state.readOnly;
        tags_->setReadOnly(readOnly_);
        note_->setReadOnly(readOnly_);
        showSelected();
    }
}

void RunsView::setSnapshot(const SnapshotPointer& snapshot) {
    snapshot_ = snapshot;
    if (!snapshot && actions_ != nullptr) {
        actions_->undoStack().clear();
    }
    showRuns();
}

QList<QUndoStack*> RunsView::undoStacks() {
    return actions_ != nullptr ? QList<QUndoStack*>{&actions_->undoStack()} : QList<QUndoStack*>();
}

void RunsView::showRuns() {
    const std::int64_t before = shown_;
    const bool inBin = bin_->isChecked();
    if (snapshot_) {
        // Shares the snapshot's list: 100,000 runs are not copied.
        model_->setRuns(std::shared_ptr<const std::vector<records::Run>>(
            snapshot_, inBin ? &snapshot_->deletedRuns : &snapshot_->runs));
    } else {
        model_->setRuns(std::vector<records::Run>());
    }
    const bool empty = model_->rowCount() == 0 && filter_->text().isEmpty();
    hint_->setText(inBin ? tr("The bin is empty.") : tr("No runs yet. Start with “Measure”."));
    hint_->setVisible(empty);
    const bool noneDeleted = !inBin && (!snapshot_ || snapshot_->deletedRuns.empty());
    setPossible(
        *bin_, noneDeleted ? tr("No run was deleted.") : QString(), tr("Shows deleted runs, which can be restored"));
    setPossible(*filter_, empty ? hint_->text() : QString());
    table_->setVisible(!empty);
    //: A button: takes deleted runs out of the bin.
    delete_->setText(inBin ? tr("&Restore") : tr("&Delete"));
    purge_->setVisible(inBin);
    const int row = model_->rowOf(before);
    if (row >= 0 && table_->selectionModel()->selectedRows().isEmpty()) {
        table_->selectRow(row);
    }
    showSelected();
}

QList<qint64> RunsView::selectedRuns() const {
    QList<qint64> runs;
    for (const QModelIndex& index : table_->selectionModel()->selectedRows()) {
        runs.append(index.data(RunsModel::RunRole).toLongLong());
    }
    return runs;
}

const records::Run* RunsView::currentRun() const {
    const QModelIndexList rows = table_->selectionModel()->selectedRows();
    return rows.size() == 1 ? model_->runAt(rows.front().row()) : nullptr;
}

void RunsView::takeNotes() {
    const QModelIndexList rows = table_->selectionModel()->selectedRows();
    const records::Run* run = rows.size() == 1 ? model_->runAt(rows.front().row()) : nullptr;
    if (run != nullptr && run->id == shown_
        && (tags_->text() != toQString(run->tags) || note_->text() != toQString(run->note))) {
        Q_EMIT annotateRequested(run->id, tags_->text().trimmed(), note_->text().trimmed());
    }
}

void RunsView::showSelected() {
    const records::Run* run = currentRun();
    const QList<qint64> selected = selectedRuns();
    const bool inBin = bin_->isChecked();
    const QString readOnly = ProjectState{.readOnly = readOnly_}.noJob();
    const QString notOne = !readOnly.isEmpty() ? readOnly : run == nullptr ? tr("Choose one run.") : QString();
    setPossible(*resume_,
        !notOne.isEmpty() ? notOne
            : inBin       ? tr("Restore the run first.")
            : !options::canGoOn(*run)
            ? tr("Only an interrupted run can be continued, or a failed one that may work now.")
            : QString(),
        tr("Continues an interrupted or failed run from its last checkpoint"));
    setPossible(*duplicate_, notOne, tr("Starts the same job again, with changes"));
    setPossible(*compare_, selected.size() < 2 ? tr("Choose two runs or more.") : QString(),
        tr("What differs in the configurations of the selected runs"));
    setPossible(*delete_, readOnly.isEmpty() && selected.isEmpty() ? tr("Choose runs first.") : readOnly,
        inBin ? tr("Takes the selected runs out of the bin")
              : tr("Puts the selected runs into the bin; can be undone"));
    setPossible(*purge_, model_->rowCount() == 0 ? tr("The bin is empty.") : readOnly,
        tr("Removes the deleted runs for good, with their candidates"));
    folder_->setEnabled(snapshot_ != nullptr);
    tags_->setEnabled(run != nullptr);
    note_->setEnabled(run != nullptr);
    const std::int64_t id = run != nullptr ? run->id : 0;
    // What is being typed stays when a snapshot comes.
    if (id != shown_ || (!tags_->hasFocus() && !note_->hasFocus())) {
        tags_->setText(run != nullptr ? toQString(run->tags) : QString());
        note_->setText(run != nullptr ? toQString(run->note) : QString());
    }
    shown_ = id;
    if (run != nullptr) {
        selection_.setRun(run->id);
    }
}

ViewType runsView() {
    return {"runs", [] { return RunsView::tr("&Runs"); },
        [](const ViewContext& context, QWidget* parent) -> View* {
            auto* view = new RunsView(context.selection, parent);
            view->setActions(*new RunActions(*view, context.jobs, context.dialogs));
            return view;
        },
        nullptr};
}

}
