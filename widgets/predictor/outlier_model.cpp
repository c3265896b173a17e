// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/predictor/outlier_model.h"

#include <QLocale>
#include <algorithm>
#include <utility>

#include "widgets/common/number_text.h"
#include "widgets/predictor/predictor_numbers.h"

namespace paretoscope::widgets {

namespace {

constexpr std::size_t shownOutliers = 50;

}

void OutlierModel::setPredictor(std::shared_ptr<const PredictorSnapshot> predictor) {
    beginResetModel();
    predictor_ = std::move(predictor);
    order_ = predictor_ ? largestErrors(predictor_->report.points, PredictionSource::Model, shownOutliers)
                        : std::vector<std::size_t>();
    endResetModel();
}

int OutlierModel::pointAt(int row) const {
    return row >= 0 && row < rowCount() ? static_cast<int>(order_[static_cast<std::size_t>(row)]) : -1;
}

int OutlierModel::rowOf(int point) const {
    const auto found = std::find(order_.begin(), order_.end(), static_cast<std::size_t>(point));
    return point < 0 || found == order_.end() ? -1 : static_cast<int>(found - order_.begin());
}

int OutlierModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(order_.size());
}

int OutlierModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(Column::Count);
}

QVariant OutlierModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || !predictor_) {
        return {};
    }
    const predictor::HeldOutPoint& point = predictor_->report.points[order_[static_cast<std::size_t>(index.row())]];
    const auto column = static_cast<Column>(index.column());
    if (role == Qt::TextAlignmentRole && column != Column::Genotype) {
        return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) {
        return {};
    }
    switch (column) {
    case Column::Error:
        return signedPercentText(relativeError(point, PredictionSource::Model));
    case Column::Measured:
        return latencyText(point.measuredMs);
    case Column::Predicted:
        return latencyText(point.predictedMs);
    case Column::Baseline:
        return latencyText(point.baselineMs);
    case Column::Genotype:
        return toQString(point.genotype);
    case Column::Count:
        break;
    }
    return {};
}

QVariant OutlierModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (static_cast<Column>(section)) {
    case Column::Error:
        return tr("Error");
    case Column::Measured:
        //: Column: a measured latency.
        return tr("Measured");
    case Column::Predicted:
        //: Column: a predicted latency.
        return tr("Predicted");
    case Column::Baseline:
        //: Column: the latency that the paper's plain network predicts.
        return tr("Plain network");
    case Column::Genotype:
        return tr("Genotype");
    case Column::Count:
        break;
    }
    return {};
}

}
