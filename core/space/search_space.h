// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/space/operation.h"

namespace paretoscope::space {

struct Genotype;
struct Shape;
struct Skeleton;
enum class NetworkUse : std::uint8_t;
class TextCursor;

enum class SpaceId : std::uint8_t { Darts, NasBench201 };

/// One possible connection inside a cell. States are numbered inputs first, then nodes: in DARTS states 0 and 1 are the
/// two previous cells and nodes are states 2..5; in NAS-Bench-201 state 0 is the input and nodes are states 1..3.
struct Edge {
    int source; ///< state that the edge reads
    int target; ///< state (a node) that sums it
    bool operator==(const Edge&) const = default;
};

enum class CellOutput : std::uint8_t {
    AllNodes, ///< concatenated along channels
    LastNode,
};

/// How genotypes are written. Texts of different spaces must be told apart by recognises().
struct GenotypeGrammar {
    /// Whether the text is meant to be one of this space; false for the name of a published cell.
    bool (*recognises)(std::string_view text);
    Genotype (*read)(TextCursor& cursor); ///< up to the end; throws Error (InvalidGenotype) with the position
    std::string (*write)(const Genotype& genotype); ///< of a valid genotype
    std::string_view begin; ///< how a text begins, for error messages
};

struct PublishedCell {
    std::string_view name;
    std::string_view text;
};

/// The description of a search space of cells: everything else in the program asks these traits, not which space it is.
/// Obtained from searchSpace(); lives for the whole program.
struct SearchSpace {
    SpaceId id;
    std::string_view name; ///< "darts" or "nas-bench-201"
    std::string_view title; ///< for people: "DARTS", "NAS-Bench-201"

    // What is chosen
    std::vector<std::string_view> cellKinds; ///< "normal", "reduce"; NAS-Bench-201 has one kind, "cell"
    std::vector<Operation> operations; ///< in the published order, which is the order of every encoding and α
    int inputs; ///< input states of a cell: the outputs of that many steps before it
    int nodes; ///< nodes of a cell
    std::vector<Edge> edges; ///< node-major, sources ascending: the published edge order
    int edgesKeptPerNode; ///< DARTS keeps 2 edges a node; 0 = every edge carries an operation (possibly none)
    GenotypeGrammar grammar;
    std::vector<PublishedCell> published;
    /// Text or published name of a cell of middling cost with every kind of work in it, so that it slows down as
    /// sampled cells do: measured again and again to see drift, and what is tuned where nobody chose a cell.
    std::string_view sentinel;

    // The cell around it
    /// Each input passes ReLU, a 1×1 convolution (a FactorizedReduce where it is larger than the last) and
    /// normalisation.
    bool preprocessesInputs;
    CellOutput output;
    bool normalisesPools; ///< in a supernet: batch normalisation without γ and β behind each pool
    std::vector<std::string_view> stateLabels; ///< by state, for pictures and tables

    // The network around the cells
    Skeleton (*skeleton)(const Shape& shape, NetworkUse use); ///< of a valid shape
    /// Before any training, how differently a network answers to different images (nn::jacobianScore()) tells good
    /// cells of equal latency from bad ones.
    bool jacobianRanks;
    bool normalisesLast; ///< batch normalisation and ReLU before the head's pooling
    bool hasImageNetStem;
    int fewestCells; ///< allowed values of Shape::cells
    int mostCells;
    std::string_view cellsMeaning; ///< of Shape::cells: "in all"
    std::string_view publishedShape; ///< shape text of the network that published tables are of, empty without tables
    /// PyTorch source of the classes Cell and Network, from the constants and blocks that an exported module begins
    /// with.
    std::string_view pythonNetwork;

    [[nodiscard]] int states() const { return inputs + nodes; }
    [[nodiscard]] int edgeIndex(int source, int target) const; ///< -1 where there is no such edge
    [[nodiscard]] int operationIndex(Operation operation) const; ///< -1 where the space has no such operation
    [[nodiscard]] int edgeCount() const { return static_cast<int>(edges.size()); }
    [[nodiscard]] int operationCount() const { return static_cast<int>(operations.size()); }
    [[nodiscard]] int kindCount() const { return static_cast<int>(cellKinds.size()); }
    /// Channels of a cell's output over those of a node.
    [[nodiscard]] int outputNodes() const { return output == CellOutput::AllNodes ? nodes : 1; }
    /// Whether the state is (part of) the cell's output.
    [[nodiscard]] bool isOutput(int state) const {
        return output == CellOutput::AllNodes ? state >= inputs : state == states() - 1;
    }
    /// Length of the one-hot encoding: kinds × edges × operations (DARTS 2·14·8 = 224, NAS-Bench-201 6·5 = 30).
    [[nodiscard]] int encodingLength() const { return kindCount() * edgeCount() * operationCount(); }
};

/// All search spaces in the order of SpaceId.
std::span<const SearchSpace> searchSpaces();

const SearchSpace& searchSpace(SpaceId id);

/// The space of that name ("darts", "nas-bench-201"); throws Error (UnknownName) that lists the allowed names.
const SearchSpace& searchSpace(std::string_view name);

}
