// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QWidget>
#include <vector>

#include "widgets/front/candidate_filter.h"

class QLineEdit;
class QPushButton;
class QTableView;

namespace paretoscope::widgets {

class ElidingLabel;
class Selection;

/// The candidates of a front as rows, filtered and sorted by itself: quick enough for 100,000 of them.
class CandidateModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum class Column { Candidate, Accuracy, Latency, OnFront, Origin, Run, Parameters, Macs, Count };
    using QAbstractTableModel::QAbstractTableModel;

    void setFront(std::shared_ptr<const FrontSnapshot> front);
    void setFilter(CandidateFilter filter);
    void sort(int column, Qt::SortOrder order) override;

    /// Index of the point in the snapshot.
    [[nodiscard]] std::size_t pointAt(int row) const { return rows_.at(static_cast<std::size_t>(row)); }
    /// -1 where it is not shown.
    [[nodiscard]] int rowOf(std::int64_t candidate) const;
    [[nodiscard]] const std::shared_ptr<const FrontSnapshot>& front() const { return front_; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void refill();
    void order();
    [[nodiscard]] QString text(std::size_t point, Column column) const;
    [[nodiscard]] double key(std::size_t point, Column column) const;

    std::shared_ptr<const FrontSnapshot> front_;
    CandidateFilter filter_;
    std::vector<bool> onFront_; ///< by point
    std::vector<std::size_t> rows_; ///< points shown, in order
    Column sorted_ = Column::Latency;
    Qt::SortOrder order_ = Qt::AscendingOrder;
};

/// The table under the front: what is selected here is selected there, and the other way round. Several rows are
/// compared, measured or trained together.
class CandidateTable : public QWidget {
    Q_OBJECT
public:
    explicit CandidateTable(Selection& selection, QWidget* parent = nullptr);

    void setSnapshot(const SnapshotPointer& snapshot);
    /// `reason`: why no job can be started now; empty where one can.
    void setJobsPossible(bool possible, const QString& reason);
    [[nodiscard]] std::vector<std::int64_t> chosen() const;

Q_SIGNALS:
    void measureRequested(const QStringList& genotypes);
    void trainRequested(const std::vector<paretoscope::space::Genotype>& genotypes);
    /// Rows were chosen that the snapshot does not know in detail.
    void detailsWanted();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void setUp();
    void showFront();
    void applyFilter();
    /// `problem`: the word of the filter that is not understood.
    void showCount(const QString& problem);
    void followSelection();
    void onRowsChanged();
    [[nodiscard]] std::vector<space::Genotype> genotypes() const;

    Selection& selection_;
    CandidateModel* model_;
    SnapshotPointer snapshot_; ///< its front is not shown yet while the table is hidden
    QLineEdit* filter_;
    ElidingLabel* count_;
    QTableView* table_;
    QPushButton* compare_;
    QPushButton* measure_;
    QPushButton* train_;
    bool jobsPossible_ = false;
    QString reason_;
    bool following_ = false;
};

}
