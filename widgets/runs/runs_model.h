// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QHash>
#include <memory>
#include <vector>

#include "core/records/run.h"
#include "widgets/runs/run_text_filter.h"

namespace paretoscope::widgets {

/// The project's runs as rows, filtered and sorted here: over 100,000 of them a proxy model would copy and compare
/// texts for each. Texts are made for display only; SortRole gives the raw value, RunRole the run's id.
class RunsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum class Column { Id, Kind, Title, State, Progress, Result, Created, Tags, Seed, Updated, Count };
    enum Role { SortRole = Qt::UserRole, RunRole };

    using QAbstractTableModel::QAbstractTableModel;

    /// Keeps rows whose id is unchanged (and with them a view's selection).
    void setRuns(std::vector<records::Run> runs);
    /// Shares what a snapshot holds.
    void setRuns(std::shared_ptr<const std::vector<records::Run>> runs);
    void setFilter(const RunTextFilter& filter);
    void sort(int column, Qt::SortOrder order) override;
    /// Row of a run, -1 where it is not shown.
    [[nodiscard]] int rowOf(std::int64_t run) const;
    [[nodiscard]] const records::Run* runAt(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString display(const records::Run& run, Column column) const;
    [[nodiscard]] QString titleToolTip(const records::Run& run) const;
    [[nodiscard]] QString result(const records::Run& run) const;
    [[nodiscard]] QVariant sortValue(const records::Run& run, Column column) const;

    [[nodiscard]] std::vector<std::uint32_t> ordered(const std::vector<records::Run>& runs) const;
    void reorder();

    std::shared_ptr<const std::vector<records::Run>> runs_ = std::make_shared<std::vector<records::Run>>();
    std::vector<std::uint32_t> rows_; ///< indices into runs_, as shown
    mutable QHash<qint64, QString> results_; ///< texts of the runs that were looked at
    RunTextFilter filter_;
    Column sortColumn_ = Column::Id;
    Qt::SortOrder sortOrder_ = Qt::DescendingOrder;
};

}
