// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/cell_drawing.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numeric>
#include <string>
#include <tuple>

#include "core/base/error.h"

namespace paretoscope::analysis {

namespace {

void check(const CellGraph& graph, const LayoutMetrics& metrics) {
    const auto refuse = [](const std::string& text) {
        throw Error(ErrorCode::InvalidValue, "The cell cannot be laid out: " + text + ".", {{"what", "cell"}});
    };
    if (graph.inputs < 1 || graph.inputs > 3 || graph.nodes < 1 || graph.nodes > 8) {
        refuse("it has " + std::to_string(graph.inputs) + " inputs and " + std::to_string(graph.nodes)
            + " nodes; 1 to 3 inputs and 1 to 8 nodes are allowed");
    }
    if (metrics.laneSpacing <= std::max(metrics.nodeHeight, metrics.labelHeight) || metrics.bend <= 0) {
        refuse("lanes must be wider than nodes and labels, and bends wider than 0");
    }
    for (const auto& [source, target] : graph.edges) {
        if (source < 0 || source >= target || target < graph.inputs || target >= graph.inputs + graph.nodes) {
            refuse("an edge leads from state " + std::to_string(source) + " to state " + std::to_string(target)
                + "; it must lead from an earlier state to a node");
        }
    }
}

class Layout {
public:
    Layout(const CellGraph& graph, const LayoutMetrics& metrics)
        : graph_(graph)
        , metrics_(metrics)
        , lanes_(graph.edges.size()) { }

    CellDrawing build() {
        chooseLanes();
        CellDrawing layout;
        for (int state = 0; state < graph_.inputs + graph_.nodes; ++state) {
            layout.states.push_back(box(columnOf(state), laneOfState(state)));
        }
        if (graph_.output) {
            layout.output = box(graph_.nodes + 1, 0);
        }
        for (std::size_t edge = 0; edge < lanes_.size(); ++edge) {
            layout.edges.push_back(route(edge));
        }
        for (int node = 0; graph_.output && node < graph_.nodes; ++node) {
            layout.joins.push_back(join(node));
        }
        layout.bounds = bounds();
        return layout;
    }

private:
    [[nodiscard]] int columnOf(int state) const { return state < graph_.inputs ? 0 : state - graph_.inputs + 1; }
    [[nodiscard]] int laneOfState(int state) const {
        if (state >= graph_.inputs || graph_.inputs == 1) {
            return 0;
        }
        return graph_.inputs == 2 ? 2 * state - 1 : state - 1;
    }
    [[nodiscard]] double laneY(int lane) const { return lane * metrics_.laneSpacing; }
    [[nodiscard]] double columnX(int column) const {
        return column * (metrics_.nodeWidth + 2 * metrics_.bend + metrics_.labelWidth)
            - (column > graph_.nodes ? metrics_.labelWidth : 0); // nothing is named on the way to the output
    }
    /// Where the edges leaving `column` have reached their lanes, and where those entering it leave theirs.
    [[nodiscard]] double lanesBegin(int column) const { return columnX(column) + metrics_.nodeWidth + metrics_.bend; }
    [[nodiscard]] double lanesEnd(int column) const { return columnX(column) - metrics_.bend; }
    [[nodiscard]] Box box(int column, int lane) const {
        return {columnX(column), laneY(lane) - metrics_.nodeHeight / 2, metrics_.nodeWidth, metrics_.nodeHeight};
    }

    [[nodiscard]] bool laneIsFree(int lane, const CellGraph::Edge& edge) const {
        return std::none_of(placed_.begin(), placed_.end(), [&](std::size_t other) {
            const CellGraph::Edge& taken = graph_.edges[other];
            return lanes_[other] == lane && columnOf(taken.source) < columnOf(edge.target)
                && columnOf(edge.source) < columnOf(taken.target);
        });
    }

    /// Way up and down, and a preference for one side, so that an edge of an upper input stays above.
    [[nodiscard]] double laneCost(int lane, const CellGraph::Edge& edge) const {
        const bool isInput = edge.source < graph_.inputs && graph_.inputs > 1;
        const bool above = isInput ? laneOfState(edge.source) < 0 : (edge.source - graph_.inputs) % 2 == 0;
        const bool wrongSide = lane == 0 ? isInput : (lane < 0) != above;
        return std::abs(lane - laneOfState(edge.source)) + std::abs(lane) + (wrongSide ? 0.25 : 0);
    }

    /// Short edges take the lanes nearest to the nodes, longer ones go round them.
    void chooseLanes() {
        std::vector<std::size_t> order(lanes_.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return rankOf(graph_.edges[a]) < rankOf(graph_.edges[b]); });
        for (const std::size_t index : order) {
            const CellGraph::Edge& edge = graph_.edges[index];
            const bool neighbours = columnOf(edge.target) == columnOf(edge.source) + 1;
            int best = 0;
            bool found = false;
            const int reach = static_cast<int>(lanes_.size()) + 2;
            for (int lane = -reach; lane <= reach; ++lane) {
                if ((lane != 0 || neighbours) && laneIsFree(lane, edge)
                    && (!found || laneCost(lane, edge) < laneCost(best, edge))) {
                    best = lane;
                    found = true;
                }
            }
            lanes_[index] = best;
            placed_.push_back(index);
        }
    }
    [[nodiscard]] std::tuple<int, int, int> rankOf(const CellGraph::Edge& edge) const {
        return {columnOf(edge.target) - columnOf(edge.source), edge.target, edge.source};
    }

    /// Height at which an edge touches a state, fanned out in the order of lanes so that edges do not cross there.
    [[nodiscard]] double port(std::size_t edge, int state, bool leaving) const {
        int before = 0;
        int all = 0;
        for (std::size_t other = 0; other < lanes_.size(); ++other) {
            if ((leaving ? graph_.edges[other].source : graph_.edges[other].target) == state) {
                ++all;
                before += std::tie(lanes_[other], other) < std::tie(lanes_[edge], edge) ? 1 : 0;
            }
        }
        const double spacing = std::min(8.0, (metrics_.nodeHeight - 10) / std::max(1, all - 1));
        return laneY(laneOfState(state)) + spacing * (before - (all - 1) / 2.0);
    }

    static void curveTo(std::vector<Point>& points, Point end) {
        const Point begin = points.back();
        const double middle = (begin.x + end.x) / 2;
        points.insert(points.end(), {{middle, begin.y}, {middle, end.y}, end});
    }

    [[nodiscard]] EdgeRoute route(std::size_t index) const {
        const auto [source, target] = graph_.edges[index];
        const double y = laneY(lanes_[index]);
        const double end = lanesEnd(columnOf(target));
        EdgeRoute route;
        route.points = {{columnX(columnOf(source)) + metrics_.nodeWidth, port(index, source, true)}};
        curveTo(route.points, {lanesBegin(columnOf(source)), y});
        curveTo(route.points, {end, y});
        curveTo(route.points, {columnX(columnOf(target)), port(index, target, false)});
        route.label = {
            end - metrics_.labelWidth, y - metrics_.labelHeight / 2, metrics_.labelWidth, metrics_.labelHeight};
        return route;
    }

    [[nodiscard]] int joinLane() const {
        const int lowest = lanes_.empty() ? 0 : *std::max_element(lanes_.begin(), lanes_.end());
        return std::max(1, lowest + 1);
    }

    [[nodiscard]] EdgeRoute join(int node) const {
        const int column = node + 1;
        const int outputColumn = graph_.nodes + 1;
        EdgeRoute route;
        // Under the fan of the node's own edges, so that it is not taken for one of them.
        const double y = node + 1 < graph_.nodes ? metrics_.nodeHeight / 2 - 3 : 0;
        route.points = {{columnX(column) + metrics_.nodeWidth, y}};
        if (node + 1 < graph_.nodes) {
            curveTo(route.points, {lanesBegin(column), laneY(joinLane())});
            curveTo(route.points, {lanesEnd(outputColumn), laneY(joinLane())});
        }
        curveTo(route.points, {columnX(outputColumn), 0});
        return route;
    }

    [[nodiscard]] Box bounds() const {
        int highest = graph_.inputs > 1 ? -1 : 0;
        int lowest = -highest;
        for (const int lane : lanes_) {
            highest = std::min(highest, lane);
            lowest = std::max(lowest, lane);
        }
        if (graph_.output) {
            lowest = std::max(lowest, joinLane());
        }
        const double half = std::max(metrics_.nodeHeight, metrics_.labelHeight) / 2 + metrics_.margin;
        const double right = columnX(graph_.nodes + (graph_.output ? 1 : 0)) + metrics_.nodeWidth;
        return {-metrics_.margin, laneY(highest) - half, right + 2 * metrics_.margin,
            laneY(lowest) - laneY(highest) + 2 * half};
    }

    const CellGraph& graph_;
    const LayoutMetrics& metrics_;
    std::vector<int> lanes_; ///< by edge; negative ones are above the nodes
    std::vector<std::size_t> placed_;
};

}

CellDrawing layoutCell(const CellGraph& graph, const LayoutMetrics& metrics) {
    check(graph, metrics);
    return Layout(graph, metrics).build();
}

}
