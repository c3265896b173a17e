// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "core/interchange/image_input.h"
#include "core/interchange/weights.h"
#include "core/space/lowering.h"

namespace paretoscope::interchange {

enum class WeightsOrigin : std::uint8_t { Random, OneShot, Trained };
std::string_view name(WeightsOrigin origin);

/// Kept in the file as metadata_props, keys "paretoscope.<field>" in snake case. Genotype, shape, program version and
/// describedInput() are added by the exporter.
struct OnnxMetadata {
    WeightsOrigin weights = WeightsOrigin::Random;
    /// More pairs, written as they are under "paretoscope.<key>": lambda, accuracy, accuracy_provenance, run, … and
    /// `latencies`, a JSON list with an object for each device setting that knows one:
    /// [{"device_setting": "cpu/eager/t2/b1/f32", "hardware": "Intel Xeon", "latency_ms": 12.5, "relative_error": 0.01,
    /// "provenance": "measured"}, …], the provenance measured, simulated, imported or predicted. What is not known is
    /// left out; standard_deviation_ms stands where it is known of this very network.
    std::map<std::string, std::string> properties;
    ImageInput input;
};

/// What runtimes differ in, or a caller wants otherwise.
struct OnnxForm {
    static constexpr int oldestOpset = 11; ///< whose Slice and Gemm are those that are written
    static constexpr int newestOpset = 21; ///< that the newest runtime the tests run understands

    int opset = 17;
    int batch = 0; ///< images at a time, 0: any number
    PixelRange pixels = PixelRange::Unit;
    bool softmax = false; ///< the output is "probabilities" instead of "logits"
};

/// Serialised ModelProto: input "image" [batch, C, H, W], output "logits" [batch, classes], or "probabilities". Where
/// the metadata know a mean and the caller does not normalise, the graph begins with (image − mean) / deviation. A
/// batch normalisation whose only producer is a convolution that nobody else reads is folded into it; one behind a
/// Concat of such convolutions into each of them; others stay BatchNormalization. Throws Error: InvalidData naming a
/// weight that is missing, has a wrong shape or is not finite, and as validate(ImageInput); InvalidValue for an
/// operator set that is not written. Any thread.
std::string onnxBytes(const space::LoweredNetwork& network, const Weights& weights, const OnnxMetadata& metadata,
    const OnnxForm& form = {});

/// onnxBytes to a file, whole or not at all. Throws also Error (FileUnwritable).
void exportOnnx(const space::LoweredNetwork& network, const Weights& weights, const OnnxMetadata& metadata,
    const std::filesystem::path& path, const OnnxForm& form = {});

}
