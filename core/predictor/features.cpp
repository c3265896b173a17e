// SPDX-License-Identifier: Apache-2.0
#include "core/predictor/features.h"

#include <algorithm>
#include <string>

#include "core/base/error.h"
#include "core/space/encoding.h"
#include "core/torch_headers.h"

namespace paretoscope::predictor {

namespace {

using space::Edge;
using space::SearchSpace;
using torch::Tensor;

/// Operations on the edges of one kind of cell.
struct Cell {
    const SearchSpace& space;
    Tensor operations; ///< [B, edges, operations]
    std::vector<Tensor> kept; ///< by edge [B]: 1 − 'none'

    Cell(const SearchSpace& searchSpace, const Tensor& all, int kind)
        : space(searchSpace)
        , operations(all.select(1, kind)) {
        const int none = space.operationIndex(space::Operation::None);
        const Tensor keptEdges = 1 - operations.select(2, none);
        kept = keptEdges.unbind(1);
    }
    [[nodiscard]] const Tensor& keptEdge(std::size_t edge) const { return kept[edge]; }
};

/// How likely each state hears from an input (and, backwards, is heard at the output): exact on one-hot rows.
std::vector<Tensor> reached(const Cell& cell, bool backwards) {
    const SearchSpace& space = cell.space;
    const Tensor one = torch::ones_like(cell.kept.front());
    std::vector<Tensor> unreached(static_cast<std::size_t>(space.states()), one);
    std::vector<Tensor> reach(static_cast<std::size_t>(space.states()));
    for (int step = 0; step < space.states(); ++step) {
        const int state = backwards ? space.states() - 1 - step : step;
        const auto s = static_cast<std::size_t>(state);
        const bool isStart = backwards ? state == space.states() - 1 : state < space.inputs;
        reach[s] = isStart ? one : 1 - unreached[s];
        for (std::size_t e = 0; e < space.edges.size(); ++e) {
            const Edge& edge = space.edges[e];
            if ((backwards ? edge.target : edge.source) == state) {
                Tensor& next = unreached[static_cast<std::size_t>(backwards ? edge.source : edge.target)];
                next = next * (1 - reach[s] * cell.keptEdge(e));
            }
        }
    }
    return reach;
}

/// By edge [B]: 1 where nothing else arrives at the edge's target: all others are 'none', or pass zeros on.
std::vector<Tensor> aloneAtTarget(const Cell& cell, const std::vector<Tensor>& forwards) {
    const SearchSpace& space = cell.space;
    const int skip = space.operationIndex(space::Operation::SkipConnect);
    std::vector<Tensor> alone(space.edges.size(), torch::ones_like(cell.kept.front()));
    for (std::size_t other = 0; other < space.edges.size(); ++other) {
        const Tensor skipped = cell.operations.select(1, static_cast<std::int64_t>(other)).select(1, skip);
        const Tensor zeros = 1 - forwards[static_cast<std::size_t>(space.edges[other].source)];
        const Tensor absent = 1 - cell.keptEdge(other) + skipped * zeros;
        for (std::size_t e = 0; e < space.edges.size(); ++e) {
            if (e != other && space.edges[e].target == space.edges[other].target) {
                alone[e] = alone[e] * absent;
            }
        }
    }
    return alone;
}

/// [B, kinds, edges] each: 1 for an edge that is live, heard or muted (its own operation not counted).
struct EdgesThatMatter {
    Tensor live;
    Tensor heard;
    Tensor muted;
};

EdgesThatMatter edgesThatMatter(const SearchSpace& space, const Tensor& all) {
    std::vector<Tensor> lives;
    std::vector<Tensor> heards;
    std::vector<Tensor> muteds;
    for (int kind = 0; kind < space.kindCount(); ++kind) {
        const Cell cell(space, all, kind);
        const std::vector<Tensor> forwards = reached(cell, false);
        const std::vector<Tensor> backwards = reached(cell, true);
        const std::vector<Tensor> alone = aloneAtTarget(cell, forwards);
        std::vector<Tensor> live;
        std::vector<Tensor> heard;
        std::vector<Tensor> muted;
        for (std::size_t e = 0; e < space.edges.size(); ++e) {
            heard.push_back(backwards[static_cast<std::size_t>(space.edges[e].target)]);
            live.push_back(forwards[static_cast<std::size_t>(space.edges[e].source)] * heard.back());
            muted.push_back((1 - heard.back()) * alone[e]);
        }
        lives.push_back(torch::stack(live, 1));
        heards.push_back(torch::stack(heard, 1));
        muteds.push_back(torch::stack(muted, 1));
    }
    return {torch::stack(lives, 1), torch::stack(heards, 1), torch::stack(muteds, 1)};
}

/// Longest path from an input to each node, in edges.
std::vector<Tensor> depths(const Cell& cell) {
    const SearchSpace& space = cell.space;
    std::vector<Tensor> depth(static_cast<std::size_t>(space.states()), torch::zeros_like(cell.kept.front()));
    for (int node = space.inputs; node < space.states(); ++node) {
        std::vector<Tensor> arriving;
        for (std::size_t e = 0; e < space.edges.size(); ++e) {
            if (space.edges[e].target == node) {
                arriving.push_back(cell.keptEdge(e) * (1 + depth[static_cast<std::size_t>(space.edges[e].source)]));
            }
        }
        depth[static_cast<std::size_t>(node)] = torch::stack(arriving, 0).amax(0);
    }
    return {depth.begin() + space.inputs, depth.end()};
}

/// Sums over states of squares of what leaves (or arrives at) the state: large where states are shared.
struct Sharing {
    Tensor edges; ///< Σ (edges at the state)²
    Tensor operations; ///< Σ Σ_operations (equal operations at the state)²
    Tensor states; ///< states with at least one edge
};

Sharing sharing(const Cell& cell, int Edge::*end) {
    const SearchSpace& space = cell.space;
    const int none = space.operationIndex(space::Operation::None);
    const Tensor zero = torch::zeros_like(cell.kept.front());
    Sharing result{zero, zero, zero};
    for (int state = 0; state < space.states(); ++state) {
        Tensor unused = torch::ones_like(zero);
        Tensor edges = zero;
        Tensor operations = torch::zeros_like(cell.operations.select(1, 0));
        for (std::size_t e = 0; e < space.edges.size(); ++e) {
            if (space.edges[e].*end == state) {
                unused = unused * (1 - cell.keptEdge(e));
                edges = edges + cell.keptEdge(e);
                operations = operations + cell.operations.select(1, static_cast<std::int64_t>(e));
            }
        }
        result.edges = result.edges + edges.square();
        result.operations = result.operations + operations.square().sum(1) - operations.select(1, none).square();
        result.states = result.states + 1 - unused;
    }
    return result;
}

Tensor structureOf(const SearchSpace& space, const Tensor& all) {
    std::vector<Tensor> columns;
    for (int kind = 0; kind < space.kindCount(); ++kind) {
        const Cell cell(space, all, kind);
        const Tensor nodeDepths = torch::stack(depths(cell), 1);
        const Sharing sources = sharing(cell, &Edge::source);
        const Sharing targets = sharing(cell, &Edge::target);
        columns.insert(columns.end(),
            {nodeDepths.amax(1), nodeDepths.sum(1), sources.edges, sources.operations, sources.states,
                targets.operations});
    }
    return torch::stack(columns, 1);
}

Tensor groupMatrix(const EdgeGroups& groups) {
    const SearchSpace& space = groups.space();
    Tensor matrix = torch::zeros({space.encodingLength(), groups.columns()}, torch::kFloat64);
    auto entries = matrix.accessor<double, 2>();
    for (int kind = 0; kind < space.kindCount(); ++kind) {
        for (int edge = 0; edge < space.edgeCount(); ++edge) {
            for (int operation = 0; operation < space.operationCount(); ++operation) {
                if (const int column = groups.column(kind, edge, operation); column >= 0) {
                    entries[space::encodingIndex(space, kind, edge, operation)][column] = 1;
                }
            }
        }
    }
    return matrix;
}

}

Features features(const EdgeGroups& groups, const Tensor& encodings) {
    const SearchSpace& space = groups.space();
    const Tensor all =
        encodings.view({encodings.size(0), space.kindCount(), space.edgeCount(), space.operationCount()});
    const Tensor matrix = groupMatrix(groups);
    Features result;
    result.counts = encodings.matmul(matrix);
    if (groups.liveBlocks() > 0) {
        const EdgesThatMatter edges = edgesThatMatter(space, all);
        const auto countsOver = [&](const Tensor& chosen) {
            return (all * chosen.unsqueeze(3)).reshape_as(encodings).matmul(matrix);
        };
        result.live = torch::cat({countsOver(edges.live), countsOver(edges.heard), countsOver(edges.muted)}, 1);
    }
    result.structure = structureOf(space, all);
    return result;
}

torch::Tensor encodeRows(space::SpaceId spaceId, std::span<const space::Genotype> genotypes) {
    const space::SearchSpace& space = space::searchSpace(spaceId);
    const std::int64_t length = space.encodingLength();
    torch::Tensor rows = torch::empty({static_cast<std::int64_t>(genotypes.size()), length}, torch::kFloat64);
    double* out = rows.data_ptr<double>();
    for (const space::Genotype& genotype : genotypes) {
        if (genotype.space != spaceId) {
            throw Error(ErrorCode::InvalidGenotype,
                "A genotype of " + std::string(space::searchSpace(genotype.space).name)
                    + " was given to a latency predictor of " + std::string(space.name)
                    + "; use a predictor fitted for its space.",
                {{"genotype", space::toText(genotype)}});
        }
        out = std::ranges::copy(space::encode(genotype), out).out;
    }
    return rows;
}

torch::Tensor designRows(const EdgeGroups& groups, std::span<const space::Genotype> genotypes) {
    const Features seen = features(groups, encodeRows(groups.space().id, genotypes));
    std::vector<torch::Tensor> parts{torch::ones({seen.counts.size(0), 1}, torch::kFloat64), seen.counts};
    if (seen.live.defined()) {
        parts.push_back(seen.live.narrow(1, groups.columns(), groups.columns()));
    }
    return torch::cat(parts, 1);
}

}
