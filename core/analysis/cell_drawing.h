// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

namespace paretoscope::analysis {

/// A cell as a picture needs it. States are numbered inputs first, then nodes; an edge leads from a lower to a higher
/// state.
struct CellGraph {
    struct Edge {
        int source;
        int target;
    };
    int inputs = 2;
    int nodes = 4;
    /// A box of its own behind the nodes that joins all of them (DARTS); without, the last node is the cell's output.
    bool output = true;
    std::vector<Edge> edges;
};

struct Point {
    double x;
    double y;
};

struct Box {
    double x; ///< left
    double y; ///< top
    double width;
    double height;
    [[nodiscard]] Point centre() const { return {x + width / 2, y + height / 2}; }
};

/// Sizes in pixels of a picture at scale 1.
struct LayoutMetrics {
    double nodeWidth = 52;
    double nodeHeight = 32;
    double labelWidth = 118; ///< the box on an edge that names its operation
    double labelHeight = 26;
    double bend = 46; ///< width in which an edge changes lanes
    double laneSpacing = 38; ///< must exceed nodeHeight and labelHeight
    double margin = 12;
};

/// points[0], then three control points for each cubic Bézier piece.
struct EdgeRoute {
    std::vector<Point> points;
    Box label{}; ///< empty for the joining edges
};

/// y = 0 is the line on which the nodes sit, and x depends on the numbers of inputs and nodes only: so every state is
/// at the same place in two cells of one space, whatever their edges; only `bounds` grows with the lanes that are
/// needed.
struct CellDrawing {
    Box bounds; ///< holds everything and the margin
    std::vector<Box> states; ///< by state number
    std::optional<Box> output;
    std::vector<EdgeRoute> edges; ///< in the order of CellGraph::edges
    std::vector<EdgeRoute> joins; ///< node → output, in node order; they share one lane
};

/// Layered layout, left to right, one column a node. Every edge runs in a lane of its own above or below the nodes, its
/// label in the gap before its target; edges change lanes only beside the labels. Hence no edge touches a label that is
/// not its own or a node that is not its end, and no two labels or nodes overlap. Deterministic. Any thread. Throws
/// Error (InvalidValue) for an edge that does not lead forward, more than 3 inputs or 8 nodes, or lanes narrower than
/// boxes.
CellDrawing layoutCell(const CellGraph& graph, const LayoutMetrics& metrics = {});

}
