// SPDX-License-Identifier: Apache-2.0
// Between the tensors of a latency predictor and what is stored of it.
#include "core/predictor/latency_predictor.h"
#include "core/predictor/predictor_parts.h"
#include "core/torch_headers.h"

namespace paretoscope::predictor {

namespace {

using torch::Tensor;

std::vector<double> numbers(const Tensor& tensor) {
    const Tensor values = tensor.detach().contiguous();
    return {values.data_ptr<double>(), values.data_ptr<double>() + values.numel()};
}

Tensor toTensor(const std::vector<double>& values, const std::vector<std::int64_t>& shape) {
    return torch::tensor(values, torch::kFloat64).reshape(shape);
}

}

StoredPredictor LatencyPredictor::stored() const {
    StoredPredictor predictor{parts_->space, parts_->additive, std::nullopt, parts_->relativeDeviation};
    if (parts_->residual) {
        const ResidualEnsemble& from = *parts_->residual;
        StoredResidual residual{
            .members = from.members(), .inputs = from.layers[0].size(1), .hidden = from.layers[0].size(2)};
        residual.mean = numbers(from.mean);
        residual.scale = numbers(from.scale);
        for (std::size_t layer = 0; layer < StoredResidual::layerCount; ++layer) {
            residual.layers.at(layer) = numbers(from.layers.at(layer));
        }
        predictor.residual = std::move(residual);
    }
    return predictor;
}

std::vector<base::NamedArray> LatencyPredictor::toArrays() const {
    return predictor::toArrays(stored());
}

LatencyPredictor LatencyPredictor::fromArrays(std::span<const base::NamedArray> arrays) {
    const StoredPredictor stored = storedPredictor(arrays);
    PredictorParts parts{stored.space, stored.additive, std::nullopt, stored.relativeDeviation};
    if (stored.residual) {
        const StoredResidual& from = *stored.residual;
        ResidualEnsemble residual;
        residual.mean = toTensor(from.mean, {from.inputs});
        residual.scale = toTensor(from.scale, {from.inputs});
        for (std::size_t layer = 0; layer < StoredResidual::layerCount; ++layer) {
            residual.layers.push_back(toTensor(from.layers.at(layer), from.layerShape(layer)));
        }
        parts.residual = std::move(residual);
    }
    return LatencyPredictor(std::move(parts));
}

}
