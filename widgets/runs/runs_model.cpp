// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/runs/runs_model.h"

#include <QDateTime>
#include <QLocale>
#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "widgets/common/number_text.h"

namespace paretoscope::widgets {

namespace {

QDateTime dateOf(const std::string& text) {
    return QDateTime::fromString(toQString(text), Qt::ISODate);
}

/// The numbers of a result in one line, texts and lists left out.
QString shortResult(const std::string& results) {
    const nlohmann::json json = nlohmann::json::parse(results, nullptr, false);
    QStringList parts;
    if (json.is_object()) {
        for (const auto& [name, value] : json.items()) {
            if (value.is_number()) {
                parts.append(toQString(name).replace(QLatin1Char('_'), QLatin1Char(' ')) + QLatin1Char(' ')
                    + numberText(value.get<double>()));
            }
        }
    }
    return parts.join(QStringLiteral(", "));
}

}

void RunsModel::setRuns(std::vector<records::Run> runs) {
    const bool sameRows = runs.size() == runs_.size()
        && std::equal(
            runs.begin(), runs.end(), runs_.begin(), [](const auto& a, const auto& b) { return a.id == b.id; });
    if (sameRows) {
        runs_ = std::move(runs);
        if (!runs_.empty()) {
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
        }
        return;
    }
    const std::size_t added = runs.size() > runs_.size() ? runs.size() - runs_.size() : 0;
    const bool onlyNewOnTop = added > 0
        && std::equal(runs_.begin(), runs_.end(), runs.begin() + static_cast<std::ptrdiff_t>(added),
            [](const auto& a, const auto& b) { return a.id == b.id; });
    if (onlyNewOnTop) {
        beginInsertRows({}, 0, static_cast<int>(added) - 1);
        runs_ = std::move(runs);
        endInsertRows();
        if (rowCount() > static_cast<int>(added)) {
            Q_EMIT dataChanged(index(static_cast<int>(added), 0), index(rowCount() - 1, columnCount() - 1));
        }
        return;
    }
    beginResetModel();
    runs_ = std::move(runs);
    endResetModel();
}

const records::Run* RunsModel::runAt(int row) const {
    return row >= 0 && row < static_cast<int>(runs_.size()) ? &runs_[static_cast<std::size_t>(row)] : nullptr;
}

int RunsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(runs_.size());
}

int RunsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(Column::Count);
}

QString RunsModel::display(const records::Run& run, Column column) const {
    switch (column) {
    case Column::Id:
        return QLocale().toString(static_cast<qlonglong>(run.id));
    case Column::Kind:
        return jobText(run.kind);
    case Column::Title:
        return toQString(run.title);
    case Column::State:
        return stateText(run.state);
    case Column::Progress:
        return percentText(run.progress, 0);
    case Column::Seed:
        return QString::number(run.seed);
    case Column::Created:
        return QLocale().toString(dateOf(run.createdAt).toLocalTime(), QLocale::ShortFormat);
    case Column::Updated:
        return QLocale().toString(dateOf(run.updatedAt).toLocalTime(), QLocale::ShortFormat);
    case Column::Result:
        return run.error.empty() ? shortResult(run.results) : toQString(run.error);
    case Column::Count:
        break;
    }
    return {};
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
        return column == Column::Title || column == Column::Result ? display(*run, column) : QVariant();
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
