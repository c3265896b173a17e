// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/candidate_table.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLineEdit>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "widgets/common/eliding_label.h"
#include "widgets/common/number_text.h"
#include "widgets/common/palette.h"
#include "widgets/common/provenance_mark.h"
#include "widgets/common/selection.h"
#include "widgets/front/candidate_details.h"
#include "widgets/front/front_cloud.h"
#include "widgets/front/point_text.h"
#include "widgets/style/line_icon.h"
#include "widgets/style/sizes.h"

namespace paretoscope::widgets {

namespace {

constexpr std::size_t mostKept = 200; ///< chosen rows that are chosen again in a new snapshot

}

void CandidateModel::setFront(std::shared_ptr<const FrontSnapshot> front) {
    beginResetModel();
    front_ = std::move(front);
    onFront_.assign(front_ ? front_->points.size() : 0, false);
    if (front_) {
        for (const std::size_t member : front_->accuracyHull.front()) {
            onFront_[member] = true;
        }
    }
    refill();
    endResetModel();
}

void CandidateModel::setFilter(CandidateFilter filter) {
    beginResetModel();
    filter_ = std::move(filter);
    refill();
    endResetModel();
}

void CandidateModel::refill() {
    rows_.clear();
    for (std::size_t i = 0; i < onFront_.size(); ++i) {
        if (filter_.accepts(*front_, i, onFront_[i])) {
            rows_.push_back(i);
        }
    }
    order();
}

void CandidateModel::order() {
    const bool ascending = order_ == Qt::AscendingOrder;
    std::vector<double> keys(onFront_.size());
    for (const std::size_t row : rows_) {
        const double value = key(row, sorted_);
        keys[row] = std::isnan(value) ? -std::numeric_limits<double>::infinity() : value; // NaN has no order
    }
    std::stable_sort(rows_.begin(), rows_.end(),
        [&keys, ascending](std::size_t a, std::size_t b) { return ascending ? keys[a] < keys[b] : keys[b] < keys[a]; });
}

void CandidateModel::sort(int column, Qt::SortOrder order) {
    beginResetModel();
    sorted_ = static_cast<Column>(column);
    order_ = order;
    this->order();
    endResetModel();
}

int CandidateModel::rowOf(std::int64_t candidate) const {
    const int point = front_ ? front_->indexOf(candidate) : -1;
    const auto found = std::find(rows_.begin(), rows_.end(), static_cast<std::size_t>(point));
    return point < 0 || found == rows_.end() ? -1 : static_cast<int>(found - rows_.begin());
}

int CandidateModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int CandidateModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(Column::Count);
}

double CandidateModel::key(std::size_t index, Column column) const {
    const store::FrontPoint& point = front_->points[index];
    const auto detail =
        column == Column::Parameters || column == Column::Macs ? front_->detail(point.candidateId) : nullptr;
    switch (column) {
    case Column::Candidate:
        return static_cast<double>(point.candidateId);
    case Column::Accuracy:
        return point.accuracy;
    case Column::Latency:
        return point.cost;
    case Column::OnFront:
        return onFront_[index] ? 0 : 1;
    case Column::Origin:
        return index < front_->origins.size() ? static_cast<double>(front_->origins[index]) : 0;
    case Column::Run:
        return static_cast<double>(point.run);
    case Column::Parameters:
        return detail ? static_cast<double>(detail->parameters) : -1;
    case Column::Macs:
        return detail ? static_cast<double>(detail->macs) : -1;
    case Column::Count:
        break;
    }
    return 0;
}

QString CandidateModel::text(std::size_t index, Column column) const {
    const store::FrontPoint& point = front_->points[index];
    const QString none = QStringLiteral("–");
    const auto detail =
        column == Column::Parameters || column == Column::Macs ? front_->detail(point.candidateId) : nullptr;
    switch (column) {
    case Column::Candidate:
        return QString::number(point.candidateId);
    case Column::Accuracy:
        return accuracyText(point);
    case Column::Latency:
        return provenanceMark(point.costProvenance) + QLatin1Char(' ') + latencyText(point.cost);
    case Column::OnFront:
        return onFront_[index] ? QStringLiteral("✓") : QString();
    case Column::Origin:
        return index < front_->origins.size() ? originText(front_->origins[index]) : none;
    case Column::Run:
        return point.run > 0 ? QString::number(point.run) : none;
    case Column::Parameters:
        return detail ? countText(detail->parameters) : none;
    case Column::Macs:
        return detail ? countText(detail->macs) : none;
    case Column::Count:
        break;
    }
    return {};
}

QVariant CandidateModel::data(const QModelIndex& index, int role) const {
    if (!front_ || !index.isValid()) {
        return {};
    }
    const std::size_t point = pointAt(index.row());
    const auto column = static_cast<Column>(index.column());
    if (role == Qt::DisplayRole) {
        return text(point, column);
    }
    if (role == Qt::ToolTipRole && column == Column::Accuracy) {
        return spokenProvenanceText(*front_, front_->points[point]);
    }
    if (role == Qt::ToolTipRole && column == Column::Latency) {
        return provenanceText(front_->points[point].costProvenance);
    }
    if (role == Qt::TextAlignmentRole && column != Column::Origin) {
        return static_cast<int>((column == Column::OnFront ? Qt::AlignHCenter : Qt::AlignRight) | Qt::AlignVCenter);
    }
    return {};
}

QVariant CandidateModel::headerData(int section, Qt::Orientation orientation, int role) const {
    const auto column = static_cast<Column>(section);
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole && column != Column::Origin) {
        return static_cast<int>((column == Column::OnFront ? Qt::AlignHCenter : Qt::AlignRight) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (column) {
    case Column::Candidate:
        return tr("Candidate");
    case Column::Accuracy:
        return tr("Accuracy");
    case Column::Latency:
        return tr("Latency");
    case Column::OnFront:
        //: Column: whether a candidate is on the front.
        return tr("Front");
    case Column::Origin:
        //: Column: who proposed a candidate.
        return tr("Origin");
    case Column::Run:
        return tr("Run");
    case Column::Parameters:
        return tr("Parameters");
    case Column::Macs:
        //: Multiply-accumulate operations of one image.
        return tr("MACs");
    case Column::Count:
        break;
    }
    return {};
}

CandidateTable::CandidateTable(Selection& selection, QWidget* parent)
    : QWidget(parent)
    , selection_(selection)
    , model_(new CandidateModel(this))
    , filter_(new QLineEdit(this))
    , count_(new ElidingLabel(this))
    , table_(new QTableView(this))
    //: A button: two chosen candidates side by side.
    , compare_(new QPushButton(tr("Compare"), this))
    , measure_(new QPushButton(tr("Measure"), this))
    //: A button: train the chosen candidates.
    , train_(new QPushButton(tr("Train"), this)) {
    setUp();
    auto* above = new QHBoxLayout;
    above->addWidget(filter_, 2);
    above->addWidget(count_, 1);
    above->addWidget(compare_);
    above->addWidget(measure_);
    above->addWidget(train_);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
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
    connect(&selection_, &Selection::candidateChanged, this, &CandidateTable::followSelection);
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
    onRowsChanged();
}

void CandidateTable::setUp() {
    filter_->setObjectName(QStringLiteral("candidateFilter"));
    filter_->setClearButtonEnabled(true);
    filter_->addAction(lineIcon(QStringLiteral("filter")), QLineEdit::LeadingPosition);
    //: The words before "…" are commands and stay as they are.
    filter_->setPlaceholderText(tr("front  run:22  lat<0.3  acc>50 …"));
    filter_->setAccessibleName(tr("Filter of the candidates"));
    filter_->setToolTip(
        tr("Words that all have to hold: front, random, search, published, measured, predicted, trained, "
           "estimated, run:22, id:87, lat<0.3 (ms), lat>0.2, acc>50 (%), acc<90"));
    table_->setObjectName(QStringLiteral("candidateTable"));
    table_->setAccessibleName(tr("Candidates"));
    table_->setModel(model_);
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setSelectionMode(QAbstractItemView::ExtendedSelection);
    table_->setSortingEnabled(true);
    table_->sortByColumn(static_cast<int>(CandidateModel::Column::Latency), Qt::AscendingOrder);
    table_->setShowGrid(false);
    table_->setTabKeyNavigation(false);
    table_->setWordWrap(false);
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table_->verticalHeader()->setDefaultSectionSize(sizes::row);
    table_->horizontalHeader()->setStretchLastSection(true);
    compare_->setObjectName(QStringLiteral("candidatesCompare"));
    compare_->setIcon(lineIcon(QStringLiteral("swap")));
    measure_->setObjectName(QStringLiteral("candidatesMeasure"));
    measure_->setIcon(lineIcon(QStringLiteral("measure")));
    train_->setObjectName(QStringLiteral("candidatesTrain"));
    train_->setIcon(lineIcon(QStringLiteral("play")));
}

void CandidateTable::setSnapshot(const SnapshotPointer& snapshot) {
    snapshot_ = snapshot;
    showFront();
    onRowsChanged(); // details may have come
}

void CandidateTable::showFront() {
    const auto front = snapshot_ ? snapshot_->part<FrontSnapshot>() : nullptr;
    if (!isVisible() || model_->front() == front) { // a search brings many snapshots a second
        return;
    }
    const std::vector<std::int64_t> before = chosen();
    model_->setFront(front);
    showCount(CandidateFilter(filter_->text()).problem());
    if (before.size() < 2 || before.size() > mostKept) {
        return; // one row follows the selection
    }
    QItemSelection kept;
    for (const std::int64_t candidate : before) {
        if (const int row = model_->rowOf(candidate); row >= 0) {
            kept.select(model_->index(row, 0), model_->index(row, 0));
        }
    }
    table_->selectionModel()->select(kept, QItemSelectionModel::Select | QItemSelectionModel::Rows);
}

void CandidateTable::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    showFront();
}

void CandidateTable::applyFilter() {
    CandidateFilter filter(filter_->text());
    const QString problem = filter.problem();
    if (problem.isEmpty()) {
        model_->setFilter(std::move(filter));
    }
    showCount(problem);
}

void CandidateTable::showCount(const QString& problem) {
    const auto all = model_->front() ? static_cast<qint64>(model_->front()->points.size()) : 0;
    //: %1 is a word that a filter does not know.
    count_->setText(!problem.isEmpty() ? tr("“%1” is not understood").arg(problem)
                                       //: %1 of %2 candidates.
                                       : tr("%1 of %2").arg(countText(model_->rowCount()), countText(all)));
}

void CandidateTable::followSelection() {
    if (following_ || !isVisible()) {
        return;
    }
    const int row = model_->rowOf(selection_.candidate());
    if (row < 0) {
        return;
    }
    const QScopedValueRollback quiet(following_, true);
    if (!table_->selectionModel()->isRowSelected(row)) {
        table_->selectRow(row);
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

void CandidateTable::setJobsPossible(bool possible, const QString& reason) {
    jobsPossible_ = possible;
    reason_ = reason;
    onRowsChanged();
}

void CandidateTable::onRowsChanged() {
    const std::size_t rows = chosen().size();
    const std::size_t known = genotypes().size();
    compare_->setEnabled(rows == 2);
    compare_->setToolTip(rows == 2 ? tr("Side by side") : tr("Choose two rows, the second one with Ctrl"));
    if (known < rows) {
        Q_EMIT detailsWanted();
    }
    const bool some = jobsPossible_ && known > 0 && known == rows;
    const QString why = !jobsPossible_ ? reason_
        : rows == 0                    ? tr("Choose rows first")
        : known < rows                 ? tr("Too many rows at once")
                                       : QString();
    measure_->setEnabled(some);
    measure_->setToolTip(some ? tr("Measures exactly these on the device setting of the front") : why);
    train_->setEnabled(some);
    train_->setToolTip(some ? tr("Trains exactly these as the accuracies of the front were trained") : why);
}

}
