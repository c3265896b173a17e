// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QTableWidget;

namespace paretoscope::widgets {

/// What a plot shows as a table, which a screen reader reads cell by cell. Numbers are those of the locale; beyond some
/// thousand rows the rest is left to the file that the plot saves.
class PlotTable : public QDialog {
    Q_OBJECT
public:
    static constexpr int mostRows = 2000;

    /// `csv`: with a header (core/interchange/csv.h); `title`: what the plot shows.
    PlotTable(const QString& title, const QString& csv, QWidget* parent);
    [[nodiscard]] const QTableWidget& table() const { return *table_; }

private:
    QTableWidget* table_;
};

}
