// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QWidget>
#include <memory>

#include "core/predictor/additive_part.h"

class QComboBox;
class QLabel;
class QTableView;

namespace paretoscope::widgets {

/// What each operation costs on each edge of one kind of cell, in ms against a skip connection on the same edge: an
/// edge a row, an operation a column.
class CostModel : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    void setTable(std::shared_ptr<const predictor::CostTable> table, int kind);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] int operationAt(int column) const; ///< number of the operation in the space
    [[nodiscard]] double relative(const QModelIndex& index) const;

    std::shared_ptr<const predictor::CostTable> table_;
    int kind_ = 0;
    double largest_ = 1; ///< of |relative cost|, over all kinds of cell
    std::vector<int> operations_; ///< shown ones; 'none' only where a cell can hold it
};

/// The heat map with a choice of the kind of cell.
class CostMap : public QWidget {
    Q_OBJECT
public:
    explicit CostMap(QWidget* parent = nullptr);

    /// Null: says why there is nothing.
    void setTable(std::shared_ptr<const predictor::CostTable> table);
    [[nodiscard]] CostModel& model() { return *model_; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void showKind();
    void fitCells();

    std::shared_ptr<const predictor::CostTable> table_;
    CostModel* model_;
    QComboBox* kind_;
    QLabel* note_;
    QTableView* view_;
};

}
