// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "core/records/run.h"

namespace paretoscope::widgets {

/// The project's runs as rows. Texts are made for display only; SortRole gives the raw value, RunRole the run's id.
class RunsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum class Column { Id, Kind, Title, State, Progress, Seed, Created, Updated, Result, Count };
    enum Role { SortRole = Qt::UserRole, RunRole };

    using QAbstractTableModel::QAbstractTableModel;

    /// Keeps rows whose id is unchanged (and with them a view's selection).
    void setRuns(std::vector<records::Run> runs);
    [[nodiscard]] const records::Run* runAt(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString display(const records::Run& run, Column column) const;
    [[nodiscard]] QVariant sortValue(const records::Run& run, Column column) const;

    std::vector<records::Run> runs_;
};

}
