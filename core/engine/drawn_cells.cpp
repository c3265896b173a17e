// SPDX-License-Identifier: Apache-2.0
#include "core/engine/drawn_cells.h"

#include <set>
#include <span>

#include "core/search/derive.h"
#include "core/search/encoding_sampler.h"
#include "core/space/encoding.h"
#include "core/torch_headers.h"

namespace paretoscope::engine {

std::vector<space::Genotype> drawCells(
    space::SpaceId space, const options::SearchedParameters& parameters, int draws, std::uint64_t seed) {
    const search::ArchitectureParameters trained{
        .space = space, .alphas = parameters.alphas, .betas = parameters.betas};
    const space::SearchSpace& description = space::searchSpace(space);
    std::vector<torch::Tensor> alphas;
    std::vector<torch::Tensor> betas;
    for (std::size_t kind = 0; kind < trained.alphas.size(); ++kind) {
        alphas.push_back(torch::tensor(trained.alphas[kind]).view({description.edgeCount(), -1}));
        if (!trained.betas.empty()) {
            betas.push_back(torch::tensor(trained.edgeWeights(static_cast<int>(kind))));
        }
    }
    const torch::NoGradGuard noGradient;
    space::Random random(seed);
    const torch::Tensor rows =
        search::sampleEncodings(space, alphas, betas, draws, random).encodings.to(torch::kFloat32).contiguous();
    std::vector<space::Genotype> cells;
    std::set<std::string> seen;
    for (int row = 0; row < draws; ++row) {
        const auto length = static_cast<std::size_t>(rows.size(1));
        space::Genotype cell = space::decode(space, std::span(rows[row].const_data_ptr<float>(), length));
        if (seen.insert(space::identityText(cell)).second) {
            cells.push_back(std::move(cell));
        }
    }
    return cells;
}

}
