// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/column_widths.h"

#include <QEvent>
#include <QFontMetricsF>
#include <QHeaderView>
#include <QTableView>
#include <algorithm>

namespace paretoscope::widgets {

namespace {

double characterWidth(const QTableView& table) {
    return QFontMetricsF(table.font()).averageCharWidth();
}

}

ColumnWidths::ColumnWidths(QTableView& table, std::initializer_list<int> characters, int filled)
    : QObject(&table)
    , table_(table)
    , viewport_(table.viewport())
    , characters_(characters)
    , filled_(filled)
    , character_(characterWidth(table)) {
    for (int column = 0; column < static_cast<int>(characters_.size()); ++column) {
        table_.setColumnWidth(column, leastWidth(column));
    }
    table_.installEventFilter(this);
    viewport_->installEventFilter(this);
}

int ColumnWidths::leastWidth(int column) const {
    // Headings are longer in some languages.
    return std::max(static_cast<int>(character_ * characters_[static_cast<std::size_t>(column)]),
        table_.horizontalHeader()->sectionSizeHint(column));
}

void ColumnWidths::scale() {
    const double factor = characterWidth(table_) / character_;
    character_ *= factor;
    for (int column = 0; column < static_cast<int>(characters_.size()); ++column) {
        table_.setColumnWidth(column,
            std::max(qRound(table_.columnWidth(column) * factor), table_.horizontalHeader()->sectionSizeHint(column)));
    }
    fill();
}

void ColumnWidths::fill() {
    if (filled_ < 0) {
        return;
    }
    const int others = table_.horizontalHeader()->length() - table_.columnWidth(filled_);
    table_.setColumnWidth(filled_, std::max(leastWidth(filled_), viewport_->width() - others));
}

bool ColumnWidths::eventFilter(QObject* watched, QEvent* event) {
    if (watched == &table_ && event->type() == QEvent::FontChange) {
        scale();
    } else if (watched == viewport_ && event->type() == QEvent::Resize) {
        fill();
    }
    return QObject::eventFilter(watched, event);
}

}
