// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/space/search_space.h"

namespace paretoscope::space {

/// An operation on the edge source → target.
struct Choice {
    Operation operation;
    int source;
    int target;
    auto operator<=>(const Choice&) const = default;
};

/// The choices of one cell in their written order (DARTS prints a node's stronger edge first), grouped by target
/// ascending. DARTS: two edges a node, never 'none'; NAS-Bench-201: every edge, 'none' written out.
struct CellGenotype {
    std::vector<Choice> choices;
    auto operator<=>(const CellGenotype&) const = default;
};

/// The discrete choice: one CellGenotype for each cell kind of the space. Valid by construction when it comes from one
/// of the functions below; validate() checks one that was put together by hand.
struct Genotype {
    SpaceId space{};
    std::vector<CellGenotype> cells;
    auto operator<=>(const Genotype&) const = default;
};

using Random = std::mt19937_64;

/// Throws Error (InvalidGenotype) naming the cell kind, the node and what is wrong.
void validate(const Genotype& genotype);

/// Uniform over the space's genotypes.
Genotype sampleUniform(SpaceId space, Random& random);
/// Uniform over those without the forbidden operations, of which one that an edge can hold must be left.
Genotype sampleUniform(SpaceId space, std::span<const Operation> forbidden, Random& random);

/// What may stand on an edge of a genotype, without the forbidden operations.
std::vector<Operation> operationsWithout(SpaceId space, std::span<const Operation> forbidden);

/// Whether an edge holds one of the operations.
bool uses(const Genotype& genotype, std::span<const Operation> operations);

/// All genotypes that differ by one operation or (DARTS) by the source of one kept edge. No duplicates, not the
/// genotype itself.
std::vector<Genotype> neighbours(const Genotype& genotype);

/// The operation on each edge of a cell kind in the space's edge order, Operation::None where no operation sits.
std::vector<Operation> operationsByEdge(const Genotype& genotype, int kind);

/// Inverse of operationsByEdge for all kinds; choices sorted by (target, source). Throws Error (InvalidGenotype).
Genotype fromOperationsByEdge(SpaceId space, const std::vector<std::vector<Operation>>& operationsOfKinds);

/// Whether every cell's output depends on its input. False only where 'none' cuts all paths (NAS-Bench-201).
bool isConnected(const Genotype& genotype);

/// The genotype with its choices sorted by (target, source): one representative for each network function order.
Genotype sorted(Genotype genotype);

/// Text exactly as the DARTS codes print it, `Genotype(normal=[('sep_conv_3x3', 1), ...], normal_concat=range(2, 6),
/// reduce=..., ...)`, or the NAS-Bench-201 string `|nor_conv_3x3~0|+|...|`.
std::string toText(const Genotype& genotype);

/// Reads either text, also with `[2, 3, 4, 5]` for the range and any spacing. Throws Error (InvalidGenotype) with the
/// position and what is allowed there.
Genotype fromText(std::string_view text);

/// toText(sorted(genotype)): the identity of a candidate.
std::string identityText(const Genotype& genotype);

/// Published cells by name: "DARTS_V1", "DARTS_V2", "PC_DARTS_cifar", "PC_DARTS_image".
std::vector<std::string_view> publishedNames();
/// Throws Error (UnknownName) that lists the allowed names.
Genotype published(std::string_view name);

/// Genotype text or a published name: what every command line option and text field accepts.
Genotype fromTextOrName(std::string_view textOrName);

}
