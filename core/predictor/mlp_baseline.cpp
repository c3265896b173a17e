// SPDX-License-Identifier: Apache-2.0
#include "core/predictor/mlp_baseline.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <random>

#include <torch/optim/adam.h>

#include "core/base/error.h"
#include "core/predictor/execution.h"
#include "core/predictor/features.h"
#include "core/torch_headers.h"

namespace paretoscope::predictor {

namespace {

using torch::Tensor;
using Random = std::mt19937_64;

constexpr std::size_t fewest = 8;

/// Kaiming's uniform start, as torch::nn::Linear does, from the given generator.
Tensor uniform(at::IntArrayRef shape, std::int64_t inputs, Random& random) {
    const double range = 1 / std::sqrt(static_cast<double>(inputs));
    std::uniform_real_distribution<float> distribution(static_cast<float>(-range), static_cast<float>(range));
    Tensor tensor = torch::empty(shape);
    std::generate_n(tensor.data_ptr<float>(), tensor.numel(), [&] { return distribution(random); });
    return tensor.requires_grad_(true);
}

std::vector<Tensor> startingWeights(std::int64_t inputs, Random& random) {
    constexpr std::array<std::int64_t, 4> outputs = {256, 128, 64, 1};
    std::vector<Tensor> weights;
    for (const std::int64_t size : outputs) {
        weights.push_back(uniform({size, inputs}, inputs, random));
        weights.push_back(uniform({size}, inputs, random));
        inputs = size;
    }
    return weights;
}

Tensor forward(const std::vector<Tensor>& weights, const Tensor& rows) {
    Tensor hidden = rows;
    for (std::size_t layer = 0; layer < weights.size(); layer += 2) {
        hidden = torch::linear(hidden, weights[layer], weights[layer + 1]);
        if (layer + 2 < weights.size()) {
            hidden = hidden.relu();
        }
    }
    return hidden.squeeze(1);
}

void check(std::span<const space::Genotype> genotypes, std::span<const double> latencyMs) {
    if (genotypes.size() != latencyMs.size()) {
        throw Error(ErrorCode::InvalidValue, "As many latencies as genotypes are needed.");
    }
    if (genotypes.size() < fewest) {
        throw Error(ErrorCode::NotEnoughData,
            "The baseline network needs at least " + std::to_string(fewest) + " measured architectures, "
                + std::to_string(genotypes.size()) + " were given.",
            {{"needed", std::to_string(fewest)}, {"given", std::to_string(genotypes.size())}});
    }
    if (!std::ranges::all_of(latencyMs, [](double value) { return std::isfinite(value) && value > 0; })) {
        throw Error(ErrorCode::InvalidValue, "A latency must be a positive number of milliseconds.");
    }
}

Tensor randomRows(std::int64_t available, int count, Random& random) {
    Tensor rows = torch::empty({count}, torch::kInt64);
    std::uniform_int_distribution<std::int64_t> pick(0, available - 1);
    std::generate_n(rows.data_ptr<std::int64_t>(), count, [&] { return pick(random); });
    return rows;
}

}

MlpBaseline::MlpBaseline(
    std::span<const space::Genotype> genotypes, std::span<const double> latencyMs, const MlpBaselineOptions& options) {
    check(genotypes, latencyMs);
    const OneThread oneThread;
    Random random(options.seed);
    const Tensor inputs = encodeRows(genotypes.front().space, genotypes).to(torch::kFloat32);
    const Tensor logarithms = torch::tensor(std::vector<double>(latencyMs.begin(), latencyMs.end())).log();
    mean_ = logarithms.mean().item<double>();
    deviation_ = std::max(logarithms.std(0, false).item<double>(), 1e-6);
    const Tensor targets = ((logarithms - mean_) / deviation_).to(torch::kFloat32);

    weights_ = startingWeights(inputs.size(1), random);
    torch::optim::Adam optimiser(weights_, torch::optim::AdamOptions(options.learningRate));
    for (int step = 0; step < options.steps; ++step) {
        const double cosine = 0.5 * (1 + std::cos(std::numbers::pi * step / options.steps));
        optimiser.param_groups().front().options().set_lr(options.learningRate * cosine);
        const Tensor rows = randomRows(inputs.size(0), options.batchSize, random);
        optimiser.zero_grad();
        torch::huber_loss(forward(weights_, inputs.index_select(0, rows)), targets.index_select(0, rows)).backward();
        optimiser.step();
    }
    for (Tensor& weight : weights_) {
        weight = weight.detach();
    }
}

std::vector<double> MlpBaseline::predict(std::span<const space::Genotype> genotypes) const {
    if (genotypes.empty()) {
        return {};
    }
    const torch::NoGradGuard noGradient;
    const Tensor rows = encodeRows(genotypes.front().space, genotypes).to(torch::kFloat32);
    const Tensor latency = (forward(weights_, rows).to(torch::kFloat64) * deviation_ + mean_).exp().contiguous();
    return {latency.data_ptr<double>(), latency.data_ptr<double>() + latency.numel()};
}

}
