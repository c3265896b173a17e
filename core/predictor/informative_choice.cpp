// SPDX-License-Identifier: Apache-2.0
#include "core/predictor/informative_choice.h"

#include <algorithm>

#include "core/predictor/features.h"
#include "core/predictor/latency_predictor.h"
#include "core/torch_headers.h"

namespace paretoscope::predictor {

namespace {

constexpr double ridge = 1e-2; // before there are as many measurements as costs

}

std::size_t mostInformative(std::span<const space::Genotype> known, std::span<const space::Genotype> candidates) {
    const torch::NoGradGuard noGradient;
    const EdgeGroups groups(candidates.front().space);
    const torch::Tensor rows = designRows(groups, candidates);
    torch::Tensor information = ridge * torch::eye(rows.size(1), torch::kFloat64);
    if (!known.empty()) {
        const torch::Tensor seen = designRows(groups, known);
        information = information + seen.t().matmul(seen);
    }
    const torch::Tensor solved = torch::linalg_solve(information, rows.t(), /*left=*/true);
    return static_cast<std::size_t>((rows * solved.t()).sum(1).argmax().item<std::int64_t>());
}

std::size_t mostDisputed(const LatencyPredictor& predictor, std::span<const space::Genotype> candidates) {
    // All share the error on held-out cells; what differs between them is the members' disagreement.
    const std::vector<UncertainLatency> predicted = predictor.predictWithDeviation(candidates);
    const auto most = std::ranges::max_element(
        predicted, {}, [](const UncertainLatency& each) { return each.deviationMs / each.ms; });
    return static_cast<std::size_t>(most - predicted.begin());
}

}
