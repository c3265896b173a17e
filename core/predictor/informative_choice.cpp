// SPDX-License-Identifier: Apache-2.0
#include "core/predictor/informative_choice.h"

#include <vector>

#include "core/predictor/packed_features.h"
#include "core/space/encoding.h"
#include "core/torch_headers.h"

namespace paretoscope::predictor {

namespace {

constexpr double ridge = 1e-2; // before there are as many measurements as costs

/// [n, 1 + columns (+ columns of live edges)] float64.
torch::Tensor rowsOf(const PackedFeatures& features, std::span<const space::Genotype> genotypes) {
    const std::size_t live = features.hasLive() ? features.columns() : 0;
    const std::size_t width = 1 + features.columns() + live;
    std::vector<float> values(genotypes.size() * width);
    std::vector<float> structure(features.structures());
    for (std::size_t i = 0; i < genotypes.size(); ++i) {
        const std::span row = std::span(values).subspan(i * width, width);
        row[0] = 1;
        features.write(space::pack(genotypes[i]), row.subspan(1, features.columns()), structure, row.last(live));
    }
    return torch::tensor(values)
        .view({static_cast<std::int64_t>(genotypes.size()), static_cast<std::int64_t>(width)})
        .to(torch::kFloat64);
}

}

std::size_t mostInformative(std::span<const space::Genotype> known, std::span<const space::Genotype> candidates) {
    const torch::NoGradGuard noGradient;
    const PackedFeatures features(candidates.front().space);
    const torch::Tensor rows = rowsOf(features, candidates);
    torch::Tensor information = ridge * torch::eye(rows.size(1), torch::kFloat64);
    if (!known.empty()) {
        const torch::Tensor seen = rowsOf(features, known);
        information = information + seen.t().matmul(seen);
    }
    const torch::Tensor solved = torch::linalg_solve(information, rows.t(), /*left=*/true);
    return static_cast<std::size_t>((rows * solved.t()).sum(1).argmax().item<std::int64_t>());
}

}
