// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/runs/run_differences.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QTableWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/json_text.h"
#include "widgets/common/controls.h"
#include "widgets/common/number_text.h"

namespace paretoscope::widgets {

namespace {

using Json = nlohmann::ordered_json;

const QString absent = QStringLiteral("–");

void collect(const Json& json, const QString& prefix, std::vector<std::pair<QString, QString>>& fields) {
    for (const auto& [name, value] : json.items()) {
        const QString path = prefix + toQString(name);
        if (value.is_object()) {
            collect(value, path + QLatin1Char('.'), fields);
        } else {
            fields.emplace_back(
                path, value.is_string() ? toQString(value.get<std::string>()) : toQString(base::textOf(value)));
        }
    }
}

}

std::vector<RunField> comparedFields(const std::vector<records::Run>& runs) {
    std::vector<RunField> fields;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        std::vector<std::pair<QString, QString>> own;
        const auto json = base::jsonIn(runs[i].configuration);
        if (json && json->is_object()) {
            collect(*json, {}, own);
        }
        for (const auto& [name, value] : own) {
            auto found = std::find_if(
                fields.begin(), fields.end(), [&name = name](const RunField& field) { return field.name == name; });
            if (found == fields.end()) {
                fields.push_back({name, QStringList(static_cast<qsizetype>(runs.size()), absent), false});
                found = std::prev(fields.end());
            }
            found->values[static_cast<qsizetype>(i)] = value;
        }
    }
    for (RunField& field : fields) {
        field.differs = std::any_of(field.values.begin(), field.values.end(),
            [&field](const QString& value) { return value != field.values.front(); });
    }
    return fields;
}

RunCompareDialog::RunCompareDialog(const std::vector<records::Run>& runs, QWidget* parent)
    : QDialog(parent)
    , fields_(comparedFields(runs))
    , onlyDifferences_(new QCheckBox(tr("Only &differences"), this))
    , table_(new QTableWidget(this)) {
    setObjectName(QStringLiteral("runCompare"));
    setWindowTitle(tr("Compare configurations"));
    resize(760, 480);
    onlyDifferences_->setObjectName(QStringLiteral("onlyDifferences"));
    onlyDifferences_->setChecked(true);
    nameWidget(table_, "runCompareTable", tr("Fields of the compared runs"));
    table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table_->verticalHeader()->hide();
    headers_.append(tr("Setting"));
    for (const records::Run& run : runs) {
        //: Column: %1 is the number of a run.
        headers_.append(tr("Run %1").arg(run.id));
    }
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(onlyDifferences_);
    layout->addWidget(table_, 1);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(onlyDifferences_, &QCheckBox::toggled, this, &RunCompareDialog::fill);
    fill();
}

void RunCompareDialog::fill() {
    table_->clear();
    table_->setColumnCount(static_cast<int>(headers_.size()));
    table_->setHorizontalHeaderLabels(headers_);
    table_->setRowCount(0);
    for (const RunField& field : fields_) {
        if (onlyDifferences_->isChecked() && !field.differs) {
            continue;
        }
        const int row = table_->rowCount();
        table_->insertRow(row);
        table_->setItem(row, 0, new QTableWidgetItem(field.name));
        for (qsizetype i = 0; i < field.values.size(); ++i) {
            auto* item = new QTableWidgetItem(field.values[i]);
            if (field.differs) {
                QFont bold = item->font();
                bold.setBold(true);
                item->setFont(bold);
            }
            table_->setItem(row, static_cast<int>(i) + 1, item);
        }
    }
    if (table_->rowCount() == 0) {
        table_->setRowCount(1);
        table_->setItem(0, 0, new QTableWidgetItem(tr("The configurations are the same.")));
    }
    table_->resizeColumnsToContents();
}

}
