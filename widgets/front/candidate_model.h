// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "widgets/front/candidate_filter.h"
#include "widgets/front/remarks.h"

namespace paretoscope::widgets {

/// The candidates of a front as rows, filtered and sorted by itself: quick enough for 100,000 of them.
class CandidateModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum class Column { Star, Candidate, Accuracy, Latency, OnFront, Origin, Run, Parameters, Macs, Note, Count };
    using QAbstractTableModel::QAbstractTableModel;

    void setFront(std::shared_ptr<const FrontSnapshot> front);
    /// May be null.
    void setRemarks(std::shared_ptr<const Remarks> remarks);
    void setFilter(CandidateFilter filter);
    /// Whether notes can be written.
    void setWritable(bool writable) { writable_ = writable; }
    void sort(int column, Qt::SortOrder order) override;

    /// Index of the point in the snapshot.
    [[nodiscard]] std::size_t pointAt(int row) const { return rows_.at(static_cast<std::size_t>(row)); }
    /// -1 where it is not shown.
    [[nodiscard]] int rowOf(std::int64_t candidate) const;
    [[nodiscard]] const std::shared_ptr<const FrontSnapshot>& front() const { return front_; }
    [[nodiscard]] const store::Remark& remark(int row) const { return remarkOf(pointAt(row)); }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    /// Asks for a note to be written; it is shown when it comes back with the project.
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

Q_SIGNALS:
    void noteEdited(std::int64_t candidate, const QString& note);

private:
    void refill();
    /// By point: the share of the points that are expected to be more accurate.
    [[nodiscard]] std::vector<double> accuracyRanks() const;
    void order();
    [[nodiscard]] QString text(std::size_t point, Column column) const;
    [[nodiscard]] double key(std::size_t point, Column column) const;
    [[nodiscard]] const store::Remark& remarkOf(std::size_t point) const;

    std::shared_ptr<const FrontSnapshot> front_;
    std::shared_ptr<const Remarks> remarks_ = std::make_shared<const Remarks>();
    CandidateFilter filter_;
    bool writable_ = false;
    std::vector<bool> onFront_; ///< by point
    std::int64_t mostParameters_ = 0; ///< of those that are known in detail: the unit of their column
    std::int64_t mostMacs_ = 0;
    std::vector<std::size_t> rows_; ///< points shown, in order
    Column sorted_ = Column::Latency;
    Qt::SortOrder order_ = Qt::AscendingOrder;
};

}
