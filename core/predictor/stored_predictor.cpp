// SPDX-License-Identifier: Apache-2.0
#include "core/predictor/stored_predictor.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "core/base/error.h"
#include "core/predictor/packed_features.h"

namespace paretoscope::predictor {

namespace {

using base::NamedArray;

constexpr std::int64_t version = 1;

std::string layerName(std::size_t layer) {
    if (layer + 1 == StoredResidual::layerCount) {
        return "residual.linear";
    }
    return "residual.layer" + std::to_string(layer / 2) + (layer % 2 == 0 ? ".weight" : ".bias");
}

NamedArray vectorArray(std::string name, std::span<const double> values) {
    return base::makeArray(std::move(name), {static_cast<std::int64_t>(values.size())}, values);
}

double number(std::span<const NamedArray> arrays, std::string_view name) {
    const std::vector<double> values = base::doubles(base::arrayNamed(arrays, name));
    if (values.size() != 1) {
        rejectPredictor("'" + std::string(name) + "' is not one number");
    }
    return values.front();
}

bool has(std::span<const NamedArray> arrays, std::string_view name) {
    return std::ranges::any_of(arrays, [name](const NamedArray& array) { return array.name == name; });
}

std::string spaceName(std::span<const NamedArray> arrays) {
    const std::vector<std::uint8_t> text = base::octets(base::arrayNamed(arrays, "space"));
    return {text.begin(), text.end()};
}

/// The numbers of a residual network's array of that shape.
std::vector<double> residualArray(
    std::span<const NamedArray> arrays, const std::string& name, const std::vector<std::int64_t>& shape) {
    const NamedArray& array = base::arrayNamed(arrays, name);
    std::vector<double> values = base::doubles(array);
    if (array.shape != shape || !std::ranges::all_of(values, [](double value) { return std::isfinite(value); })) {
        rejectPredictor("its residual network is damaged");
    }
    return values;
}

/// Predictors of NAS-Bench-201 that knew live edges only hold a third of the costs: heard and muted edges cost nothing
/// there.
void completeLiveCosts(const EdgeGroups& groups, std::vector<double>& costs) {
    if (groups.liveBlocks() > 0 && costs.size() == static_cast<std::size_t>(groups.columns())) {
        costs.resize(static_cast<std::size_t>(groups.liveColumns()), 0.0);
    }
}

/// How many inputs a residual network had in the days of live edges only.
std::int64_t earlierInputs(const EdgeGroups& groups, std::int64_t inputs) {
    return inputs - groups.liveColumns() + (groups.liveBlocks() > 0 ? groups.columns() : 0);
}

/// The same network with inputs that it does not listen to behind its own.
void addInputs(StoredResidual& residual, std::int64_t inputs) {
    for (const std::size_t layer : {std::size_t{0}, StoredResidual::layerCount - 1}) {
        const std::vector<std::int64_t> shape = residual.layerShape(layer);
        const auto block = static_cast<std::size_t>(shape[1] * shape[2]);
        const auto added = static_cast<std::size_t>((inputs - residual.inputs) * shape[2]);
        std::vector<double> weights;
        for (std::size_t member = 0; member < static_cast<std::size_t>(shape[0]); ++member) {
            const auto own = std::span(residual.layers.at(layer)).subspan(member * block, block);
            weights.insert(weights.end(), own.begin(), own.end());
            weights.insert(weights.end(), added, 0.0);
        }
        residual.layers.at(layer) = std::move(weights);
    }
    residual.mean.resize(static_cast<std::size_t>(inputs), 0.0);
    residual.scale.resize(static_cast<std::size_t>(inputs), 0.0);
    residual.inputs = inputs;
}

StoredResidual readResidual(std::span<const NamedArray> arrays, space::SpaceId space) {
    const std::vector<std::int64_t>& first = base::arrayNamed(arrays, layerName(0)).shape;
    if (first.size() != 3) {
        rejectPredictor("its residual network has other layers than expected");
    }
    const auto inputs = static_cast<std::int64_t>(PackedFeatures(space).residualInputs());
    const std::int64_t earlier = earlierInputs(EdgeGroups(space), inputs);
    StoredResidual residual{.members = first[0], .inputs = first[1] == earlier ? earlier : inputs, .hidden = first[2]};
    residual.mean = residualArray(arrays, "residual.mean", {residual.inputs});
    residual.scale = residualArray(arrays, "residual.scale", {residual.inputs});
    for (std::size_t layer = 0; layer < StoredResidual::layerCount; ++layer) {
        residual.layers.at(layer) = residualArray(arrays, layerName(layer), residual.layerShape(layer));
    }
    if (residual.members < 1 || residual.hidden < 1) {
        rejectPredictor("its residual network is empty");
    }
    addInputs(residual, inputs);
    return residual;
}

StoredPredictor read(std::span<const NamedArray> arrays) {
    const std::vector<std::int64_t> stored = base::integers(base::arrayNamed(arrays, "version"));
    if (stored.size() != 1 || stored.front() != version) {
        rejectPredictor("it was written by another version of the program (format "
            + (stored.empty() ? std::string("unknown") : std::to_string(stored.front())) + ", this program reads "
            + std::to_string(version) + ")");
    }
    StoredPredictor predictor;
    predictor.space = space::searchSpace(spaceName(arrays)).id;
    predictor.relativeDeviation = number(arrays, "relative_deviation");
    predictor.additive.constantMs = number(arrays, "additive.constant_ms");
    predictor.additive.costMs = base::doubles(base::arrayNamed(arrays, "additive.cost_ms"));
    predictor.additive.liveCostMs = base::doubles(base::arrayNamed(arrays, "additive.live_cost_ms"));
    completeLiveCosts(EdgeGroups(predictor.space), predictor.additive.liveCostMs);
    requireUsable(EdgeGroups(predictor.space), predictor.additive, predictor.relativeDeviation);
    if (has(arrays, "residual.mean")) {
        predictor.residual = readResidual(arrays, predictor.space);
    }
    return predictor;
}

}

std::vector<std::int64_t> StoredResidual::layerShape(std::size_t layer) const {
    switch (layer) {
    case 0:
        return {members, inputs, hidden};
    case 2:
        return {members, hidden, hidden};
    case 4:
        return {members, hidden, 1};
    case 5:
        return {members, 1, 1};
    case 6:
        return {members, inputs, 1};
    default:
        return {members, 1, hidden};
    }
}

std::vector<NamedArray> toArrays(const StoredPredictor& predictor) {
    const std::string_view name = space::searchSpace(predictor.space).name;
    const std::vector<std::uint8_t> text(name.begin(), name.end());
    const std::vector<std::int64_t> versions = {version};
    std::vector<NamedArray> arrays;
    arrays.push_back(base::makeArray("version", {1}, std::span<const std::int64_t>(versions)));
    arrays.push_back(
        base::makeArray("space", {static_cast<std::int64_t>(text.size())}, std::span<const std::uint8_t>(text)));
    arrays.push_back(vectorArray("relative_deviation", std::vector{predictor.relativeDeviation}));
    arrays.push_back(vectorArray("additive.constant_ms", std::vector{predictor.additive.constantMs}));
    arrays.push_back(vectorArray("additive.cost_ms", predictor.additive.costMs));
    arrays.push_back(vectorArray("additive.live_cost_ms", predictor.additive.liveCostMs));
    if (predictor.residual) {
        const StoredResidual& residual = *predictor.residual;
        arrays.push_back(vectorArray("residual.mean", residual.mean));
        arrays.push_back(vectorArray("residual.scale", residual.scale));
        for (std::size_t layer = 0; layer < StoredResidual::layerCount; ++layer) {
            arrays.push_back(base::makeArray(
                layerName(layer), residual.layerShape(layer), std::span<const double>(residual.layers.at(layer))));
        }
    }
    return arrays;
}

StoredPredictor storedPredictor(std::span<const NamedArray> arrays) {
    try {
        return read(arrays);
    } catch (const Error& error) {
        if (error.code() == ErrorCode::InvalidData) {
            throw;
        }
        // A missing array or an unknown space is damage here, whatever it is elsewhere.
        rejectPredictor(error.what());
    }
}

}
