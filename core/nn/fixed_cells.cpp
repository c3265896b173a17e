// SPDX-License-Identifier: Apache-2.0
#include "core/nn/fixed_cells.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "core/nn/edge_operations.h"

namespace paretoscope::nn {

using space::Operation;
using space::Operator;
using space::OperatorKind;

namespace {

bool isOfCell(const Operator& op) {
    return op.origin.cell >= 0 && op.origin.kind >= 0;
}

/// The tensor that operators behind the cell read, where it is one of the cell's own and alone.
std::optional<int> outputOf(const space::LoweredNetwork& network, std::size_t first, std::size_t last) {
    const int begin = network.operators[first].output;
    const int end = network.operators[last].output;
    std::vector<int> read{network.output};
    for (std::size_t index = last + 1; index < network.operators.size(); ++index) {
        const std::vector<int>& inputs = network.operators[index].inputs;
        read.insert(read.end(), inputs.begin(), inputs.end());
    }
    std::erase_if(read, [&](int tensor) { return tensor < begin || tensor > end; });
    std::sort(read.begin(), read.end());
    read.erase(std::unique(read.begin(), read.end()), read.end());
    return read.size() == 1 && read.front() == end ? std::optional(end) : std::nullopt;
}

/// Tensors from before the cell, in the order in which it reads them first; DARTS' cells read their older input first.
std::vector<int> inputsOf(const space::LoweredNetwork& network, std::size_t first, std::size_t last) {
    std::vector<int> inputs;
    for (std::size_t index = first; index <= last; ++index) {
        const Operator& op = network.operators[index];
        // Both preprocessings may read one tensor, the stem's.
        const bool preprocesses = op.origin.edge < 0 && op.kind == OperatorKind::Relu;
        for (const int tensor : op.inputs) {
            const bool known = std::find(inputs.begin(), inputs.end(), tensor) != inputs.end();
            if (tensor < network.operators[first].output && (preprocesses || !known)) {
                inputs.push_back(tensor);
            }
        }
    }
    return inputs;
}

std::optional<FixedCell> cellOf(const space::LoweredNetwork& network, std::size_t first, std::size_t last) {
    const space::SearchSpace& space = space::searchSpace(network.architecture.genotype.space);
    const std::optional<int> output = outputOf(network, first, last);
    FixedCell cell{first, last, inputsOf(network, first, last), output.value_or(-1), {},
        std::vector<Operation>(space.edges.size(), Operation::None)};
    const Operator& any = network.operators[first];
    if (!output || std::cmp_not_equal(cell.inputs.size(), space.inputs)) {
        return std::nullopt;
    }
    const space::CellGenotype& genotype =
        network.architecture.genotype.cells[static_cast<std::size_t>(any.origin.kind)];
    bool convolves = false;
    for (const space::Choice& choice : genotype.choices) {
        cell.chosen[static_cast<std::size_t>(space.edgeIndex(choice.source, choice.target))] = choice.operation;
        convolves = convolves || isConvolutional(choice.operation);
    }
    if (!convolves) {
        return std::nullopt;
    }
    const auto shape = [&](int tensor) { return network.tensors[static_cast<std::size_t>(tensor)]; };
    cell.spec.space = network.architecture.genotype.space;
    cell.spec.reduction = shape(*output).height != shape(cell.inputs.back()).height;
    cell.spec.afterReduction = shape(cell.inputs.front()).height != shape(cell.inputs.back()).height;
    for (const int tensor : cell.inputs) {
        cell.spec.inputChannels.push_back(shape(tensor).channels);
    }
    cell.spec.channels = shape(*output).channels / (cell.spec.space == space::SpaceId::Darts ? space.nodes : 1);
    return cell;
}

/// The end of a name: of a search cell, and of the lowering.
using Ending = std::pair<const char*, const char*>;

std::string withEnding(const std::string& prefix, const std::string& rest, bool numbered) {
    // Two halves are numbered in both; a lone depthwise half only in a search cell.
    constexpr std::array numberedHalves = {Ending{".dw1.weight", ".dw1.weight"}, Ending{".dw2.weight", ".dw2.weight"},
        Ending{".pw1.weight", ".pw1.weight"}, Ending{".pw2.weight", ".pw2.weight"}, Ending{".pw1.bn.", ".bn1."},
        Ending{".pw2.bn.", ".bn2."}};
    constexpr std::array others = {Ending{".dw1.weight", ".dw.weight"}, Ending{".pw1.weight", ".pw.weight"},
        Ending{".pw1.bn.", ".bn."}, Ending{".even.weight", ".conv1.weight"}, Ending{".odd.weight", ".conv2.weight"},
        Ending{".conv1.weight", ".conv.weight"}, Ending{".conv1.bn.", ".bn."}, Ending{".weight", ".conv.weight"}};
    const auto renamed = [&](const auto& endings) {
        for (const auto& [searched, lowered] : endings) {
            if (rest.starts_with(searched)) {
                return prefix + lowered + rest.substr(std::string(searched).size());
            }
        }
        return prefix + rest;
    };
    return numbered ? renamed(numberedHalves) : renamed(others);
}

}

std::vector<FixedCell> fixedCells(const space::LoweredNetwork& network) {
    std::vector<FixedCell> cells;
    std::size_t first = 0;
    while (first < network.operators.size()) {
        std::size_t last = first;
        while (last + 1 < network.operators.size() && isOfCell(network.operators[first])
            && isOfCell(network.operators[last + 1])
            && network.operators[last + 1].origin.cell == network.operators[first].origin.cell) {
            ++last;
        }
        if (isOfCell(network.operators[first])) {
            if (const std::optional<FixedCell> cell = cellOf(network, first, last)) {
                cells.push_back(*cell);
            }
        }
        first = last + 1;
    }
    return cells;
}

std::string loweredName(const space::LoweredNetwork& network, const FixedCell& cell, const std::string& name) {
    const std::string begin = "cells." + std::to_string(network.operators[cell.first].origin.cell) + ".";
    const std::size_t dot = name.find('.');
    const std::string head = name.substr(0, dot);
    if (!head.starts_with("edge")) {
        return withEnding(begin + head, name.substr(dot), false);
    }
    const space::SearchSpace& space = space::searchSpace(cell.spec.space);
    const auto edge = static_cast<std::size_t>(std::stoi(head.substr(std::string("edge").size())));
    const std::size_t end = name.find('.', dot + 1);
    const std::string operation = name.substr(dot, end - dot);
    const bool halves = cell.chosen[edge] == Operation::SepConv3x3 || cell.chosen[edge] == Operation::SepConv5x5;
    return withEnding(begin + "node" + std::to_string(space.edges[edge].target) + ".edge"
            + std::to_string(space.edges[edge].source) + operation,
        name.substr(end), halves);
}

}
