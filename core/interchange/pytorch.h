// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "core/interchange/onnx.h"
#include "core/interchange/safetensors.h"
#include "core/interchange/weights.h"
#include "core/space/lowering.h"

namespace paretoscope::interchange {

/// A Python file that builds the network with torch alone: its blocks, its cell as a list of edges, its classes, a
/// function that makes a picture what the network takes, and one that reads the weights from `weightsFile` beside it.
/// The network takes values of 0 to 1 and normalises them itself; with PixelRange::Normalised preprocess() does.
/// Written to be read and changed by people. Throws Error: InvalidGenotype as the lowering does, InvalidData as
/// validate(ImageInput), InvalidValue for PixelRange::Bytes.
std::string pytorchModule(const space::Architecture& architecture, const OnnxMetadata& metadata,
    const std::string& weightsFile, PixelRange pixels = PixelRange::Unit);

/// The network's weights under the names of the module's state_dict, batch normalisation unfolded. Throws Error
/// (InvalidData) naming a weight that is missing, has a wrong shape or is not finite.
Weights pytorchWeights(const space::LoweredNetwork& network, const Weights& weights);

/// Where the weights of a module go: "x/model.py" → "x/model.safetensors".
std::filesystem::path pytorchWeightsPath(const std::filesystem::path& module);

/// Both files, each whole or not at all, the weights first. Throws also Error (FileUnwritable).
void exportPytorch(const space::LoweredNetwork& network, const Weights& weights, const OnnxMetadata& metadata,
    const std::filesystem::path& module, PixelRange pixels = PixelRange::Unit);

}
