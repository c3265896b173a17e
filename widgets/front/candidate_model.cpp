// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/candidate_model.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <utility>

#include "widgets/common/number_text.h"
#include "widgets/common/provenance_mark.h"
#include "widgets/front/front_cloud.h"
#include "widgets/front/point_text.h"
#include "widgets/style/line_icon.h"

namespace paretoscope::widgets {

namespace {

/// Numbers to the right, words to the left.
Qt::AlignmentFlag alignmentOf(CandidateModel::Column column) {
    using Column = CandidateModel::Column;
    if (column == Column::Star || column == Column::OnFront) {
        return Qt::AlignHCenter;
    }
    return column == Column::Origin || column == Column::Note ? Qt::AlignLeft : Qt::AlignRight;
}

}

void CandidateModel::setFront(std::shared_ptr<const FrontSnapshot> front) {
    beginResetModel();
    front_ = std::move(front);
    onFront_.assign(front_ ? front_->points.size() : 0, false);
    mostParameters_ = 0;
    mostMacs_ = 0;
    if (front_) {
        for (const auto& [candidate, detail] : front_->details) {
            mostParameters_ = std::max(mostParameters_, detail->parameters);
            mostMacs_ = std::max(mostMacs_, detail->macs);
        }
        for (const std::size_t member : front_->accuracyHull.front()) {
            onFront_[member] = true;
        }
    }
    refill();
    endResetModel();
}

void CandidateModel::setRemarks(std::shared_ptr<const Remarks> remarks) {
    if (!remarks) {
        remarks = std::make_shared<const Remarks>();
    }
    if (remarks_ == remarks) {
        return;
    }
    const bool again = filter_.readsRemarks() || sorted_ == Column::Star || sorted_ == Column::Note;
    if (again) {
        beginResetModel();
    }
    remarks_ = std::move(remarks);
    if (again) {
        refill();
        endResetModel();
    } else if (!rows_.empty()) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1)); // whatever is chosen stays
    }
}

const store::Remark& CandidateModel::remarkOf(std::size_t point) const {
    return remarks_->of(front_->points[point].candidateId);
}

void CandidateModel::setFilter(CandidateFilter filter) {
    beginResetModel();
    filter_ = std::move(filter);
    refill();
    endResetModel();
}

void CandidateModel::refill() {
    rows_.clear();
    const std::vector<double> ranks = filter_.readsRanks() ? accuracyRanks() : std::vector<double>(onFront_.size());
    for (std::size_t i = 0; i < onFront_.size(); ++i) {
        if (filter_.accepts({*front_, i, onFront_[i], remarkOf(i), ranks[i]})) {
            rows_.push_back(i);
        }
    }
    order();
}

std::vector<double> CandidateModel::accuracyRanks() const {
    std::vector<double> accuracy;
    accuracy.reserve(onFront_.size());
    for (std::size_t i = 0; i < onFront_.size(); ++i) {
        const double value = front_->expectedAccuracy(front_->points[i]);
        accuracy.push_back(std::isnan(value) ? -std::numeric_limits<double>::infinity() : value); // NaN has no order
    }
    std::vector<double> sorted = accuracy;
    std::ranges::sort(sorted, std::greater());
    std::vector<double> ranks;
    ranks.reserve(accuracy.size());
    for (const double value : accuracy) { // equal ones have the same rank
        const auto better = std::ranges::lower_bound(sorted, value, std::greater()) - sorted.begin();
        ranks.push_back(static_cast<double>(better) / static_cast<double>(sorted.size()));
    }
    return ranks;
}

void CandidateModel::order() {
    const bool ascending = order_ == Qt::AscendingOrder;
    if (sorted_ == Column::Note) {
        std::stable_sort(rows_.begin(), rows_.end(), [this, ascending](std::size_t a, std::size_t b) {
            return ascending ? remarkOf(a).note < remarkOf(b).note : remarkOf(b).note < remarkOf(a).note;
        });
        return;
    }
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
    case Column::Star:
        return remarkOf(index).starred ? 0 : 1;
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
    case Column::Note: // by its text
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
        return detail ? countText(detail->parameters, mostParameters_) : none;
    case Column::Macs:
        return detail ? countText(detail->macs, mostMacs_) : none;
    case Column::Note:
        return toQString(remarkOf(index).note);
    case Column::Star: // an icon
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
    if (role == Qt::DisplayRole || (role == Qt::EditRole && column == Column::Note)) {
        return text(point, column);
    }
    if (column == Column::Star) {
        const bool starred = remarkOf(point).starred;
        if (role == Qt::DecorationRole) {
            return lineIcon(starred ? QStringLiteral("star-full") : QStringLiteral("star"));
        }
        if (role == Qt::AccessibleTextRole) {
            return starred ? tr("with a star") : tr("without a star");
        }
        if (role == Qt::ToolTipRole) {
            return !writable_ ? tr("This project can only be read.")
                : starred     ? tr("Takes the star away")
                              : tr("Gives this cell a star");
        }
    }
    if (role == Qt::ToolTipRole && column == Column::Note) {
        const QString note = text(point, column);
        return note.isEmpty() && writable_ ? tr("A note: double click, or F2") : note;
    }
    if (role == Qt::ToolTipRole && column == Column::Accuracy) {
        return spokenProvenanceText(*front_, front_->points[point]);
    }
    if (role == Qt::ToolTipRole && column == Column::Latency) {
        return provenanceText(front_->points[point].costProvenance);
    }
    if (role == Qt::TextAlignmentRole) {
        return static_cast<int>(alignmentOf(column) | Qt::AlignVCenter);
    }
    return {};
}

QVariant CandidateModel::headerData(int section, Qt::Orientation orientation, int role) const {
    const auto column = static_cast<Column>(section);
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return static_cast<int>(alignmentOf(column) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (column) {
    case Column::Star: // its icons speak for themselves, and a word would be wider than they are
        return {};
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
    case Column::Note:
        //: Column: what the user wrote about a candidate.
        return tr("Note");
    case Column::Count:
        break;
    }
    return {};
}

Qt::ItemFlags CandidateModel::flags(const QModelIndex& index) const {
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    const bool editable = writable_ && static_cast<Column>(index.column()) == Column::Note;
    return editable ? flags | Qt::ItemIsEditable : flags;
}

bool CandidateModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (role != Qt::EditRole || static_cast<Column>(index.column()) != Column::Note) {
        return false;
    }
    const QString note = value.toString().trimmed();
    if (note != toQString(remark(index.row()).note)) {
        Q_EMIT noteEdited(front_->points[pointAt(index.row())].candidateId, note);
    }
    return true;
}

}
