// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

#include "widgets/devices/rank_matrix_model.h"

namespace paretoscope::widgets {

/// The rank matrix as a heat map with its numbers in the cells. Arrow keys and clicks choose a pair.
class RankMatrixTable : public QTableView {
    Q_OBJECT
public:
    explicit RankMatrixTable(QWidget* parent = nullptr);

    void setDevices(std::shared_ptr<const DevicesSnapshot> devices);
    void setStatistic(RankStatistic statistic) { model_->setStatistic(statistic); }
    /// Marks a pair without saying that it was chosen.
    void showPair(std::size_t a, std::size_t b);
    [[nodiscard]] RankMatrixModel& matrix() { return *model_; }

Q_SIGNALS:
    /// Rows of DevicesSnapshot::settings; never the same one twice.
    void pairChosen(std::size_t a, std::size_t b);

protected:
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void changeEvent(QEvent* event) override;

private:
    void fitCells();

    RankMatrixModel* model_;
    bool quiet_ = false;
};

}
