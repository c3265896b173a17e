// SPDX-License-Identifier: Apache-2.0
// Cells that are equal up to the numbering of their nodes: the spaces have at most 4 nodes, so all numberings are
// tried.
#include <algorithm>
#include <numeric>

#include "core/space/architecture.h"
#include "core/space/encoding.h"

namespace paretoscope::space {

namespace {

/// Packed cell under a renumbering of states; empty where an edge would run backwards.
std::vector<std::uint8_t> renumbered(
    const SearchSpace& space, const CellGenotype& cell, const std::vector<int>& newState) {
    std::vector<std::uint8_t> packed(
        space.edges.size(), static_cast<std::uint8_t>(space.operationIndex(Operation::None)));
    for (const Choice& choice : cell.choices) {
        if (choice.operation == Operation::None) {
            continue;
        }
        const int edge = space.edgeIndex(
            newState[static_cast<std::size_t>(choice.source)], newState[static_cast<std::size_t>(choice.target)]);
        if (edge < 0) {
            return {};
        }
        packed[static_cast<std::size_t>(edge)] = static_cast<std::uint8_t>(space.operationIndex(choice.operation));
    }
    return packed;
}

std::vector<std::uint8_t> canonicalCell(const SearchSpace& space, const CellGenotype& cell) {
    std::vector<int> newState(static_cast<std::size_t>(space.states()));
    std::iota(newState.begin(), newState.end(), 0);
    // A last node that is the cell's output keeps its place; nodes that are concatenated may change theirs.
    const auto firstFree = newState.begin() + space.inputs;
    const auto endFree = space.output == CellOutput::LastNode ? newState.end() - 1 : newState.end();
    std::vector<std::uint8_t> smallest;
    do {
        std::vector<std::uint8_t> packed = renumbered(space, cell, newState);
        if (!packed.empty() && (smallest.empty() || packed < smallest)) {
            smallest = std::move(packed);
        }
    } while (std::next_permutation(firstFree, endFree));
    return smallest;
}

std::vector<std::uint8_t> canonicalCells(const Genotype& genotype) {
    validate(genotype);
    const SearchSpace& space = searchSpace(genotype.space);
    std::vector<std::uint8_t> packed;
    for (const CellGenotype& cell : genotype.cells) {
        const std::vector<std::uint8_t> canonical = canonicalCell(space, cell);
        packed.insert(packed.end(), canonical.begin(), canonical.end());
    }
    return packed;
}

/// FNV-1a, 64 bits: stored in projects, so it must never change.
std::uint64_t fnv1a(std::string_view text) {
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const char character : text) {
        hash = (hash ^ static_cast<unsigned char>(character)) * 0x100000001b3ULL;
    }
    return hash;
}

std::string hexadecimal(std::uint64_t value) {
    std::string text(16, '0');
    for (auto digit = text.rbegin(); digit != text.rend(); ++digit, value >>= 4U) {
        *digit = "0123456789abcdef"[value & 15U];
    }
    return text;
}

}

Genotype canonicalGenotype(const Genotype& genotype) {
    return unpack(genotype.space, canonicalCells(genotype));
}

std::string canonicalHash(const Architecture& architecture) {
    const SearchSpace& space = searchSpace(architecture.genotype.space);
    std::string text = std::string(space.name) + '|' + toText(architecture.shape) + '|';
    for (const std::uint8_t operation : canonicalCells(architecture.genotype)) {
        text += static_cast<char>('0' + operation);
    }
    return hexadecimal(fnv1a(text));
}

}
