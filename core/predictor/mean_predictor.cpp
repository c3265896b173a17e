// SPDX-License-Identifier: Apache-2.0
#include "core/predictor/mean_predictor.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include <ATen/Parallel.h>

#include "core/predictor/predictor_parts.h"
#include "core/records/error.h"
#include "core/torch_headers.h"

namespace paretoscope::predictor {

namespace {

using torch::Tensor;

constexpr std::int64_t blockRows = 2048; // features and both hidden layers of a block stay in the second cache

std::vector<float> floats(const std::vector<double>& values) {
    return {values.begin(), values.end()};
}

}

MeanPredictor::MeanPredictor(const LatencyPredictor& predictor)
    : features_(predictor.space())
    , operations_(static_cast<std::uint8_t>(space::searchSpace(predictor.space()).operationCount()))
    , constantMs_(static_cast<float>(predictor.additive().constantMs))
    , costMs_(floats(predictor.additive().costMs))
    , liveCostMs_(floats(predictor.additive().liveCostMs)) {
    if (!predictor.hasResidual()) {
        return;
    }
    const torch::NoGradGuard noGradient;
    const ResidualEnsemble& residual = predictor.residual();
    members_ = residual.members();
    const std::int64_t hidden = residual.layers[0].size(2);
    const Tensor first = residual.layers[0].permute({1, 0, 2}).reshape({-1, members_ * hidden});
    const Tensor linear = residual.layers[6].permute({1, 0, 2}).reshape({-1, members_});
    const Tensor weights = torch::cat({first, linear}, 1) * residual.scale.unsqueeze(1);
    const Tensor biases = torch::cat({residual.layers[1].flatten(), residual.layers[5].flatten()});
    firstWeight_ = weights.to(torch::kFloat32).contiguous();
    firstBias_ = (biases - residual.mean.matmul(weights)).to(torch::kFloat32);
    secondWeight_ = residual.layers[2].to(torch::kFloat32).contiguous();
    secondBias_ = residual.layers[3].to(torch::kFloat32).contiguous();
    headWeight_ = residual.layers[4].to(torch::kFloat32).contiguous();
}

std::vector<float> MeanPredictor::predict(std::span<const std::uint8_t> packed) const {
    const std::size_t length = packedLength();
    if (packed.size() % length != 0) {
        throw Error(ErrorCode::InvalidShape,
            "Packed genotypes of this space are " + std::to_string(length) + " bytes each; "
                + std::to_string(packed.size()) + " bytes are no whole number of them.",
            {{"expected", std::to_string(length)}});
    }
    if (std::ranges::any_of(packed, [this](std::uint8_t operation) { return operation >= operations_; })) {
        throw Error(ErrorCode::InvalidGenotype, "A packed genotype names an operation that its space does not have.");
    }
    const auto rows = static_cast<std::int64_t>(packed.size() / length);
    std::vector<float> ms(static_cast<std::size_t>(rows));
    at::parallel_for(0, (rows + blockRows - 1) / blockRows, 1, [&](std::int64_t begin, std::int64_t end) {
        const torch::NoGradGuard noGradient;
        for (std::int64_t block = begin; block < end; ++block) {
            const auto first = static_cast<std::size_t>(block * blockRows);
            const auto count = static_cast<std::size_t>(std::min(blockRows, rows - block * blockRows));
            predictBlock(packed.subspan(first * length, count * length), std::span(ms).subspan(first, count));
        }
    });
    return ms;
}

void MeanPredictor::predictBlock(std::span<const std::uint8_t> packed, std::span<float> ms) const {
    const std::size_t columns = features_.columns();
    const std::size_t structures = features_.structures();
    const std::size_t live = features_.hasLive() ? columns : 0;
    const std::size_t width = columns + structures + 1 + live; // residualInputs' order
    std::vector<float> values(ms.size() * width);
    for (std::size_t i = 0; i < ms.size(); ++i) {
        const std::span row = std::span(values).subspan(i * width, width);
        const std::span counts = row.first(columns);
        const std::span liveCounts = row.last(live);
        features_.write(
            packed.subspan(i * packedLength(), packedLength()), counts, row.subspan(columns, structures), liveCounts);
        ms[i] = std::inner_product(counts.begin(), counts.end(), costMs_.begin(), constantMs_);
        if (!liveCostMs_.empty()) {
            ms[i] = std::inner_product(liveCounts.begin(), liveCounts.end(), liveCostMs_.begin(), ms[i]);
        }
        row[columns + structures] = std::log(ms[i]);
    }
    if (members_ == 0) {
        return;
    }
    const Tensor inputs = torch::from_blob(
        values.data(), {static_cast<std::int64_t>(ms.size()), static_cast<std::int64_t>(width)}, torch::kFloat32);
    const Tensor factors = logFactor(inputs).exp();
    const float* factor = factors.const_data_ptr<float>();
    for (std::size_t i = 0; i < ms.size(); ++i) {
        ms[i] *= factor[i];
    }
}

/// [B, F] → [B], the members' mean.
Tensor MeanPredictor::logFactor(const Tensor& inputs) const {
    const std::int64_t hidden = secondWeight_.size(1);
    const std::int64_t rows = inputs.size(0);
    const Tensor both = torch::addmm(firstBias_, inputs, firstWeight_);
    const Tensor first =
        torch::silu(both.slice(1, 0, members_ * hidden).view({rows, members_, hidden}).permute({1, 0, 2}).contiguous());
    const Tensor second = torch::silu(torch::baddbmm(secondBias_, first, secondWeight_));
    const Tensor linear = both.slice(1, members_ * hidden).t();
    return (second.bmm(headWeight_).squeeze(2) + linear).tanh_().mean(0).mul_(ResidualEnsemble::bound);
}

}
