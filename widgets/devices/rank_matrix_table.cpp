// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/devices/rank_matrix_table.h"

#include <QEvent>
#include <QHeaderView>
#include <QScopedValueRollback>
#include <utility>

#include "widgets/common/controls.h"
#include "widgets/common/heat_delegate.h"

namespace paretoscope::widgets {

RankMatrixTable::RankMatrixTable(QWidget* parent) : QTableView(parent), model_(new RankMatrixModel(this)) {
    nameWidget(this, "rankMatrix", tr("How alike the device settings rank architectures"));
    setModel(model_);
    setItemDelegate(new HeatDelegate(HeatDelegate::Scale::Sequential, this));
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setTabKeyNavigation(false); // Tab leaves the matrix; the arrow keys walk in it
    setCornerButtonEnabled(false);
    setShowGrid(false);
    setWordWrap(false);
    setFrameShape(QFrame::NoFrame);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setHighlightSections(true);
    fitCells();
}

void RankMatrixTable::fitCells() {
    const int height = fontMetrics().height();
    verticalHeader()->setDefaultSectionSize(height * 2);
    horizontalHeader()->setDefaultSectionSize(fontMetrics().horizontalAdvance(QStringLiteral("(0.00)")) + height / 2);
}

void RankMatrixTable::setDevices(std::shared_ptr<const DevicesSnapshot> devices) {
    const QScopedValueRollback quiet(quiet_, true);
    model_->setDevices(std::move(devices));
}

void RankMatrixTable::showPair(std::size_t a, std::size_t b) {
    const QModelIndex index = model_->index(model_->placeOf(a), model_->placeOf(b));
    if (index.isValid() && index != currentIndex()) {
        const QScopedValueRollback quiet(quiet_, true);
        setCurrentIndex(index);
    }
}

void RankMatrixTable::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
    QTableView::currentChanged(current, previous);
    if (!quiet_ && current.isValid() && current.row() != current.column()) {
        Q_EMIT pairChosen(model_->settingAt(current.row()), model_->settingAt(current.column()));
    }
}

void RankMatrixTable::changeEvent(QEvent* event) {
    if (event->type() == QEvent::FontChange) {
        fitCells();
    }
    QTableView::changeEvent(event);
}

}
