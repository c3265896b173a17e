// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/array.h"
#include "core/space/lowering.h"

namespace paretoscope::interchange {

struct FloatArray {
    std::vector<std::int64_t> shape;
    std::vector<float> values; ///< row-major
};

/// Weights by name: "<operator name>.weight" (Convolution [out, in/groups, k, k]; Linear [classes, C]; BatchNorm [C]),
/// ".bias" (Linear, BatchNorm; Convolution only behind foldBatchNorms), ".running_mean", ".running_var" (BatchNorm).
/// Names that no operator asks for are ignored.
using Weights = std::map<std::string, FloatArray, std::less<>>;

/// Weights from the arrays that the engine keeps. Arrays that are not Float32 (counters) are left out; throws Error
/// (InvalidData, InvalidShape) where one is damaged.
Weights weightsFrom(std::span<const base::NamedArray> arrays);

/// Small random weights of the right shapes (He normal; batch normalisation near identity with running statistics that
/// are not trivial), for exporting an architecture before it is trained and for tests. The same seed gives the same
/// weights.
Weights randomWeights(const space::LoweredNetwork& network, std::uint64_t seed);

/// The names and shapes that an operator asks for.
std::vector<std::pair<std::string, std::vector<std::int64_t>>> weightShapes(const space::Operator& op);

/// That array; throws Error (InvalidData) naming it where it is missing, has another shape or holds a number that is
/// not finite.
const FloatArray& weightOf(const Weights& weights, std::string_view name, const std::vector<std::int64_t>& shape);

/// A network with its weights.
struct WeightedNetwork {
    space::LoweredNetwork network;
    Weights weights;
};

/// The same function without the operators that the output does not need and without the batch normalisations that
/// fold: one whose input a convolution makes and nobody else reads goes into that convolution, which gets a ".bias";
/// one behind a Concat of such convolutions (FactorizedReduce) goes into each of them. Others stay. Computed in double.
/// Throws as weightOf().
WeightedNetwork foldBatchNorms(const space::LoweredNetwork& network, const Weights& weights);

}
