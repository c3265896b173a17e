// SPDX-License-Identifier: Apache-2.0
#include "core/predictor/latency_predictor.h"

#include <cmath>
#include <string>

#include "core/base/error.h"
#include "core/torch_headers.h"

namespace paretoscope::predictor {

namespace {

using torch::Tensor;

void requireShape(const Tensor& tensor, at::IntArrayRef shape) {
    if (!tensor.defined() || tensor.sizes() != shape || tensor.scalar_type() != torch::kFloat64
        || !tensor.isfinite().all().item<bool>()) {
        rejectPredictor("its residual network is damaged");
    }
}

void check(const ResidualEnsemble& residual, const EdgeGroups& groups) {
    const ResidualLayers& layers = residual.layers;
    if (!layers.firstWeight.defined() || layers.firstWeight.dim() != 3) {
        rejectPredictor("its residual network has other layers than expected");
    }
    const std::int64_t members = layers.firstWeight.size(0);
    const std::int64_t hidden = layers.firstWeight.size(2);
    const std::int64_t inputs = residualInputCount(groups);
    requireShape(residual.mean, {inputs});
    requireShape(residual.scale, {inputs});
    requireShape(layers.firstWeight, {members, inputs, hidden});
    requireShape(layers.firstBias, {members, 1, hidden});
    requireShape(layers.secondWeight, {members, hidden, hidden});
    requireShape(layers.secondBias, {members, 1, hidden});
    requireShape(layers.headWeight, {members, hidden, 1});
    requireShape(layers.headBias, {members, 1, 1});
    requireShape(layers.linearWeight, {members, inputs, 1});
}

void check(const PredictorParts& parts) {
    const EdgeGroups groups(parts.space);
    requireUsable(groups, parts.additive, parts.relativeDeviation);
    if (parts.residual) {
        check(*parts.residual, groups);
    }
}

/// Latency by member [E, B], or [1, B] without residual network.
Tensor predictMembers(const PredictorParts& parts, const Tensor& encodings, bool additiveOnly) {
    const space::SearchSpace& space = space::searchSpace(parts.space);
    if (encodings.dim() != 2 || encodings.size(1) != space.encodingLength() || !encodings.is_floating_point()) {
        throw Error(ErrorCode::InvalidShape,
            "The latency predictor of " + std::string(space.name) + " needs floating-point encodings of shape [B, "
                + std::to_string(space.encodingLength()) + "].",
            {{"expected", std::to_string(space.encodingLength())}});
    }
    const EdgeGroups groups(parts.space);
    const Features seen = features(groups, encodings.to(torch::kFloat64));
    const Tensor additive = additiveLatency(parts.additive, seen);
    if (additiveOnly || !parts.residual) {
        return additive.unsqueeze(0);
    }
    return additive * parts.residual->logFactors(residualInputs(seen, additive)).exp();
}

/// The ensemble's geometric mean: additive · exp(mean of the bounded networks).
Tensor combine(const Tensor& members) {
    return members.size(0) == 1 ? members.squeeze(0) : members.log().mean(0).exp();
}

std::vector<double> toVector(const Tensor& tensor) {
    const Tensor values = tensor.detach().contiguous();
    return {values.data_ptr<double>(), values.data_ptr<double>() + values.numel()};
}

Tensor toTensor(const std::vector<double>& values, const std::vector<std::int64_t>& shape) {
    return torch::tensor(values, torch::kFloat64).reshape(shape);
}

}

LatencyPredictor::LatencyPredictor(PredictorParts parts) {
    check(parts);
    parts_ = std::make_shared<const PredictorParts>(std::move(parts));
}

Tensor LatencyPredictor::predict(const Tensor& encodings) const {
    return combine(predictMembers(*parts_, encodings, false)).to(encodings.scalar_type());
}

Tensor LatencyPredictor::predictAdditive(const Tensor& encodings) const {
    return combine(predictMembers(*parts_, encodings, true)).to(encodings.scalar_type());
}

std::vector<double> LatencyPredictor::predict(std::span<const space::Genotype> genotypes) const {
    if (genotypes.empty()) {
        return {};
    }
    const torch::NoGradGuard noGradient;
    return toVector(predict(encodeRows(parts_->space, genotypes)));
}

double LatencyPredictor::predict(const space::Genotype& genotype) const {
    return predict(std::span(&genotype, 1)).front();
}

std::vector<UncertainLatency> LatencyPredictor::predictWithDeviation(std::span<const space::Genotype> genotypes) const {
    if (genotypes.empty()) {
        return {};
    }
    const torch::NoGradGuard noGradient;
    const Tensor members = predictMembers(*parts_, encodeRows(parts_->space, genotypes), false);
    const std::vector<double> latency = toVector(combine(members));
    const std::vector<double> disagreement = toVector(members.log().std(0, false));
    std::vector<UncertainLatency> result;
    for (std::size_t i = 0; i < latency.size(); ++i) {
        result.push_back({latency[i], latency[i] * std::hypot(disagreement[i], parts_->relativeDeviation)});
    }
    return result;
}

space::SpaceId LatencyPredictor::space() const {
    return parts_->space;
}

const AdditivePart& LatencyPredictor::additive() const {
    return parts_->additive;
}

bool LatencyPredictor::hasResidual() const {
    return parts_->residual.has_value();
}

CostTable LatencyPredictor::costTable() const {
    return predictor::costTable(parts_->space, parts_->additive);
}

StoredPredictor LatencyPredictor::stored() const {
    StoredPredictor predictor{parts_->space, parts_->additive, std::nullopt, parts_->relativeDeviation};
    if (parts_->residual) {
        const ResidualEnsemble& from = *parts_->residual;
        StoredResidual residual{.members = from.members(),
            .inputs = from.layers.firstWeight.size(1),
            .hidden = from.layers.firstWeight.size(2)};
        residual.mean = toVector(from.mean);
        residual.scale = toVector(from.scale);
        const std::vector<Tensor> layers = from.layers.list();
        for (std::size_t layer = 0; layer < StoredResidual::layerCount; ++layer) {
            residual.layers.at(layer) = toVector(layers.at(layer));
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
        std::vector<Tensor> layers;
        for (std::size_t layer = 0; layer < StoredResidual::layerCount; ++layer) {
            layers.push_back(toTensor(from.layers.at(layer), from.layerShape(layer)));
        }
        residual.layers = ResidualLayers::fromList(layers);
        parts.residual = std::move(residual);
    }
    return LatencyPredictor(std::move(parts));
}

}
