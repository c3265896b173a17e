// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <memory>
#include <vector>

#include "widgets/predictor/predictor_snapshot.h"

namespace paretoscope::widgets {

/// The held-out architectures that a predictor misses most.
class OutlierModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum class Column { Error, Measured, Predicted, Baseline, Genotype, Count };

    using QAbstractTableModel::QAbstractTableModel;

    void setPredictor(std::shared_ptr<const PredictorSnapshot> predictor);
    /// Index of a row's point in the predictor's report; -1 where there is none.
    [[nodiscard]] int pointAt(int row) const;
    /// Its inverse; -1 where the point is no outlier.
    [[nodiscard]] int rowOf(int point) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::shared_ptr<const PredictorSnapshot> predictor_;
    std::vector<std::size_t> order_;
};

}
