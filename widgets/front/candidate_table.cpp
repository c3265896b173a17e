// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/candidate_table.h"

#include <QAbstractItemDelegate>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "widgets/common/column_menu.h"
#include "widgets/common/column_widths.h"
#include "widgets/common/controls.h"
#include "widgets/common/eliding_label.h"
#include "widgets/common/number_text.h"
#include "widgets/common/selection.h"
#include "widgets/common/typed_number.h"
#include "widgets/front/candidate_details.h"
#include "widgets/front/candidate_model.h"
#include "widgets/style/line_icon.h"
#include "widgets/style/sizes.h"
#include "widgets/style/style.h"

namespace paretoscope::widgets {

namespace {

constexpr std::size_t mostKept = 200; ///< chosen rows that are chosen again in a new snapshot

}

CandidateTable::CandidateTable(Selection& selection, QWidget* parent)
    : QWidget(parent)
    , selection_(selection)
    , model_(new CandidateModel(this))
    , filter_(new QLineEdit(this))
    , count_(new ElidingLabel(this))
    , table_(new QTableView(this))
    , none_(new QLabel(table_->viewport()))
    //: A button: two chosen candidates side by side.
    , compare_(new QPushButton(tr("Compare"), this))
    , measure_(new QPushButton(tr("Measure"), this))
    //: A button: train the chosen candidates.
    , train_(new QPushButton(tr("Train"), this))
    //: A button: write files of the chosen candidates.
    , export_(new QPushButton(tr("Export…"), this))
    //: A button: give the chosen candidates a star.
    , star_(new QPushButton(tr("Star"), this)) {
    setUp();
    auto* above = new QHBoxLayout;
    above->addWidget(filter_, 2);
    above->addWidget(count_, 1);
    above->addWidget(compare_);
    above->addWidget(measure_);
    above->addWidget(train_);
    above->addWidget(export_);
    above->addWidget(star_);
    auto* layout = bare(new QVBoxLayout(this));
    layout->setSpacing(sizes::grid);
    layout->addLayout(above);
    layout->addWidget(table_, 1);
    connect(filter_, &QLineEdit::textChanged, this, &CandidateTable::applyFilter);
    connect(table_->selectionModel(), &QItemSelectionModel::selectionChanged, this, &CandidateTable::onRowsChanged);
    connect(
        table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& current) {
            if (!following_ && current.isValid()) {
                const QScopedValueRollback quiet(following_, true); // the click selects its row by itself
                selection_.setCandidate(model_->front()->points[model_->pointAt(current.row())].candidateId);
            }
        });
    connect(model_, &QAbstractItemModel::modelReset, this, &CandidateTable::followSelection);
    // Queued: the view closes its editor first.
    connect(table_->itemDelegate(), &QAbstractItemDelegate::closeEditor, this, &CandidateTable::endWaiting,
        Qt::QueuedConnection);
    connect(table_->selectionModel(), &QItemSelectionModel::currentChanged, this, &CandidateTable::endWaiting,
        Qt::QueuedConnection);
    connect(table_->itemDelegate(), &QAbstractItemDelegate::closeEditor, this, &CandidateTable::followSelection,
        Qt::QueuedConnection);
    connect(&selection_, &Selection::candidateChanged, this, &CandidateTable::followSelection);
    connectButtons();
    showCount({});
    onRowsChanged();
}

void CandidateTable::connectButtons() {
    connect(compare_, &QPushButton::clicked, this, [this] {
        const std::vector<std::int64_t> rows = chosen();
        selection_.wantComparison(rows.front(), rows.back());
    });
    connect(measure_, &QPushButton::clicked, this, [this] {
        QStringList texts;
        for (const space::Genotype& genotype : genotypes()) {
            texts.append(toQString(genotype));
        }
        Q_EMIT measureRequested(texts);
    });
    connect(train_, &QPushButton::clicked, this, [this] { Q_EMIT trainRequested(genotypes()); });
    connect(export_, &QPushButton::clicked, this, [this] { Q_EMIT exportRequested(chosen()); });
    connect(star_, &QPushButton::clicked, this, &CandidateTable::toggleStars);
    connect(model_, &CandidateModel::noteEdited, this, &CandidateTable::noteRequested);
    connect(model_, &QAbstractItemModel::dataChanged, this, &CandidateTable::onRowsChanged);
    connect(table_, &QTableView::clicked, this, [this](const QModelIndex& index) {
        if (!state_.readOnly && static_cast<CandidateModel::Column>(index.column()) == CandidateModel::Column::Star) {
            Q_EMIT starRequested({model_->front()->points[model_->pointAt(index.row())].candidateId},
                !model_->remark(index.row()).starred);
        }
    });
}

QString CandidateTable::filterWords() {
    return tr(
        "Words that all have to hold: front, star, random, search, published, measured, predicted, trained, estimated, "
        "run:22, id:87 or 87, note:word, top:5 (%), lat<0.3 (ms), lat>200us, acc>50 (%), acc<90");
}

void CandidateTable::setUp() {
    filter_->setObjectName(QStringLiteral("candidateFilter"));
    filter_->setClearButtonEnabled(true);
    filter_->addAction(lineIcon(QStringLiteral("filter")), QLineEdit::LeadingPosition);
    //: The words before "…" are commands and stay as they are.
    filter_->setPlaceholderText(tr("front  star  run:22  lat<0.3  acc>50 …"));
    filter_->setAccessibleName(tr("Filter of the candidates"));
    nameWidget(table_, "candidateTable", tr("Candidates"));
    none_->setObjectName(QStringLiteral("candidatesNone"));
    none_->hide();
    auto* middle = new QVBoxLayout(table_->viewport());
    middle->addWidget(none_, 0, Qt::AlignCenter);
    table_->setModel(model_);
    setUpRows(table_);
    table_->setSelectionMode(QAbstractItemView::ExtendedSelection);
    table_->setSortingEnabled(true);
    table_->sortByColumn(static_cast<int>(CandidateModel::Column::Latency), Qt::AscendingOrder);
    table_->setShowGrid(false);
    table_->horizontalHeader()->setStretchLastSection(true);
    table_->horizontalHeader()->setMinimumSectionSize(forText(sizes::row, *table_));
    new ColumnWidths(*table_, {3, 10, 14, 12, 7, 28, 6, 10, 10}); // owned by the table
    offerColumns(*table_->horizontalHeader(), QStringLiteral("candidates"));
    table_->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    compare_->setObjectName(QStringLiteral("candidatesCompare"));
    compare_->setIcon(lineIcon(QStringLiteral("swap")));
    measure_->setObjectName(QStringLiteral("candidatesMeasure"));
    measure_->setIcon(lineIcon(QStringLiteral("measure")));
    train_->setObjectName(QStringLiteral("candidatesTrain"));
    train_->setIcon(lineIcon(QStringLiteral("play")));
    export_->setObjectName(QStringLiteral("candidatesExport"));
    export_->setIcon(lineIcon(QStringLiteral("export")));
    star_->setObjectName(QStringLiteral("candidatesStar"));
    star_->setIcon(lineIcon(QStringLiteral("star")));
}

bool CandidateTable::isEditing() const {
    return table_->isPersistentEditorOpen(table_->currentIndex()); // true of any editor
}

void CandidateTable::setSnapshot(const SnapshotPointer& snapshot) {
    if (isEditing() && snapshot && snapshot_ && snapshot->path == snapshot_->path) {
        // It would take away the editor with its text, and the next key would go to a button.
        waiting_ = snapshot;
        return;
    }
    waiting_ = nullptr;
    snapshot_ = snapshot;
    keepChosen([&] { model_->setRemarks(snapshot ? snapshot->part<Remarks>() : nullptr); });
    showFront();
    onRowsChanged(); // details may have come
}

void CandidateTable::endWaiting() {
    if (waiting_ && !isEditing()) {
        setSnapshot(SnapshotPointer(waiting_));
    }
}

void CandidateTable::showFront() {
    const auto front = snapshot_ ? snapshot_->part<FrontSnapshot>() : nullptr;
    if (!isVisible() || model_->front() == front) { // a search brings many snapshots a second
        return;
    }
    keepChosen([&] { model_->setFront(front); });
}

void CandidateTable::keepChosen(const std::function<void()>& change) {
    const std::vector<std::int64_t> before = chosen();
    change();
    showCount(CandidateFilter(filter_->text()).problem());
    if (before.size() >= 2 && before.size() <= mostKept) { // one row follows the selection
        choose(before);
    }
}

void CandidateTable::choose(const std::vector<std::int64_t>& candidates) {
    QItemSelection kept;
    for (const std::int64_t candidate : candidates) {
        if (const int row = model_->rowOf(candidate); row >= 0) {
            kept.select(model_->index(row, 0), model_->index(row, 0));
        }
    }
    table_->selectionModel()->select(kept, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

void CandidateTable::toggleStars() {
    std::vector<std::int64_t> without;
    for (const QModelIndex& index : table_->selectionModel()->selectedRows()) {
        if (!model_->remark(index.row()).starred) {
            without.push_back(model_->front()->points[model_->pointAt(index.row())].candidateId);
        }
    }
    const bool starred = !without.empty();
    Q_EMIT starRequested(starred ? without : chosen(), starred);
}

void CandidateTable::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    showFront();
}

void CandidateTable::applyFilter() {
    CandidateFilter filter(filter_->text());
    const QString problem = filter.problem();
    // A part of what was meant would look like an answer.
    model_->setFilter(problem.isEmpty() ? std::move(filter) : CandidateFilter());
    setFieldProblem(*filter_,
        problem.isEmpty()
            ? QString()
            //: %1 is a word that a filter does not know.
            : tr("“%1” is not understood: nothing is filtered.").arg(problem) + QLatin1Char('\n') + filterWords());
    showCount(problem);
}

void CandidateTable::showCount(const QString& problem) {
    const auto all = model_->front() ? static_cast<qint64>(model_->front()->points.size()) : 0;
    //: %1 of %2 candidates.
    const QString count = tr("%1 of %2").arg(countText(model_->rowCount()), countText(all));
    //: %1 how many candidates are shown, %2 is a word that a filter does not know.
    count_->setText(problem.isEmpty() ? count : tr("%1; “%2” is not understood").arg(count, problem));
    const QString noCandidates = all == 0 ? tr("No candidates yet.") : QString();
    none_->setText(all == 0 ? noCandidates : tr("No candidate matches the filter."));
    none_->setVisible(model_->rowCount() == 0);
    setPossible(*table_, noCandidates); // with its header, whose columns would be sorted
    if (problem.isEmpty()) {
        setPossible(*filter_, filter_->text().isEmpty() ? noCandidates : QString(), filterWords());
    }
}

void CandidateTable::followSelection() {
    if (following_ || !isVisible() || isEditing()) {
        return;
    }
    const int row = model_->rowOf(selection_.candidate());
    if (row < 0) {
        return;
    }
    const QScopedValueRollback quiet(following_, true);
    if (!table_->selectionModel()->isRowSelected(row)) {
        // Not selectRow(), which adds the row while the Ctrl of a shortcut is held.
        table_->selectionModel()->setCurrentIndex(
            model_->index(row, 0), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    }
    table_->scrollTo(model_->index(row, 0));
}

std::vector<std::int64_t> CandidateTable::chosen() const {
    std::vector<std::int64_t> candidates;
    for (const QModelIndex& index : table_->selectionModel()->selectedRows()) {
        candidates.push_back(model_->front()->points[model_->pointAt(index.row())].candidateId);
    }
    return candidates;
}

std::vector<space::Genotype> CandidateTable::genotypes() const {
    std::vector<space::Genotype> found;
    for (const std::int64_t candidate : chosen()) {
        if (const auto detail = detailOf(snapshot_, candidate)) {
            found.push_back(detail->genotype);
        }
    }
    return found;
}

void CandidateTable::setState(const ProjectState& state, const QString& noMeasuring) {
    state_ = state;
    noMeasuring_ = noMeasuring;
    model_->setWritable(!state.readOnly);
    onRowsChanged();
}

void CandidateTable::onRowsChanged() {
    const std::size_t rows = chosen().size();
    const std::size_t known = genotypes().size();
    setPossible(*compare_, rows == 2 ? QString() : tr("Choose two rows, the second one with Ctrl"), tr("Side by side"));
    if (known < rows) {
        Q_EMIT detailsWanted();
    }
    const QString whichRows = rows == 0 ? tr("Choose rows first")
        : known < rows                  ? tr("Too many rows at once")
                                        : QString();
    const QString whyNot = state_.noJob().isEmpty() ? whichRows : state_.noJob();
    setPossible(
        *measure_, whyNot.isEmpty() ? noMeasuring_ : whyNot, tr("Measures exactly these on the current device"));
    setPossible(*train_, whyNot, tr("Trains exactly these as the accuracies of the front were trained"));
    // An export is written of a project that can only be read, too.
    setPossible(
        *export_, state_.busy ? tr("A job is running.") : whichRows, tr("Writes a file of each into one folder"));
    setPossible(*star_,
        state_.readOnly ? state_.noJob()
            : rows == 0 ? tr("Choose rows first")
                        : QString(),
        tr("Gives them a star, or takes it away where all have one"));
}

}
