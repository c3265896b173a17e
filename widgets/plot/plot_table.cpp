// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot/plot_table.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QTableWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "core/base/error.h"
#include "core/interchange/csv.h"
#include "widgets/common/number_text.h"

namespace paretoscope::widgets {

namespace {

constexpr QSize usualSize(560, 480);
constexpr int digits = 6;

QTableWidgetItem* itemOf(const std::string& text) {
    const QString shown = toQString(text);
    bool isNumber = false;
    bool isWhole = false;
    const double number = shown.toDouble(&isNumber);
    const qlonglong whole = shown.toLongLong(&isWhole);
    auto* item = new QTableWidgetItem(isWhole ? QLocale().toString(whole)
            : isNumber                        ? QLocale().toString(number, 'g', digits)
                                              : shown);
    if (isNumber) {
        item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    }
    item->setFlags(Qt::ItemIsSelectable | Qt::ItemIsEnabled);
    return item;
}

}

PlotTable::PlotTable(const QString& title, const QString& csv, QWidget* parent)
    : QDialog(parent)
    , table_(new QTableWidget(this)) {
    setObjectName(QStringLiteral("plotTableDialog"));
    setWindowTitle(title);
    auto* text = new QLabel(this);
    text->setWordWrap(true);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(text);
    layout->addWidget(table_, 1);
    table_->setObjectName(QStringLiteral("plotTable"));
    table_->setAccessibleName(title);
    table_->verticalHeader()->hide();
    table_->horizontalHeader()->setStretchLastSection(true);
    try {
        const interchange::CsvTable rows = interchange::csvFromText(csv.toStdString());
        const int shown = static_cast<int>(std::min<std::size_t>(rows.rows.size(), mostRows));
        table_->setRowCount(shown);
        table_->setColumnCount(static_cast<int>(rows.header.size()));
        for (std::size_t column = 0; column < rows.header.size(); ++column) {
            table_->setHorizontalHeaderItem(
                static_cast<int>(column), new QTableWidgetItem(toQString(rows.header[column])));
            for (int row = 0; row < shown; ++row) {
                table_->setItem(
                    row, static_cast<int>(column), itemOf(rows.rows[static_cast<std::size_t>(row)][column]));
            }
        }
        text->setText(std::cmp_less(shown, rows.rows.size())
                //: %1 and %2 numbers of rows.
                ? tr("The first %1 of %2 rows. Save the data for all of them.")
                      .arg(countText(shown), countText(static_cast<qint64>(rows.rows.size())))
                : tr("%n row(s)", nullptr, shown));
    } catch (const Error&) {
        text->setText(tr("The plot shows no data."));
    }
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    resize(usualSize);
    table_->setFocus();
}

}
