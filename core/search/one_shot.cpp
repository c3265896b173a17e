// SPDX-License-Identifier: Apache-2.0
#include "core/search/one_shot.h"

#include <array>

#include <algorithm>
#include <span>

#include "core/data/batches.h"
#include "core/search/encoding_sampler.h"
#include "core/space/encoding.h"
#include "core/torch_headers.h"

namespace paretoscope::search {
namespace {

std::vector<std::vector<double>> plainNumbers(const std::vector<torch::Tensor>& tensors) {
    std::vector<std::vector<double>> numbers;
    for (const torch::Tensor& tensor : tensors) {
        const torch::Tensor flat = tensor.detach().to(torch::kFloat64).contiguous();
        numbers.emplace_back(flat.data_ptr<double>(), flat.data_ptr<double>() + flat.numel());
    }
    return numbers;
}

}

OneShotScore scoreOneShot(nn::Supernet& net, const space::Genotype& genotype, const data::Dataset& images,
    const data::Normalisation& normalisation, const Compute& compute, int batchSize) {
    const torch::NoGradGuard noGradient;
    const std::int64_t size = std::min<std::int64_t>(batchSize, images.size());
    std::array<double, 3> sums{};
    auto& [loss, correct, seen] = sums;
    for (std::int64_t first = 0; size > 0 && first + size <= images.size(); first += size) {
        if (!compute.collective->takes(first / size)) {
            continue;
        }
        const data::Batch batch = compute.placed(data::orderedBatch(images, first, size, normalisation));
        const torch::Tensor logits = net.forwardGenotype(batch.images, genotype, nn::Statistics::Batch);
        loss += torch::cross_entropy_loss(logits, batch.labels).item<double>() * static_cast<double>(size);
        correct += logits.argmax(1).eq(batch.labels).sum().item<double>();
        seen += static_cast<double>(size);
    }
    compute.collective->sum(sums);
    OneShotScore score;
    score.images = static_cast<int>(seen);
    if (score.images > 0) {
        score.crossEntropy = loss / seen;
        score.accuracy = correct / seen;
    }
    return score;
}

ArchitectureParameters parametersOf(const nn::Supernet& net) {
    return {.space = net.config().space, .alphas = plainNumbers(net.alphas()), .betas = plainNumbers(net.betas())};
}

std::vector<space::Genotype> sampleArchitectures(const nn::Supernet& net, int count, space::Random& random) {
    const torch::NoGradGuard noGradient;
    std::vector<space::Genotype> genotypes;
    if (count < 1) {
        return genotypes;
    }
    const std::vector<torch::Tensor> betas =
        net.betas().empty() ? std::vector<torch::Tensor>{} : net.edgeProbabilities();
    const torch::Tensor rows =
        sampleEncodings(net.config().space, net.alphas(), betas, count, random).encodings.contiguous();
    const auto length = static_cast<std::size_t>(rows.size(1));
    for (int row = 0; row < count; ++row) {
        const std::span<const float> encoding(rows[row].data_ptr<float>(), length);
        genotypes.push_back(space::decode(net.config().space, encoding));
    }
    return genotypes;
}

}
