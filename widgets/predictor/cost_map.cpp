// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/predictor/cost_map.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <utility>

#include "widgets/common/colour_scale.h"
#include "widgets/common/controls.h"
#include "widgets/common/number_text.h"
#include "widgets/compare/explanation.h"

namespace paretoscope::widgets {

namespace {

/// "normal" and "reduce" are words of the published texts; people read others.
QString kindText(std::string_view kind) {
    if (kind == "normal") {
        //: A kind of cell: keeps the resolution.
        return CostMap::tr("Normal cell");
    }
    if (kind == "reduce") {
        //: A kind of cell: halves the resolution.
        return CostMap::tr("Reduction cell");
    }
    return CostMap::tr("Cell");
}

}

void CostModel::setTable(std::shared_ptr<const predictor::CostTable> table, int kind) {
    beginResetModel();
    table_ = std::move(table);
    kind_ = kind;
    operations_.clear();
    largest_ = 0;
    if (table_) {
        const space::SearchSpace& space = space::searchSpace(table_->space);
        for (int operation = 0; operation < space.operationCount(); ++operation) {
            const bool none = space.operations[static_cast<std::size_t>(operation)] == space::Operation::None;
            if (!none || space.edgesKeptPerNode == 0) {
                operations_.push_back(operation);
            }
        }
        for (int of = 0; of < space.kindCount(); ++of) {
            for (int edge = 0; edge < space.edgeCount(); ++edge) {
                for (const int operation : operations_) {
                    largest_ = std::max(largest_, std::abs(table_->relativeToSkip(of, edge, operation)));
                }
            }
        }
    }
    largest_ = largest_ > 0 ? largest_ : 1;
    endResetModel();
}

int CostModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() || !table_ ? 0 : space::searchSpace(table_->space).edgeCount();
}

int CostModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(operations_.size());
}

int CostModel::operationAt(int column) const {
    return operations_.at(static_cast<std::size_t>(column));
}

double CostModel::relative(const QModelIndex& index) const {
    return table_->relativeToSkip(kind_, index.row(), operationAt(index.column()));
}

QVariant CostModel::data(const QModelIndex& index, int role) const {
    if (!table_ || !index.isValid()) {
        return {};
    }
    switch (role) {
    case Qt::DisplayRole:
        return QLocale().toString(relative(index), 'f', largest_ < 1 ? 3 : 2);
    case HeatDelegate::shareRole:
        return relative(index) / largest_;
    case Qt::TextAlignmentRole:
        return static_cast<int>(Qt::AlignCenter);
    case Qt::ToolTipRole:
        //: %1 an operation, %2 an edge such as 0 → 2, %3 and %4 latencies.
        return tr("%1 on edge %2: %3 against a skip connection, %4 by itself")
            .arg(headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString(),
                headerData(index.row(), Qt::Vertical, Qt::DisplayRole).toString(), latencyText(relative(index)),
                latencyText(table_->cost(kind_, index.row(), operationAt(index.column()))));
    default:
        return {};
    }
}

QVariant CostModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (!table_ || role != Qt::DisplayRole) {
        return {};
    }
    const space::SearchSpace& space = space::searchSpace(table_->space);
    if (orientation == Qt::Horizontal) {
        return toQString(space::operationSpec(space.operations[static_cast<std::size_t>(operationAt(section))]).label);
    }
    const space::Edge& edge = space.edges.at(static_cast<std::size_t>(section));
    return edgeText(table_->space, edge.source, edge.target);
}

CostMap::CostMap(QWidget* parent)
    : QWidget(parent)
    , model_(new CostModel(this))
    , kind_(new QComboBox(this))
    , note_(new QLabel(this))
    , view_(new QTableView(this)) {
    nameWidget(kind_, "costKind", tr("Kind of cell"));
    note_->setWordWrap(true);
    nameWidget(view_, "costMap", tr("Cost of each operation on each edge"));
    view_->setModel(model_);
    view_->setItemDelegate(new HeatDelegate(HeatDelegate::Scale::Diverging, this));
    view_->setSelectionMode(QAbstractItemView::SingleSelection);
    view_->setTabKeyNavigation(false);
    view_->setShowGrid(false);
    view_->setFrameShape(QFrame::NoFrame);
    view_->setCornerButtonEnabled(false);
    view_->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    view_->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    auto* controls = bare(new QHBoxLayout);
    controls->addWidget(kind_);
    controls->addWidget(note_, 1);
    auto* layout = bare(new QVBoxLayout(this));
    layout->addLayout(controls);
    layout->addWidget(view_, 1);
    connect(kind_, &QComboBox::currentIndexChanged, this, &CostMap::showKind);
    fitCells();
    setTable(nullptr);
}

void CostMap::fitCells() {
    view_->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 10);
}

void CostMap::setTable(std::shared_ptr<const predictor::CostTable> table) {
    const bool sameSpace = table && table_ && table->space == table_->space;
    table_ = std::move(table);
    if (!sameSpace) {
        const QSignalBlocker quiet(kind_);
        kind_->clear();
        if (table_) {
            for (const std::string_view kind : space::searchSpace(table_->space).cellKinds) {
                kind_->addItem(kindText(kind));
            }
        }
    }
    kind_->setVisible(kind_->count() > 1);
    view_->setVisible(table_ != nullptr);
    note_->setText(table_ ? tr("Milliseconds against a skip connection on the same edge, as the predictor’s additive "
                               "part has learned them. Edges that isomorphic cells exchange share a cost.")
                          : tr("This predictor’s costs cannot be read. Fit it again."));
    showKind();
}

void CostMap::showKind() {
    model_->setTable(table_, std::max(0, kind_->currentIndex()));
}

void CostMap::changeEvent(QEvent* event) {
    if (event->type() == QEvent::FontChange) {
        fitCells();
    }
    QWidget::changeEvent(event);
}

}
