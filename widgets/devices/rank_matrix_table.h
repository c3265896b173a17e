// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QTableView>

#include <memory>

#include "widgets/devices/devices_reader.h"

namespace paretoscope::widgets {

enum class RankStatistic { Tau, Rho, Agreement };

/// "A", "B", … "Z", "AA": a setting's short name, by its place in the clustered order.
QString deviceLetter(int place);

/// How alike the settings rank architectures, as a square of numbers in the clustered order. The diagonal holds what a
/// setting's own repeats agree in.
class RankMatrixModel : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    void setDevices(std::shared_ptr<const DevicesSnapshot> devices);
    void setStatistic(RankStatistic statistic);
    [[nodiscard]] RankStatistic statistic() const { return statistic_; }
    /// Row of DevicesSnapshot::settings at a place of the order.
    [[nodiscard]] std::size_t settingAt(int place) const;
    /// Its inverse; -1 where there is none.
    [[nodiscard]] int placeOf(std::size_t setting) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] double value(int row, int column) const;
    [[nodiscard]] QString text(int row, int column) const;
    [[nodiscard]] QString tip(int row, int column) const;

    std::shared_ptr<const DevicesSnapshot> devices_;
    RankStatistic statistic_ = RankStatistic::Tau;
};

/// "0.91", or per cent where the statistic is a share; an en dash for NaN.
QString statisticText(RankStatistic statistic, double value);

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
