// SPDX-License-Identifier: Apache-2.0
#include "core/interchange/pytorch.h"

#include <algorithm>
#include <cctype>
#include <regex>
#include <tuple>

#include <nlohmann/json.hpp>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/interchange/pytorch_source.h"
#include "core/space/search_space.h"
#include "paretoscope/version.h"

namespace paretoscope::interchange {

namespace {

/// Within a """docstring""": no character may end it or begin an escape.
std::string plainText(std::string text) {
    std::replace(text.begin(), text.end(), '"', '\'');
    std::replace(text.begin(), text.end(), '\\', '/');
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

/// A Python list of (operation, source, target), two a line; edges without an operation left out.
std::string edgeList(const std::string& name, const space::CellGenotype& cell) {
    std::string text = name + " = [  # (operation, from state, to state)\n";
    for (const space::Choice& choice : cell.choices) {
        if (choice.operation != space::Operation::None) {
            text += "    (\"" + std::string(space::operationName(choice.operation)) + "\", "
                + std::to_string(choice.source) + ", " + std::to_string(choice.target) + "),\n";
        }
    }
    return text + "]\n";
}

std::string docstring(const space::Architecture& architecture, const OnnxMetadata& metadata) {
    std::string text = "\"\"\"A network written by Paretoscope " + std::string(programVersion)
        + ". Needs torch only.\n\n"
          "    network = model.load()\n"
          "    scores = network(model.preprocess('photo.jpg').unsqueeze(0)).softmax(1)\n\n"
        + "genotype: " + plainText(space::toText(architecture.genotype))
        + "\nshape: " + space::toText(architecture.shape) + "\nweights: " + std::string(name(metadata.weights)) + "\n";
    for (const auto& [key, value] : metadata.properties) {
        text += plainText(key) + ": " + plainText(value) + "\n";
    }
    return text + "\"\"\"\n";
}

/// A Python string; bytes above ASCII stay, the file is UTF-8.
std::string quoted(const std::string& text) {
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string inputConstants(const ImageInput& input, PixelRange pixels, int channels) {
    std::string text = "CLASS_NAMES = [";
    for (const std::string& name : input.classes) {
        text += "\n    " + quoted(name) + ",";
    }
    text += input.classes.empty() ? "]  # not known\n" : "\n]\n";
    for (const auto& [name, values, otherwise] :
        {std::tuple{"MEAN", &input.mean, "0.0"}, std::tuple{"DEVIATION", &input.deviation, "1.0"}}) {
        text += std::string(name) + " = [";
        for (int channel = 0; channel < channels; ++channel) {
            text += (channel > 0 ? ", " : "")
                + (values->empty() ? otherwise : shortNumber((*values)[static_cast<std::size_t>(channel)]));
        }
        text += "]  # of red, green, blue as values from 0 to 1, in the training images\n";
    }
    return text + "RAW_INPUT = " + (pixels == PixelRange::Normalised ? "True" : "False")
        + "  # whether preprocess() normalises, and not the network\n";
}

std::string constants(const space::Architecture& architecture, const std::string& weightsFile) {
    const space::Shape& shape = architecture.shape;
    std::string text = "INPUT_CHANNELS = " + std::to_string(shape.inputChannels)
        + "\nINPUT_SIZE = " + std::to_string(shape.inputSize) + "  # pixels, height and width"
        + "\nCHANNELS = " + std::to_string(shape.channels) + "\nCELLS = " + std::to_string(shape.cells);
    const space::SearchSpace& space = space::searchSpace(architecture.genotype.space);
    text += "  # " + std::string(space.cellsMeaning);
    text += "\nCLASSES = " + std::to_string(shape.classes) + "\n";
    if (space.hasImageNetStem) {
        text += std::string("IMAGENET_STEM = ") + (shape.stem == space::Stem::ImageNet ? "True" : "False") + "\n";
    }
    return text + "WEIGHTS = \"" + plainText(weightsFile) + "\"  # beside this file\n";
}

std::string upperCase(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(),
        [](unsigned char letter) { return static_cast<char>(std::toupper(letter)); });
    return result;
}

/// The dictionary of all operations.
std::string operations() {
    std::string text = "\n\nOPERATIONS = {\n";
    for (const space::OperationSpec& operation : space::operationSpecs()) {
        if (!operation.python.empty()) {
            text += "    \"" + std::string(operation.name) + "\": lambda c, stride: " + std::string(operation.python)
                + ",\n";
        }
    }
    return text + "}\n";
}

/// "cells.2.node3.edge1.sep_conv_3x3.dw1.weight" is "cells.2.operations.1_3.dw1.weight" in the module.
std::string moduleName(const std::string& name) {
    static const std::regex edge(R"(^(cells\.\d+)\.node(\d+)\.edge(\d+)\.[a-z_0-9]+\.)");
    return std::regex_replace(name, edge, "$1.operations.$3_$2.");
}

}

std::string pytorchModule(const space::Architecture& architecture, const OnnxMetadata& metadata,
    const std::string& weightsFile, PixelRange pixels) {
    validate(metadata.input, architecture.shape);
    if (pixels == PixelRange::Bytes) {
        throw Error(ErrorCode::InvalidValue,
            "A PyTorch module takes float images; preprocess() in it makes them of bytes. Only ONNX files take uint8.",
            {{"field", "uint8_input"}, {"value", "true"}, {"allowed", "false"}});
    }
    std::string text = docstring(architecture, metadata)
        + "import json\nimport os\nimport struct\n\nimport torch\nimport torch.nn.functional as F\nfrom torch import "
          "nn\n\n"
        + constants(architecture, weightsFile)
        + inputConstants(metadata.input, pixels, architecture.shape.inputChannels);
    const space::SearchSpace& space = space::searchSpace(architecture.genotype.space);
    for (std::size_t kind = 0; kind < space.cellKinds.size(); ++kind) {
        text += edgeList(upperCase(space.cellKinds[kind]), architecture.genotype.cells.at(kind));
    }
    return text.append(pytorchInput)
        .append(pytorchBlocks)
        .append(operations())
        .append(space.pythonNetwork)
        .append(pytorchLoading);
}

Weights pytorchWeights(const space::LoweredNetwork& network, const Weights& weights) {
    Weights renamed;
    for (const space::Operator& op : network.operators) {
        for (const auto& [name, shape] : weightShapes(op)) {
            renamed[moduleName(name)] = weightOf(weights, name, shape);
        }
    }
    return renamed;
}

std::filesystem::path pytorchWeightsPath(const std::filesystem::path& module) {
    std::filesystem::path path = module;
    return path.replace_extension(".safetensors");
}

void exportPytorch(const space::LoweredNetwork& network, const Weights& weights, const OnnxMetadata& metadata,
    const std::filesystem::path& module, PixelRange pixels) {
    const std::string source =
        pytorchModule(network.architecture, metadata, pytorchWeightsPath(module).filename().string(), pixels);
    const std::filesystem::path weightsPath = pytorchWeightsPath(module);
    if (weightsPath == module) { // the module would take the place of its own weights
        throw Error(ErrorCode::InvalidValue,
            "'" + module.string() + "' is the name of weights; name the Python module, and they are written beside it.",
            {{"name", "path"}, {"value", module.string()}});
    }
    TextPairs properties = metadata.properties;
    properties.merge(describedInput(metadata.input, network.architecture.shape, pixels));
    properties["genotype"] = space::toText(network.architecture.genotype);
    properties["shape"] = space::toText(network.architecture.shape);
    properties["weights"] = name(metadata.weights);
    properties["version"] = programVersion;
    base::writeFileAtomically(weightsPath, safetensorsBytes(pytorchWeights(network, weights), properties));
    base::writeFileAtomically(module, source);
}

}
