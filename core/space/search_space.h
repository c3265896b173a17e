// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/space/operation.h"

namespace paretoscope::space {

enum class SpaceId : std::uint8_t { Darts, NasBench201 };

/// One possible connection inside a cell. States are numbered inputs first, then nodes: in DARTS states 0 and 1 are the
/// two previous cells and nodes are states 2..5; in NAS-Bench-201 state 0 is the input and nodes are states 1..3.
struct Edge {
    int source; ///< state that the edge reads
    int target; ///< state (a node) that sums it
    bool operator==(const Edge&) const = default;
};

/// The constants of a search space. Obtained from searchSpace(); lives for the whole program.
struct SearchSpace {
    SpaceId id;
    std::string_view name; ///< "darts" or "nas-bench-201"
    std::vector<std::string_view> cellKinds; ///< "normal", "reduce"; NAS-Bench-201 has one kind, "cell"
    std::vector<Operation> operations; ///< in the published order, which is the order of every encoding and α
    int inputs; ///< input states of a cell
    int nodes; ///< nodes of a cell
    std::vector<Edge> edges; ///< node-major, sources ascending: the published edge order
    int edgesKeptPerNode; ///< DARTS keeps 2 edges a node; 0 = every edge carries an operation (possibly none)

    [[nodiscard]] int states() const { return inputs + nodes; }
    [[nodiscard]] int edgeIndex(int source, int target) const; ///< -1 where there is no such edge
    [[nodiscard]] int operationIndex(Operation operation) const; ///< -1 where the space has no such operation
    [[nodiscard]] int edgeCount() const { return static_cast<int>(edges.size()); }
    [[nodiscard]] int operationCount() const { return static_cast<int>(operations.size()); }
    [[nodiscard]] int kindCount() const { return static_cast<int>(cellKinds.size()); }
    /// Length of the one-hot encoding: kinds × edges × operations (DARTS 2·14·8 = 224, NAS-Bench-201 6·5 = 30).
    [[nodiscard]] int encodingLength() const { return kindCount() * edgeCount() * operationCount(); }
    /// Number of different cells of one kind: 1,037,664,180 (DARTS), 15,625 (NAS-Bench-201).
    [[nodiscard]] std::uint64_t cellCount() const;
};

const SearchSpace& searchSpace(SpaceId id);

/// The space of that name ("darts", "nas-bench-201"); throws Error (UnknownName) that lists the allowed names.
const SearchSpace& searchSpace(std::string_view name);

}
