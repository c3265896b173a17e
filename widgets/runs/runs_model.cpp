// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/runs/runs_model.h"

#include <QDateTime>
#include <QLocale>
#include <QStringList>
#include <algorithm>
#include <utility>

#include "widgets/common/engine_text.h"
#include "widgets/common/number_text.h"
#include "widgets/common/result_text.h"

namespace paretoscope::widgets {

namespace {

QDateTime dateOf(const std::string& text) {
    return QDateTime::fromString(toQString(text), Qt::ISODate);
}

/// Whether a comes before b in ascending order of a column; compares what is stored, never texts made for display.
bool isBefore(const records::Run& a, const records::Run& b, RunsModel::Column column) {
    switch (column) {
    case RunsModel::Column::Kind:
        return a.kind < b.kind;
    case RunsModel::Column::Title:
        return a.title < b.title;
    case RunsModel::Column::State:
        return a.state < b.state;
    case RunsModel::Column::Progress:
        return a.progress < b.progress;
    case RunsModel::Column::Tags:
        return a.tags < b.tags;
    case RunsModel::Column::Seed:
        return a.seed < b.seed;
    case RunsModel::Column::Created:
        return a.createdAt < b.createdAt; // ISO 8601 sorts as text
    case RunsModel::Column::Updated:
        return a.updatedAt < b.updatedAt;
    case RunsModel::Column::Result:
        return (a.error.empty() ? a.results : a.error) < (b.error.empty() ? b.results : b.error);
    default:
        return a.id < b.id;
    }
}

}

std::vector<std::uint32_t> RunsModel::ordered(const std::vector<records::Run>& runs) const {
    std::vector<std::uint32_t> rows;
    rows.reserve(runs.size());
    for (std::size_t i = 0; i < runs.size(); ++i) {
        if (filter_.empty() || filter_.accepts(runs[i])) {
            rows.push_back(static_cast<std::uint32_t>(i));
        }
    }
    std::stable_sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) {
        return sortOrder_ == Qt::AscendingOrder ? isBefore(runs[a], runs[b], sortColumn_)
                                                : isBefore(runs[b], runs[a], sortColumn_);
    });
    return rows;
}

void RunsModel::setRuns(std::vector<records::Run> runs) {
    setRuns(std::make_shared<const std::vector<records::Run>>(std::move(runs)));
}

void RunsModel::setRuns(std::shared_ptr<const std::vector<records::Run>> runs) {
    results_.clear();
    std::vector<std::uint32_t> rows = ordered(*runs);
    const auto idIn = [](const std::vector<records::Run>& all, std::uint32_t row) { return all[row].id; };
    const std::size_t added = rows.size() > rows_.size() ? rows.size() - rows_.size() : 0;
    const bool sameBelow = rows.size() >= rows_.size()
        && std::equal(rows_.begin(), rows_.end(), rows.begin() + static_cast<std::ptrdiff_t>(added),
            [&](std::uint32_t old, std::uint32_t fresh) { return idIn(*runs_, old) == idIn(*runs, fresh); });
    if (!sameBelow) {
        beginResetModel();
        runs_ = std::move(runs);
        rows_ = std::move(rows);
        endResetModel();
        return;
    }
    // The same rows with new contents, under rows that are new: a view keeps its selection and its place.
    if (added > 0) {
        beginInsertRows({}, 0, static_cast<int>(added) - 1);
    }
    runs_ = std::move(runs);
    rows_ = std::move(rows);
    if (added > 0) {
        endInsertRows();
    }
    if (rowCount() > static_cast<int>(added)) {
        Q_EMIT dataChanged(index(static_cast<int>(added), 0), index(rowCount() - 1, columnCount() - 1));
    }
}

void RunsModel::reorder() {
    Q_EMIT layoutAboutToBeChanged();
    const QModelIndexList before = persistentIndexList();
    std::vector<std::int64_t> ids;
    for (const QModelIndex& old : before) {
        ids.push_back(runAt(old.row())->id);
    }
    rows_ = ordered(*runs_);
    QModelIndexList after;
    for (qsizetype i = 0; i < before.size(); ++i) {
        const int row = rowOf(ids[static_cast<std::size_t>(i)]);
        after.append(row < 0 ? QModelIndex() : index(row, before[i].column()));
    }
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged();
}

void RunsModel::setFilter(const RunTextFilter& filter) {
    filter_ = filter;
    beginResetModel();
    rows_ = ordered(*runs_);
    endResetModel();
}

void RunsModel::sort(int column, Qt::SortOrder order) {
    sortColumn_ = static_cast<Column>(column);
    sortOrder_ = order;
    reorder();
}

int RunsModel::rowOf(std::int64_t run) const {
    const auto found =
        std::find_if(rows_.begin(), rows_.end(), [&](std::uint32_t row) { return (*runs_)[row].id == run; });
    return found == rows_.end() ? -1 : static_cast<int>(found - rows_.begin());
}

const records::Run* RunsModel::runAt(int row) const {
    return row >= 0 && row < static_cast<int>(rows_.size()) ? &(*runs_)[rows_[static_cast<std::size_t>(row)]] : nullptr;
}

int RunsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int RunsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(Column::Count);
}

QString RunsModel::result(const records::Run& run) const {
    auto known = results_.constFind(run.id);
    if (known == results_.cend()) {
        known = results_.insert(run.id, resultText(run));
    }
    return *known;
}

QString RunsModel::display(const records::Run& run, Column column) const {
    switch (column) {
    case Column::Id:
        return QLocale().toString(static_cast<qlonglong>(run.id));
    case Column::Kind:
        return jobText(run.kind);
    case Column::Title:
        return run.parent == 0 ? engineText(run.title)
                               //: %1 a run's title, %2 the number of the run that it is a part of.
                               : tr("%1 (step of run %2)").arg(engineText(run.title)).arg(run.parent);
    case Column::State:
        return stateText(run.state);
    case Column::Progress:
        return percentText(run.progress, 0);
    case Column::Tags:
        return toQString(run.tags);
    case Column::Seed:
        return QString::number(run.seed);
    case Column::Created:
        return QLocale().toString(dateOf(run.createdAt).toLocalTime(), QLocale::ShortFormat);
    case Column::Updated:
        return QLocale().toString(dateOf(run.updatedAt).toLocalTime(), QLocale::ShortFormat);
    case Column::Result:
        return run.error.empty() ? result(run) : engineText(run.error);
    case Column::Count:
        break;
    }
    return {};
}

QString RunsModel::titleToolTip(const records::Run& run) const {
    QStringList lines{display(run, Column::Title)};
    if (const QString stored = toQString(run.title); engineText(stored) != stored) {
        lines.append(stored); // with ids
    }
    if (!run.note.empty()) {
        lines.append(toQString(run.note));
    }
    return lines.join(QLatin1Char('\n'));
}

QVariant RunsModel::sortValue(const records::Run& run, Column column) const {
    switch (column) {
    case Column::Id:
        return QVariant::fromValue<qlonglong>(run.id);
    case Column::Progress:
        return run.progress;
    case Column::Seed:
        return QVariant::fromValue<qulonglong>(run.seed);
    case Column::Created:
        return toQString(run.createdAt); // ISO 8601 sorts as text
    case Column::Updated:
        return toQString(run.updatedAt);
    default:
        return display(run, column);
    }
}

QVariant RunsModel::data(const QModelIndex& index, int role) const {
    const records::Run* run = index.isValid() ? runAt(index.row()) : nullptr;
    if (run == nullptr || index.column() >= columnCount()) {
        return {};
    }
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return display(*run, column);
    case Qt::ToolTipRole:
        return column == Column::Title ? titleToolTip(*run)
            : column == Column::Result ? display(*run, column)
                                       : QVariant();
    case Qt::TextAlignmentRole:
        return column == Column::Id || column == Column::Progress || column == Column::Seed
            ? QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter))
            : QVariant();
    case SortRole:
        return sortValue(*run, column);
    case RunRole:
        return QVariant::fromValue<qlonglong>(run->id);
    default:
        return {};
    }
}

QVariant RunsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (static_cast<Column>(section)) {
    case Column::Id:
        //: Column: the number of a run.
        return tr("Run");
    case Column::Kind:
        //: Column: the kind of job.
        return tr("Job");
    case Column::Title:
        return tr("Title");
    case Column::State:
        return tr("State");
    case Column::Progress:
        return tr("Done");
    case Column::Tags:
        //: Column: words that the user gave to a run.
        return tr("Tags");
    case Column::Seed:
        return tr("Seed");
    case Column::Created:
        return tr("Created");
    case Column::Updated:
        return tr("Changed");
    case Column::Result:
        return tr("Result");
    case Column::Count:
        break;
    }
    return {};
}

}
