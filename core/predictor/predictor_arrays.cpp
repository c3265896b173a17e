// SPDX-License-Identifier: Apache-2.0
// How a latency predictor is stored: named arrays, the meaning of which is fixed by `version`.
#include <string>

#include "core/predictor/latency_predictor.h"
#include "core/predictor/predictor_parts.h"
#include "core/records/error.h"
#include "core/torch_headers.h"

namespace paretoscope::predictor {

namespace {

using records::NamedArray;
using torch::Tensor;

constexpr std::int64_t version = 1;
constexpr std::size_t layerCount = 7; ///< three weights with biases, then the linear path

[[noreturn]] void reject(const std::string& problem) {
    throw Error(ErrorCode::InvalidData, "The stored latency predictor cannot be used: " + problem + ". Fit it again.",
        {{"problem", problem}});
}

std::string layerName(std::size_t layer) {
    if (layer + 1 == layerCount) {
        return "residual.linear";
    }
    return "residual.layer" + std::to_string(layer / 2) + (layer % 2 == 0 ? ".weight" : ".bias");
}

NamedArray vectorArray(std::string name, std::span<const double> values) {
    return records::makeArray(std::move(name), {static_cast<std::int64_t>(values.size())}, values);
}

NamedArray tensorArray(std::string name, const Tensor& tensor) {
    const Tensor values = tensor.detach().contiguous();
    return records::makeArray(std::move(name), values.sizes().vec(),
        std::span<const double>(values.data_ptr<double>(), static_cast<std::size_t>(values.numel())));
}

Tensor toTensor(const NamedArray& array) {
    const std::vector<double> values = records::doubles(array);
    return torch::tensor(values, torch::kFloat64).reshape(array.shape);
}

double number(std::span<const NamedArray> arrays, std::string_view name) {
    const std::vector<double> values = records::doubles(records::arrayNamed(arrays, name));
    if (values.size() != 1) {
        reject("'" + std::string(name) + "' is not one number");
    }
    return values.front();
}

bool has(std::span<const NamedArray> arrays, std::string_view name) {
    return std::ranges::any_of(arrays, [name](const NamedArray& array) { return array.name == name; });
}

std::string spaceName(std::span<const NamedArray> arrays) {
    const std::vector<std::uint8_t> text = records::octets(records::arrayNamed(arrays, "space"));
    return {text.begin(), text.end()};
}

PredictorParts read(std::span<const NamedArray> arrays) {
    const std::vector<std::int64_t> stored = records::integers(records::arrayNamed(arrays, "version"));
    if (stored.size() != 1 || stored.front() != version) {
        reject("it was written by another version of the program (format "
            + (stored.empty() ? std::string("unknown") : std::to_string(stored.front())) + ", this program reads "
            + std::to_string(version) + ")");
    }
    PredictorParts parts;
    parts.space = space::searchSpace(spaceName(arrays)).id;
    parts.relativeDeviation = number(arrays, "relative_deviation");
    parts.additive.constantMs = number(arrays, "additive.constant_ms");
    parts.additive.costMs = records::doubles(records::arrayNamed(arrays, "additive.cost_ms"));
    parts.additive.liveCostMs = records::doubles(records::arrayNamed(arrays, "additive.live_cost_ms"));
    if (has(arrays, "residual.mean")) {
        ResidualEnsemble residual;
        residual.mean = toTensor(records::arrayNamed(arrays, "residual.mean"));
        residual.scale = toTensor(records::arrayNamed(arrays, "residual.scale"));
        for (std::size_t layer = 0; layer < layerCount; ++layer) {
            residual.layers.push_back(toTensor(records::arrayNamed(arrays, layerName(layer))));
        }
        parts.residual = std::move(residual);
    }
    return parts;
}

}

std::vector<NamedArray> LatencyPredictor::toArrays() const {
    const std::string_view name = space::searchSpace(parts_->space).name;
    const std::vector<std::uint8_t> text(name.begin(), name.end());
    const std::vector<std::int64_t> versions = {version};
    std::vector<NamedArray> arrays;
    arrays.push_back(records::makeArray("version", {1}, std::span<const std::int64_t>(versions)));
    arrays.push_back(
        records::makeArray("space", {static_cast<std::int64_t>(text.size())}, std::span<const std::uint8_t>(text)));
    arrays.push_back(vectorArray("relative_deviation", std::vector{parts_->relativeDeviation}));
    arrays.push_back(vectorArray("additive.constant_ms", std::vector{parts_->additive.constantMs}));
    arrays.push_back(vectorArray("additive.cost_ms", parts_->additive.costMs));
    arrays.push_back(vectorArray("additive.live_cost_ms", parts_->additive.liveCostMs));
    if (parts_->residual) {
        arrays.push_back(tensorArray("residual.mean", parts_->residual->mean));
        arrays.push_back(tensorArray("residual.scale", parts_->residual->scale));
        for (std::size_t layer = 0; layer < layerCount; ++layer) {
            arrays.push_back(tensorArray(layerName(layer), parts_->residual->layers[layer]));
        }
    }
    return arrays;
}

LatencyPredictor LatencyPredictor::fromArrays(std::span<const NamedArray> arrays) {
    try {
        return LatencyPredictor(read(arrays));
    } catch (const Error& error) {
        if (error.code() == ErrorCode::InvalidData) {
            throw;
        }
        // A missing array or an unknown space is damage here, whatever it is elsewhere.
        reject(error.what());
    }
}

}
