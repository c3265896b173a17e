// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/shift_features.h"

#include "core/space/encoding.h"

namespace paretoscope::analysis {

namespace {

std::string kindPrefix(const space::SearchSpace& space, int kind) {
    return space.kindCount() > 1 ? std::string(space.cellKinds[static_cast<std::size_t>(kind)]) + " " : "";
}

std::vector<std::string> operationNames(const space::SearchSpace& space) {
    std::vector<std::string> names;
    for (int kind = 0; kind < space.kindCount(); ++kind) {
        for (const space::Operation operation : space.operations) {
            names.push_back(kindPrefix(space, kind) + std::string(space::operationName(operation)));
        }
    }
    return names;
}

std::vector<std::string> edgeNames(const space::SearchSpace& space) {
    std::vector<std::string> names;
    for (int kind = 0; kind < space.kindCount(); ++kind) {
        for (const space::Edge& edge : space.edges) {
            for (const space::Operation operation : space.operations) {
                names.push_back(kindPrefix(space, kind) + std::to_string(edge.source) + "→"
                    + std::to_string(edge.target) + " " + std::string(space::operationName(operation)));
            }
        }
    }
    return names;
}

}

NamedExplanation explainByOperation(
    std::span<const RankShift> shifts, std::span<const space::Genotype> genotypes, space::SpaceId id) {
    const space::SearchSpace& space = space::searchSpace(id);
    NamedExplanation named{{}, operationNames(space)};
    const auto operations = static_cast<std::size_t>(space.operationCount());
    const std::size_t perKind = static_cast<std::size_t>(space.edgeCount()) * operations;
    std::vector<double> counts;
    for (const RankShift& shift : shifts) {
        const std::vector<float> encoding = space::encode(genotypes[shift.index]);
        std::vector<double> row(named.names.size(), 0.0);
        for (std::size_t i = 0; i < encoding.size(); ++i) {
            row[i / perKind * operations + i % operations] += encoding[i];
        }
        counts.insert(counts.end(), row.begin(), row.end());
    }
    named.explanation = explainShifts(shifts, counts, named.names.size());
    return named;
}

NamedExplanation explainByEdge(
    std::span<const RankShift> shifts, std::span<const space::Genotype> genotypes, space::SpaceId id) {
    const space::SearchSpace& space = space::searchSpace(id);
    NamedExplanation named{{}, edgeNames(space)};
    std::vector<double> oneHot;
    for (const RankShift& shift : shifts) {
        const std::vector<float> encoding = space::encode(genotypes[shift.index]);
        oneHot.insert(oneHot.end(), encoding.begin(), encoding.end());
    }
    named.explanation = explainShifts(shifts, oneHot, named.names.size());
    return named;
}

}
