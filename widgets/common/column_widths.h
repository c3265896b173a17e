// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <initializer_list>
#include <vector>

class QTableView;
class QWidget;

namespace paretoscope::widgets {

/// Gives columns a width in characters of the table's font, and never less than their headings take. When the font
/// changes they keep their width in characters, also where the user has drawn them to another. GUI thread.
class ColumnWidths : public QObject {
    Q_OBJECT
public:
    /// By column; 0: what the heading takes. `filled`: takes what room is left besides, −1: none.
    ColumnWidths(QTableView& table, std::initializer_list<int> characters, int filled = -1);

    /// After widths were set by content.
    void fill();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    [[nodiscard]] int leastWidth(int column) const;
    void scale();

    QTableView& table_;
    QWidget* viewport_; ///< gets events while the table is destroyed and can no longer be asked for it
    std::vector<int> characters_;
    int filled_;
    double character_; ///< width that the columns have now
};

}
