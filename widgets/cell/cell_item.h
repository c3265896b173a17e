// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QGraphicsItem>
#include <QPainterPath>
#include <vector>

#include "core/analysis/cell_layout.h"
#include "core/protocol/snapshots.h"
#include "core/space/genotype.h"

namespace paretoscope::widgets {

/// One kind of cell as a graph: states, an operation's box on each edge. Where α is known, an edge is as thick as the
/// weight of the operation on it.
class CellItem : public QGraphicsItem {
public:
    CellItem(const space::Genotype& genotype, int kind, const protocol::AlphaTable* alpha);

    [[nodiscard]] QRectF boundingRect() const override;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;
    /// The operations in words, for screen readers.
    [[nodiscard]] QString description() const;
    /// Pen width of each chosen edge.
    [[nodiscard]] const std::vector<double>& widths() const { return widths_; }

private:
    void paintEdge(QPainter& painter, std::size_t edge) const;
    void paintState(QPainter& painter, const analysis::Box& box, const QString& text, bool input) const;

    space::Genotype genotype_;
    int kind_;
    analysis::CellLayout layout_;
    std::vector<double> widths_;
};

}
