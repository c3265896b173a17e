// SPDX-License-Identifier: Apache-2.0
#include "core/predictor/analytic_costs.h"

#include <vector>

#include "core/predictor/features.h"
#include "core/space/lowering.h"
#include "core/torch_headers.h"

namespace paretoscope::predictor {

torch::Tensor analyticCosts(const EdgeGroups& groups, const space::Shape& shape) {
    // The totals are sums over edges, so that a least-squares fit to random cells gives the summands back.
    constexpr int cells = 512;
    constexpr double ridge = 1e-6;
    space::Random random(1);
    std::vector<space::Genotype> genotypes;
    std::vector<double> totals;
    for (int i = 0; i < cells; ++i) {
        genotypes.push_back(space::sampleUniform(groups.space().id, random));
        const space::LoweredNetwork network = space::lower({genotypes.back(), shape});
        double written = 0;
        for (const space::Operator& each : network.operators) {
            written += static_cast<double>(each.outputShape.elements());
        }
        totals.insert(totals.end(),
            {static_cast<double>(network.macs()), written, static_cast<double>(network.operators.size())});
    }
    const torch::Tensor rows = designRows(groups, genotypes);
    torch::Tensor targets = torch::tensor(totals, torch::kFloat64).reshape({cells, -1});
    targets = targets / targets.mean(0);
    const torch::Tensor gram = rows.t().matmul(rows) + ridge * cells * torch::eye(rows.size(1), torch::kFloat64);
    return torch::linalg_solve(gram, rows.t().matmul(targets), /*left=*/true).t();
}

torch::Tensor operationCosts(const EdgeGroups& groups, const torch::Tensor& costs) {
    const space::SearchSpace& space = groups.space();
    torch::Tensor mask = torch::zeros({space.operationCount(), costs.size(0)}, torch::kFloat64);
    const bool live = costs.size(0) > 1 + groups.columns();
    for (int kind = 0; kind < space.kindCount(); ++kind) {
        for (int edge = 0; edge < space.edgeCount(); ++edge) {
            for (int operation = 0; operation < space.operationCount(); ++operation) {
                const int column = groups.column(kind, edge, operation);
                if (column >= 0) {
                    mask[operation][1 + column] = 1;
                    if (live) {
                        mask[operation][1 + groups.columns() + column] = 1;
                    }
                }
            }
        }
    }
    return mask * costs;
}

}
