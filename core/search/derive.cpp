// SPDX-License-Identifier: Apache-2.0
#include "core/search/derive.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "core/base/error.h"

namespace paretoscope::search {
namespace {

using space::Operation;
using space::SearchSpace;

std::vector<double> softmax(std::span<const double> logits) {
    std::vector<double> weights(logits.begin(), logits.end());
    const double largest = *std::max_element(weights.begin(), weights.end());
    double sum = 0;
    for (double& weight : weights) {
        weight = std::exp(weight - largest);
        sum += weight;
    }
    for (double& weight : weights) {
        weight /= sum;
    }
    return weights;
}

void requireFinite(const std::vector<std::vector<double>>& parameters, std::string_view symbol) {
    for (const std::vector<double>& ofKind : parameters) {
        if (!std::ranges::all_of(ofKind, [](double value) { return std::isfinite(value); })) {
            throw Error(ErrorCode::NumericalFailure,
                "An architecture parameter " + std::string(symbol)
                    + " is not a finite number, so no architecture can be derived; resume from the last checkpoint "
                      "with a "
                      "smaller architecture learning rate.",
                {{"parameter", std::string(symbol)}});
        }
    }
}

/// The best operation of one edge and how strong the edge is by it.
struct BestOperation {
    int operation = -1;
    double weight = -1;
};

/// Works on one cell kind; `weights_` are changed only by the skip cap.
class CellDerivation {
public:
    CellDerivation(const ArchitectureParameters& parameters, int kind)
        : space_(space::searchSpace(parameters.space))
        , edgeWeights_(parameters.edgeWeights(kind)) {
        for (int edge = 0; edge < space_.edgeCount(); ++edge) {
            weights_.push_back(parameters.operationWeights(kind, edge));
        }
    }

    [[nodiscard]] space::CellGenotype derive() const {
        space::CellGenotype cell;
        for (int node = space_.inputs; node < space_.states(); ++node) {
            for (const int edge : keptEdges(node)) {
                const Operation operation = space_.operations[static_cast<std::size_t>(best(edge).operation)];
                cell.choices.push_back({operation, space_.edges[static_cast<std::size_t>(edge)].source, node});
            }
        }
        return cell;
    }

    [[nodiscard]] space::CellGenotype deriveWithCap(int cap) {
        space::CellGenotype cell = derive();
        while (skips(cell) > cap) {
            strikeWeakestSkip(cell);
            cell = derive();
        }
        return cell;
    }

private:
    [[nodiscard]] bool mayChoose(int operation) const {
        return space_.edgesKeptPerNode == 0
            || space_.operations[static_cast<std::size_t>(operation)] != Operation::None;
    }

    [[nodiscard]] BestOperation best(int edge) const {
        BestOperation found;
        for (int operation = 0; operation < space_.operationCount(); ++operation) {
            const double weight = weights_[static_cast<std::size_t>(edge)][static_cast<std::size_t>(operation)];
            if (mayChoose(operation) && weight > found.weight) {
                found = {operation, weight};
            }
        }
        return found;
    }

    [[nodiscard]] double strength(int edge) const {
        return best(edge).weight * edgeWeights_[static_cast<std::size_t>(edge)];
    }

    [[nodiscard]] std::vector<int> keptEdges(int node) const {
        std::vector<int> edges;
        for (int edge = 0; edge < space_.edgeCount(); ++edge) {
            if (space_.edges[static_cast<std::size_t>(edge)].target == node) {
                edges.push_back(edge);
            }
        }
        if (space_.edgesKeptPerNode > 0) {
            std::ranges::stable_sort(edges, [this](int a, int b) { return strength(a) > strength(b); });
            edges.resize(static_cast<std::size_t>(space_.edgesKeptPerNode));
        }
        return edges;
    }

    static int skips(const space::CellGenotype& cell) {
        return static_cast<int>(std::ranges::count(cell.choices, Operation::SkipConnect, &space::Choice::operation));
    }

    void strikeWeakestSkip(const space::CellGenotype& cell) {
        const auto skip = static_cast<std::size_t>(space_.operationIndex(Operation::SkipConnect));
        double* weakest = nullptr;
        double weakestStrength = 0;
        for (const space::Choice& choice : cell.choices) {
            const int edge = space_.edgeIndex(choice.source, choice.target);
            if (choice.operation == Operation::SkipConnect
                && (weakest == nullptr || strength(edge) < weakestStrength)) {
                weakest = &weights_[static_cast<std::size_t>(edge)][skip];
                weakestStrength = strength(edge);
            }
        }
        *weakest = -1;
    }

    const SearchSpace& space_;
    std::vector<double> edgeWeights_;
    std::vector<std::vector<double>> weights_;
};

double normalisedEntropy(const std::vector<double>& weights) {
    double entropy = 0;
    for (const double weight : weights) {
        entropy -= weight > 0 ? weight * std::log(weight) : 0;
    }
    return entropy / std::log(static_cast<double>(weights.size()));
}

}

std::vector<double> ArchitectureParameters::operationWeights(int kind, int edge) const {
    const auto operations = static_cast<std::size_t>(space::searchSpace(space).operationCount());
    const std::span<const double> ofKind(alphas.at(static_cast<std::size_t>(kind)));
    return softmax(ofKind.subspan(static_cast<std::size_t>(edge) * operations, operations));
}

std::vector<double> ArchitectureParameters::edgeWeights(int kind) const {
    const space::SearchSpace& space = space::searchSpace(this->space);
    std::vector<double> weights(static_cast<std::size_t>(space.edgeCount()), 1.0);
    if (betas.empty()) {
        return weights;
    }
    // Edges are node-major, so each node's incoming edges lie side by side.
    const std::vector<double>& ofKind = betas.at(static_cast<std::size_t>(kind));
    for (std::size_t begin = 0; begin < weights.size();) {
        std::size_t end = begin;
        while (end < weights.size() && space.edges[end].target == space.edges[begin].target) {
            ++end;
        }
        const std::vector<double> ofNode = softmax(std::span(ofKind).subspan(begin, end - begin));
        std::ranges::copy(ofNode, weights.begin() + static_cast<std::ptrdiff_t>(begin));
        begin = end;
    }
    return weights;
}

space::Genotype derive(const ArchitectureParameters& parameters, int skipCap) {
    requireFinite(parameters.alphas, "α");
    requireFinite(parameters.betas, "β");
    space::Genotype genotype;
    genotype.space = parameters.space;
    const int kinds = space::searchSpace(parameters.space).kindCount();
    for (int kind = 0; kind < kinds; ++kind) {
        CellDerivation derivation(parameters, kind);
        genotype.cells.push_back(kind == 0 && skipCap > 0 ? derivation.deriveWithCap(skipCap) : derivation.derive());
    }
    return genotype;
}

double entropyOf(const ArchitectureParameters& parameters) {
    const space::SearchSpace& space = space::searchSpace(parameters.space);
    double sum = 0;
    for (int kind = 0; kind < space.kindCount(); ++kind) {
        for (int edge = 0; edge < space.edgeCount(); ++edge) {
            sum += normalisedEntropy(parameters.operationWeights(kind, edge)) / (space.kindCount() * space.edgeCount());
        }
    }
    return sum;
}

Decision decision(const ArchitectureParameters& parameters, const space::Genotype& derived) {
    return {.entropy = entropyOf(parameters), .skips = skipCount(derived)};
}

int skipCount(const space::Genotype& genotype, int kind) {
    int skips = 0;
    for (std::size_t index = 0; index < genotype.cells.size(); ++index) {
        if (kind < 0 || static_cast<std::size_t>(kind) == index) {
            skips += static_cast<int>(
                std::ranges::count(genotype.cells[index].choices, Operation::SkipConnect, &space::Choice::operation));
        }
    }
    return skips;
}

}
