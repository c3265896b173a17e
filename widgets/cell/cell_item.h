// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QGraphicsItem>
#include <QPainterPath>
#include <cstdint>
#include <vector>

#include "core/analysis/cell_drawing.h"
#include "core/options/search_progress.h"
#include "core/space/genotype.h"

namespace paretoscope::widgets {

/// What a comparison says of an edge; each has a line style and a frame of its own beside its colour.
enum class EdgeMark : std::uint8_t {
    None,
    Same, ///< the same operation on the same edge in both: drawn pale
    Changed, ///< the same edge with another operation: thick solid frame
    OnlyHere, ///< an edge that the other cell does not have: dashed
};

/// One kind of cell as a graph: states, an operation's box on each edge. Where α is known, an edge is as thick as the
/// weight of the operation on it. Edges are numbered as the genotype's choices.
class CellItem : public QGraphicsItem {
public:
    CellItem(const space::Genotype& genotype, int kind, const options::AlphaTable* alpha);

    [[nodiscard]] QRectF boundingRect() const override;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;
    /// The operations in words, for screen readers.
    [[nodiscard]] QString description() const;
    [[nodiscard]] QString edgeDescription(int edge) const;
    /// Pen width of each chosen edge.
    [[nodiscard]] const std::vector<double>& widths() const { return widths_; }

    [[nodiscard]] int kind() const { return kind_; }
    [[nodiscard]] int edgeCount() const { return static_cast<int>(layout_.edges.size()); }
    /// The edge whose box or line is at a place of this item, -1 for none.
    [[nodiscard]] int edgeAt(QPointF position) const;
    [[nodiscard]] QRectF edgeBox(int edge) const;
    /// A second line in each edge's box, such as its cost; empty: none.
    void setEdgeTexts(std::vector<QString> texts);
    [[nodiscard]] const std::vector<QString>& edgeTexts() const { return texts_; }
    void setEdgeMarks(std::vector<EdgeMark> marks);
    [[nodiscard]] const std::vector<EdgeMark>& edgeMarks() const { return marks_; }
    /// The edge with the keyboard's focus, -1 for none.
    void setCurrentEdge(int edge);

private:
    [[nodiscard]] const space::Choice& choice(std::size_t edge) const;
    [[nodiscard]] EdgeMark mark(std::size_t edge) const;
    void paintLine(QPainter& painter, std::size_t edge, const QPalette& palette) const;
    void paintBox(QPainter& painter, std::size_t edge, const QPalette& palette) const;
    void paintState(QPainter& painter, const analysis::Box& box, const QString& text, bool input) const;

    space::Genotype genotype_;
    int kind_;
    analysis::CellDrawing layout_;
    std::vector<double> widths_;
    std::vector<QString> texts_;
    std::vector<EdgeMark> marks_;
    int current_ = -1;
};

}
