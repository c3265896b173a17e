// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/lambda_path.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <tuple>

#include "core/space/genotype.h"

namespace paretoscope::widgets {

namespace {

std::optional<space::Genotype> genotypeOf(const FrontSnapshot& front, std::size_t point) {
    const auto found = front.details.find(front.points[point].candidateId);
    return found == front.details.end() ? std::nullopt : std::optional(found->second->genotype);
}

}

std::size_t LambdaPath::intervalAt(double lambda) const {
    return static_cast<std::size_t>(
        std::upper_bound(breakpoints.begin(), breakpoints.end(), lambda) - breakpoints.begin());
}

double LambdaPath::lambdaIn(std::size_t interval) const {
    return analysis::insideInterval(breakpoints, interval);
}

LambdaPath lambdaPath(const FrontChoice& choice) {
    if (choice.empty()) {
        return {};
    }
    LambdaPath path;
    path.breakpoints = choice.breakpoints();
    const auto& vertices = choice.hull().vertices();
    std::map<std::tuple<int, int, int>, LambdaPath::Row> rows;
    for (std::size_t interval = 0; interval < vertices.size(); ++interval) {
        const auto genotype = genotypeOf(*choice.front(), vertices[interval]);
        if (!genotype || (interval > 0 && genotype->space != path.space)) {
            return {};
        }
        path.space = genotype->space;
        path.points.push_back(static_cast<int>(vertices[interval]));
        for (std::size_t kind = 0; kind < genotype->cells.size(); ++kind) {
            for (const space::Choice& edge : genotype->cells[kind].choices) {
                LambdaPath::Row& row = rows[{static_cast<int>(kind), edge.target, edge.source}];
                row.kind = static_cast<int>(kind);
                row.source = edge.source;
                row.target = edge.target;
                row.operations.resize(vertices.size(), space::Operation::None);
                row.operations[interval] = edge.operation;
            }
        }
    }
    for (auto& [key, row] : rows) {
        if (std::any_of(row.operations.begin(), row.operations.end(),
                [](space::Operation operation) { return operation != space::Operation::None; })) {
            path.rows.push_back(std::move(row));
        }
    }
    return path;
}

}
