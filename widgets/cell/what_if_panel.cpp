// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/cell/what_if_panel.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "widgets/cell/edge_costs.h"
#include "widgets/common/controls.h"
#include "widgets/common/engine_text.h"
#include "widgets/common/number_text.h"
#include "widgets/common/provenance_mark.h"

namespace paretoscope::widgets {

namespace {

enum Column { Setting, Before, After, Difference, ColumnCount };
constexpr int mostRows = 5; ///< beyond, the table scrolls

QTableWidgetItem* item(const QString& text, const QString& spoken = {}) {
    auto* cell = new QTableWidgetItem(text);
    cell->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    if (!spoken.isEmpty()) {
        cell->setToolTip(spoken);
        cell->setData(Qt::AccessibleTextRole, spoken);
    }
    return cell;
}

QToolButton* actionButton(QAction* action, const QString& text, const char* name, QWidget* parent) {
    auto* button = new QToolButton(parent);
    button->setDefaultAction(action);
    action->setIconText(text); // not the description of what would be undone: the panel is narrow
    button->setObjectName(QString::fromLatin1(name));
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

}

WhatIfPanel::WhatIfPanel(WhatIf& whatIf, QWidget* parent)
    : QWidget(parent)
    , whatIf_(whatIf)
    , title_(new QLabel(this))
    , table_(new QTableWidget(0, ColumnCount, this))
    , accuracy_(new QLabel(this))
    , score_(new QPushButton(tr("Score &it"), this))
    , measure_(new QPushButton(tr("&Measure it"), this))
    , train_(new QPushButton(tr("&Train it"), this)) {
    title_->setObjectName(QStringLiteral("whatIfTitle"));
    QAction* undo = whatIf_.stack().createUndoAction(this, tr("Undo"));
    QAction* redo = whatIf_.stack().createRedoAction(this, tr("Redo"));
    auto* reset = new QAction(tr("Reset"), this);
    connect(reset, &QAction::triggered, &whatIf_, &WhatIf::reset);
    nameWidget(table_, "whatIfTable", tr("Latency before and after the change, on every setting"));
    table_->setHorizontalHeaderLabels({tr("Setting"), tr("Before"), tr("What if"), tr("Difference")});
    table_->setToolTip(provenanceLegend());
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->setTabKeyNavigation(false);
    table_->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table_->horizontalHeader()->setSectionResizeMode(Setting, QHeaderView::Stretch);
    table_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    accuracy_->setObjectName(QStringLiteral("whatIfAccuracy"));
    measure_->setObjectName(QStringLiteral("whatIfMeasure"));
    score_->setObjectName(QStringLiteral("whatIfScore"));
    train_->setObjectName(QStringLiteral("whatIfTrain"));
    setPossibleJobs({}, {});
    auto* layout = bare(new QVBoxLayout(this));
    layout->setSpacing(4);
    auto* header = new QHBoxLayout;
    header->addWidget(title_, 1);
    header->addWidget(actionButton(undo, tr("Undo"), "whatIfUndo", this));
    header->addWidget(actionButton(redo, tr("Redo"), "whatIfRedo", this));
    header->addWidget(actionButton(reset, tr("Reset"), "whatIfReset", this));
    auto* footer = new QHBoxLayout;
    footer->addWidget(accuracy_, 1);
    footer->addWidget(score_);
    footer->addWidget(measure_);
    footer->addWidget(train_);
    layout->addLayout(header);
    layout->addWidget(table_);
    layout->addLayout(footer);
    connect(score_, &QPushButton::clicked, this, &WhatIfPanel::scoreRequested);
    connect(measure_, &QPushButton::clicked, this, &WhatIfPanel::measureRequested);
    connect(train_, &QPushButton::clicked, this, &WhatIfPanel::trainRequested);
    connect(&whatIf_, &WhatIf::changed, this, &WhatIfPanel::refresh);
    setAccuracy({});
    refresh();
}

void WhatIfPanel::setFacts(
    std::shared_ptr<const ArchitectureFacts> facts, std::shared_ptr<const records::Candidate> original) {
    facts_ = std::move(facts);
    candidate_ = std::move(original);
    refresh();
}

void WhatIfPanel::setAccuracy(const QString& text) {
    known_ = text;
    showAccuracy();
}

void WhatIfPanel::showAccuracy() {
    accuracy_->setText(!whatIf_.isChanged() ? tr("Accuracy: that of the candidate")
            : known_.isEmpty()              ? tr("Accuracy: unknown until it is scored or trained")
                                            : known_);
}

void WhatIfPanel::setPossibleJobs(const QString& noJob, const QString& noMeasuring) {
    setPossible(*score_, noJob,
        tr("Scores the cell before and after the change with the weights of the newest search. A hint: only training "
           "shows what a cell is worth."));
    setPossible(*measure_, noJob.isEmpty() ? noMeasuring : noJob, tr("Times the changed cell on the current device"));
    setPossible(*train_, noJob, tr("Trains the changed cell with the settings of the step “Train”"));
}

void WhatIfPanel::refresh() {
    // Stays while there is something to redo: undoing the only change must not hide the way back.
    setVisible(whatIf_.original() && (whatIf_.isChanged() || whatIf_.stack().count() > 0));
    if (!whatIf_.original()) {
        return;
    }
    title_->setText(
        whatIf_.isChanged() ? tr("<b>What if</b> the cell were as drawn") : tr("<b>What if</b>: unchanged"));
    showAccuracy();
    fillTable();
}

void WhatIfPanel::fillTable() {
    std::vector<SettingLatency> before;
    std::vector<SettingLatency> after;
    if (facts_) {
        before = facts_->latencies(*whatIf_.original(), candidate_.get());
        after = facts_->latencies(*whatIf_.current());
    }
    table_->setRowCount(static_cast<int>(before.size()));
    for (int row = 0; row < table_->rowCount(); ++row) {
        const SettingLatency& old = before[static_cast<std::size_t>(row)];
        const SettingLatency* next = latencyOn(after, old.setting);
        table_->setItem(row, Setting, item(deviceText(old.setting), deviceToolTip(old.setting)));
        table_->setItem(row, Before, item(markedLatencyText(old), spokenLatencyText(old)));
        table_->setItem(row, After,
            next == nullptr ? item(latencyText(std::nan("")), tr("No predictor for this setting and network"))
                            : item(markedLatencyText(*next), spokenLatencyText(*next)));
        table_->setItem(row, Difference,
            item(next == nullptr
                    ? QString()
                    //: %1 a difference in milliseconds, %2 the same as a share.
                    : tr("%1 (%2)").arg(signedLatencyText(next->ms - old.ms), signedShareText(old.ms, next->ms))));
    }
    const int rows = std::min(table_->rowCount(), mostRows);
    table_->setFixedHeight(table_->horizontalHeader()->sizeHint().height() + 2 * table_->frameWidth()
        + rows * table_->verticalHeader()->defaultSectionSize());
}

}
