// SPDX-License-Identifier: Apache-2.0
#include "core/interchange/weights.h"

#include <algorithm>
#include <cmath>
#include <random>

#include "core/base/error.h"

namespace paretoscope::interchange {

namespace {

using space::Operator;
using space::OperatorKind;
using Shape = std::vector<std::int64_t>;

std::string shapeText(const Shape& shape) {
    std::string text = "[";
    for (const std::int64_t size : shape) {
        text += (text.size() > 1 ? ", " : "") + std::to_string(size);
    }
    return text + "]";
}

[[noreturn]] void refuse(std::string_view name, const std::string& what) {
    throw Error(ErrorCode::InvalidData,
        "The weight '" + std::string(name) + "' " + what
            + ". The weights must come from the same architecture and shape as the network.",
        {{"name", std::string(name)}, {"reason", what}});
}

std::int64_t elements(const Shape& shape) {
    std::int64_t count = 1;
    for (const std::int64_t size : shape) {
        count *= size;
    }
    return count;
}

/// Where the numbers of a parameter are centred and how far they spread, by what it is for.
struct Spread {
    double centre;
    double deviation;
};

Spread spreadOf(const Operator& op, const std::string& name, const Shape& shape) {
    if (op.kind != OperatorKind::BatchNorm) {
        const double fanIn = static_cast<double>(elements(shape) / shape.front());
        const bool isBias = shape.size() == 1;
        return {0, isBias ? 0.1 : std::sqrt(2 / fanIn)};
    }
    const bool isScaleOrVariance = name.ends_with(".weight") || name.ends_with(".running_var");
    return {isScaleOrVariance ? 1.0 : 0.0, 0.1};
}

}

std::vector<std::pair<std::string, Shape>> weightShapes(const Operator& op) {
    const std::int64_t in = op.inputShape.channels;
    const std::int64_t out = op.outputShape.channels;
    switch (op.kind) {
    case OperatorKind::Convolution:
        return {{op.name + ".weight", {out, in / op.groups, op.kernel, op.kernel}}};
    case OperatorKind::Linear:
        return {{op.name + ".weight", {out, op.inputShape.elements()}}, {op.name + ".bias", {out}}};
    case OperatorKind::BatchNorm:
        return {{op.name + ".weight", {out}}, {op.name + ".bias", {out}}, {op.name + ".running_mean", {out}},
            {op.name + ".running_var", {out}}};
    default:
        return {};
    }
}

const FloatArray& weightOf(const Weights& weights, std::string_view name, const Shape& shape) {
    const auto found = weights.find(name);
    if (found == weights.end()) {
        refuse(name, "is missing");
    }
    const FloatArray& array = found->second;
    if (array.shape != shape || static_cast<std::int64_t>(array.values.size()) != elements(shape)) {
        refuse(name,
            "has shape " + shapeText(array.shape) + " with " + std::to_string(array.values.size())
                + " numbers; the network needs " + shapeText(shape));
    }
    const auto isFinite = [](float value) { return std::isfinite(value); };
    if (!std::all_of(array.values.begin(), array.values.end(), isFinite)) {
        refuse(name, "holds a number that is infinite or NaN");
    }
    return array;
}

Weights weightsFrom(std::span<const base::NamedArray> arrays) {
    Weights weights;
    for (const base::NamedArray& array : arrays) {
        if (array.dtype == base::ArrayType::Float32) {
            weights[array.name] = {array.shape, base::floats(array)};
        }
    }
    return weights;
}

Weights randomWeights(const space::LoweredNetwork& network, std::uint64_t seed) {
    std::mt19937_64 random(seed);
    std::normal_distribution<double> normal(0, 1);
    Weights weights;
    for (const Operator& op : network.operators) {
        for (const auto& [name, shape] : weightShapes(op)) {
            const Spread spread = spreadOf(op, name, shape);
            const bool positive = name.ends_with(".running_var");
            FloatArray array{shape, {}};
            for (std::int64_t i = 0; i < elements(shape); ++i) {
                const double value = spread.centre + spread.deviation * normal(random);
                array.values.push_back(static_cast<float>(positive ? std::max(0.5, value) : value));
            }
            weights[name] = std::move(array);
        }
    }
    return weights;
}

}
