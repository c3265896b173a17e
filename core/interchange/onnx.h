// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "core/records/array.h"
#include "core/space/lowering.h"

namespace paretoscope::interchange {

struct FloatArray {
    std::vector<std::int64_t> shape;
    std::vector<float> values; ///< row-major
};

/// Weights by name: "<operator name>.weight" (Convolution [out, in/groups, k, k]; Linear [classes, C]; BatchNorm [C]),
/// ".bias" (Linear, BatchNorm), ".running_mean", ".running_var" (BatchNorm). Names that no operator asks for are
/// ignored.
using Weights = std::map<std::string, FloatArray, std::less<>>;

/// Weights from the arrays that the engine keeps; throws Error (InvalidData) where one is not Float32.
Weights weightsFrom(std::span<const records::NamedArray> arrays);

/// Small random weights of the right shapes (He normal; batch normalisation near identity with running statistics that
/// are not trivial), for exporting an architecture before it is trained and for tests. The same seed gives the same
/// weights.
Weights randomWeights(const space::LoweredNetwork& network, std::uint64_t seed);

enum class WeightsOrigin : std::uint8_t { Random, OneShot, Trained };
std::string_view name(WeightsOrigin origin);

/// Kept in the file as metadata_props, keys "paretoscope.<field>" in snake case. Genotype, shape and program version
/// are added by the exporter.
struct OnnxMetadata {
    WeightsOrigin weights = WeightsOrigin::Random;
    /// More pairs, written as they are under "paretoscope.<key>": lambda, device_setting, latency_ms,
    /// latency_provenance, accuracy, accuracy_provenance, run, seed …
    std::map<std::string, std::string> properties;
};

/// Serialised ModelProto, opset 17, IR version 8: input "image" [batch, C, H, W], output "logits" [batch, classes]. A
/// batch normalisation whose only producer is a convolution that nobody else reads is folded into it; one behind a
/// Concat of such convolutions into each of them; others stay BatchNormalization. Throws Error (InvalidData) naming a
/// weight that is missing, has a wrong shape or is not finite. Any thread.
std::string onnxBytes(const space::LoweredNetwork& network, const Weights& weights, const OnnxMetadata& metadata);

/// onnxBytes to a file, whole or not at all. Throws also Error (FileUnwritable).
void exportOnnx(const space::LoweredNetwork& network, const Weights& weights, const OnnxMetadata& metadata,
    const std::filesystem::path& path);

}
