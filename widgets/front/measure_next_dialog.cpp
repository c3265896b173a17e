// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/measure_next_dialog.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "widgets/common/controls.h"
#include "widgets/common/engine_text.h"
#include "widgets/common/number_text.h"

namespace paretoscope::widgets {

namespace {

enum Column { Candidate, Accuracy, Latency, Probability, Change, Columns };

QTableWidgetItem* cell(const QString& text) {
    auto* item = new QTableWidgetItem(text);
    item->setFlags(Qt::ItemIsSelectable | Qt::ItemIsEnabled);
    item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    return item;
}

}

MeasureNextDialog::MeasureNextDialog(
    std::shared_ptr<const FrontSnapshot> front, const QString& noMeasuring, QWidget* parent)
    : QDialog(parent)
    , front_(std::move(front))
    , table_(new QTableWidget(this))
    , measure_(nullptr)
    , noMeasuring_(noMeasuring) {
    setObjectName(QStringLiteral("measureNextDialog"));
    setWindowTitle(tr("Measure next"));
    nameWidget(table_, "measureNextTable", tr("Candidates to measure"));
    auto* note = new QLabel(
        //: %1 a device setting.
        tr("On %1, these latencies are predictions. Measuring these candidates is expected to change the front most.")
            .arg(deviceText(front_->deviceSetting)),
        this);
    note->setWordWrap(true);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    measure_ = buttons->addButton(tr("&Measure them"), QDialogButtonBox::ActionRole);
    measure_->setObjectName(QStringLiteral("measureNextStart"));
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(note);
    layout->addWidget(table_, 1);
    layout->addWidget(buttons);
    fill();
    connect(table_, &QTableWidget::itemChanged, this, &MeasureNextDialog::showPossible);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(measure_, &QPushButton::clicked, this, [this] {
        Q_EMIT measureRequested(genotypes());
        accept();
    });
    showPossible();
    resize(640, 360);
}

void MeasureNextDialog::fill() {
    const FrontNoise& noise = *front_->noise;
    table_->setColumnCount(Columns);
    table_->setHorizontalHeaderLabels({tr("Candidate"), tr("Accuracy"), tr("Predicted latency"), tr("On the front"),
        tr("Expected change (largest: 100 %)")});
    table_->horizontalHeaderItem(Change)->setToolTip(
        tr("Mean change of the hypervolume if only this latency were known exactly, against the largest"));
    table_->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    table_->verticalHeader()->hide();
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setTabKeyNavigation(false);
    for (const analysis::NextMeasurement& next : noise.next) {
        const store::FrontPoint& point = front_->points[next.index];
        const auto details = front_->details.find(point.candidateId);
        if (details == front_->details.end()) {
            continue; // no genotype at hand, so nothing that could be measured
        }
        const int row = table_->rowCount();
        table_->insertRow(row);
        auto* candidate = new QTableWidgetItem(QString::number(point.candidateId));
        candidate->setFlags(Qt::ItemIsSelectable | Qt::ItemIsEnabled | Qt::ItemIsUserCheckable);
        candidate->setCheckState(Qt::Checked);
        candidate->setData(Qt::UserRole, toQString(details->second->genotype));
        candidate->setToolTip(toQString(details->second->genotype));
        table_->setItem(row, Candidate, candidate);
        table_->setItem(row, Accuracy, cell(percentText(point.accuracy)));
        //: %1 a latency, %2 its uncertainty in per cent.
        table_->setItem(
            row, Latency, cell(tr("%1 ± %2").arg(latencyText(point.cost), percentText(noise.predictedDeviation, 1))));
        table_->setItem(row, Probability, cell(percentText(noise.probability[next.index], 0)));
        table_->setItem(row, Change, cell(percentText(next.expectedChange / noise.next.front().expectedChange, 0)));
    }
}

void MeasureNextDialog::showPossible() {
    setPossible(
        *measure_, !noMeasuring_.isEmpty() || !genotypes().isEmpty() ? noMeasuring_ : tr("Tick a candidate first."));
}

QStringList MeasureNextDialog::genotypes() const {
    QStringList chosen;
    for (int row = 0; row < table_->rowCount(); ++row) {
        const QTableWidgetItem* item = table_->item(row, Candidate);
        if (item != nullptr && item->checkState() == Qt::Checked) {
            chosen.append(item->data(Qt::UserRole).toString());
        }
    }
    return chosen;
}

}
