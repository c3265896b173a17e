// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <memory>

#include "widgets/search/exploration_reader.h"

class QLabel;
class QTableWidget;

namespace paretoscope::widgets {

class ColumnWidths;
class Legend;
class PlotView;

/// How an exploration goes: for each training what was expected of it, as a band that narrows with what is learnt, and
/// what came; below, why each was made. A row that is chosen asks for its cell.
class ExplorationPanel : public QWidget {
    Q_OBJECT
public:
    explicit ExplorationPanel(QWidget* parent = nullptr);

    /// Null: there is no exploration, or it was not read yet (`exists`).
    void setExploration(std::shared_ptr<const ExplorationSnapshot> exploration, bool exists = false);
    [[nodiscard]] PlotView& plot() { return *plot_; }

Q_SIGNALS:
    /// `title` says which training it is of.
    void genotypeWanted(const QString& genotype, const QString& title);

protected:
    void changeEvent(QEvent* event) override;

private:
    void showPlot();
    void fillTable();
    void chooseRow(int row);

    std::shared_ptr<const ExplorationSnapshot> exploration_;
    bool exists_ = false;
    std::vector<std::size_t> rows_; ///< trainings of the table's rows, newest first
    QLabel* summary_;
    PlotView* plot_;
    Legend* legend_;
    QTableWidget* table_;
    ColumnWidths* widths_;
};

/// Why a training was made, in words.
QString reasonText(const std::string& reason);

}
