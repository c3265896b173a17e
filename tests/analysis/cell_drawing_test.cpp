// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/cell_drawing.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "core/base/error.h"

namespace paretoscope::analysis {
namespace {

using Random = std::mt19937_64;

CellGraph dartsLike(Random& random) {
    CellGraph graph;
    for (int node = 0; node < 4; ++node) {
        std::vector<int> sources(static_cast<std::size_t>(node + 2));
        for (std::size_t i = 0; i < sources.size(); ++i) {
            sources[i] = static_cast<int>(i);
        }
        std::shuffle(sources.begin(), sources.end(), random);
        graph.edges.push_back({sources[0], node + 2});
        graph.edges.push_back({sources[1], node + 2});
    }
    return graph;
}

CellGraph complete(int inputs, int nodes, bool output) {
    CellGraph graph{inputs, nodes, output, {}};
    for (int target = inputs; target < inputs + nodes; ++target) {
        for (int source = 0; source < target; ++source) {
            graph.edges.push_back({source, target});
        }
    }
    return graph;
}

bool overlap(const Box& a, const Box& b) {
    return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

bool inside(const Point& p, const Box& b) {
    return p.x > b.x + 0.01 && p.x < b.x + b.width - 0.01 && p.y > b.y && p.y < b.y + b.height;
}

std::vector<Point> sampled(const EdgeRoute& route) {
    std::vector<Point> points;
    for (std::size_t piece = 0; piece + 3 < route.points.size(); piece += 3) {
        const Point* p = &route.points[piece];
        for (int i = 0; i <= 40; ++i) {
            const double t = i / 40.0;
            const double s = 1 - t;
            const auto at = [&](double a, double b, double c, double d) {
                return s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d;
            };
            points.push_back({at(p[0].x, p[1].x, p[2].x, p[3].x), at(p[0].y, p[1].y, p[2].y, p[3].y)});
        }
    }
    return points;
}

void expectReadable(const CellGraph& graph, const CellDrawing& layout) {
    std::vector<Box> boxes = layout.states;
    if (layout.output) {
        boxes.push_back(*layout.output);
    }
    const std::size_t nodes = boxes.size();
    for (const EdgeRoute& edge : layout.edges) {
        boxes.push_back(edge.label);
    }
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        EXPECT_GE(boxes[i].x, layout.bounds.x);
        EXPECT_GE(boxes[i].y, layout.bounds.y);
        EXPECT_LE(boxes[i].x + boxes[i].width, layout.bounds.x + layout.bounds.width);
        EXPECT_LE(boxes[i].y + boxes[i].height, layout.bounds.y + layout.bounds.height);
        for (std::size_t j = 0; j < i; ++j) {
            EXPECT_FALSE(overlap(boxes[i], boxes[j])) << i << " over " << j;
        }
    }
    std::vector<EdgeRoute> routes = layout.edges;
    routes.insert(routes.end(), layout.joins.begin(), layout.joins.end());
    for (std::size_t edge = 0; edge < routes.size(); ++edge) {
        for (const Point& point : sampled(routes[edge])) {
            for (std::size_t box = 0; box < boxes.size(); ++box) {
                const bool own = edge < graph.edges.size() && box == nodes + edge;
                EXPECT_TRUE(own || !inside(point, boxes[box]))
                    << "edge " << edge << " runs through box " << box << " at " << point.x << ", " << point.y;
            }
        }
    }
}

TEST(CellDrawing, NothingOverlapsInRandomDartsCells) {
    Random random(1);
    for (int trial = 0; trial < 60; ++trial) {
        const CellGraph graph = dartsLike(random);
        expectReadable(graph, layoutCell(graph));
    }
}

TEST(CellDrawing, NothingOverlapsInCompleteCells) {
    for (const auto& [inputs, nodes, output] :
        {std::tuple(1, 3, false), std::tuple(2, 4, true), std::tuple(3, 5, true)}) {
        const CellGraph graph = complete(inputs, nodes, output);
        expectReadable(graph, layoutCell(graph));
    }
}

TEST(CellDrawing, StatesStandAtTheSamePlaceInAllCellsOfASpace) {
    Random random(2);
    const CellDrawing first = layoutCell(complete(2, 4, true));
    for (int trial = 0; trial < 10; ++trial) {
        const CellDrawing other = layoutCell(dartsLike(random));
        for (std::size_t state = 0; state < first.states.size(); ++state) {
            EXPECT_EQ(other.states[state].x, first.states[state].x);
            EXPECT_EQ(other.states[state].y, first.states[state].y);
        }
        EXPECT_EQ(other.output->x, first.output->x);
    }
}

TEST(CellDrawing, RoutesLeadFromSourceToTargetAndLeftToRight) {
    const CellGraph graph = complete(2, 4, true);
    const CellDrawing layout = layoutCell(graph);
    for (std::size_t edge = 0; edge < graph.edges.size(); ++edge) {
        const Box& source = layout.states[static_cast<std::size_t>(graph.edges[edge].source)];
        const Box& target = layout.states[static_cast<std::size_t>(graph.edges[edge].target)];
        const auto& points = layout.edges[edge].points;
        EXPECT_DOUBLE_EQ(points.front().x, source.x + source.width);
        EXPECT_DOUBLE_EQ(points.back().x, target.x);
        EXPECT_GE(points.back().y, target.y);
        EXPECT_LE(points.back().y, target.y + target.height);
        EXPECT_TRUE(std::is_sorted(points.begin(), points.end(), [](Point a, Point b) { return a.x < b.x; }));
    }
    EXPECT_EQ(layout.joins.size(), 4U);
}

TEST(CellDrawing, RefusesEdgesThatDoNotLeadForward) {
    CellGraph graph;
    graph.edges = {{3, 3}};
    EXPECT_THROW(layoutCell(graph), Error);
    graph.edges = {{0, 1}};
    EXPECT_THROW(layoutCell(graph), Error) << "an input has no edges into it";
    graph.edges = {{0, 6}};
    EXPECT_THROW(layoutCell(graph), Error);
    graph = complete(1, 9, false);
    EXPECT_THROW(layoutCell(graph), Error);
}

}
}
