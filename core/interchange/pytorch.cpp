// SPDX-License-Identifier: Apache-2.0
#include "core/interchange/pytorch.h"

#include <algorithm>
#include <cctype>
#include <regex>
#include <string_view>
#include <tuple>

#include <nlohmann/json.hpp>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/space/search_space.h"
#include "paretoscope/version.h"

namespace paretoscope::interchange {

namespace {

// The fixed parts of the Python files.

constexpr std::string_view pytorchInput = R"python(

def normalise(image):
    """Values from 0 to 1 as training fed them to the network."""
    mean = torch.tensor(MEAN, dtype=image.dtype, device=image.device).view(-1, 1, 1)
    return (image - mean) / torch.tensor(DEVIATION, dtype=image.dtype, device=image.device).view(-1, 1, 1)


def resize_matrix(old, new):
    """Shrinking averages the area under each new pixel, enlarging interpolates linearly: what training did."""
    matrix = torch.zeros(new, old)
    for i in range(new):
        if old > new:
            low, high = i * old / new, (i + 1) * old / new
            for x in range(int(low), min(old, int(high) + 1)):
                matrix[i, x] = max(0.0, min(x + 1, high) - max(x, low)) / (high - low)
        else:
            centre = min(max((i + 0.5) * old / new - 0.5, 0.0), old - 1.0)
            matrix[i, int(centre)] += 1 - (centre - int(centre))
            matrix[i, min(int(centre) + 1, old - 1)] += centre - int(centre)
    return matrix


def pixels_of(image):
    """A file, a PIL image, an array or a tensor as values from 0 to 1, [..., 3, height, width]."""
    if isinstance(image, (str, os.PathLike)):
        from PIL import Image

        with Image.open(image) as opened:
            opened.draft("RGB", (INPUT_SIZE, INPUT_SIZE))  # a large JPEG is decoded at the power of two that suffices
            return pixels_of(opened)
    if hasattr(image, "getbands"):  # PIL
        from PIL import Image, ImageOps

        image = ImageOps.exif_transpose(image)
        if "A" in image.getbands() or "transparency" in image.info:
            image = Image.alpha_composite(Image.new("RGBA", image.size, (0, 0, 0, 255)), image.convert("RGBA"))
        image = image.convert("RGB")
        flat = torch.frombuffer(bytearray(image.tobytes()), dtype=torch.uint8)
        image = flat.reshape(image.height, image.width, 3)
    if not isinstance(image, torch.Tensor):
        try:
            image = torch.as_tensor(image)
        except (RuntimeError, TypeError):  # an array of a numpy that this torch was not built for
            image = torch.tensor(image.tolist())
    if image.dim() < 3 or INPUT_CHANNELS not in (image.shape[-3], image.shape[-1]):
        raise ValueError(f"an image has {INPUT_CHANNELS} channels, first or last; this one is {tuple(image.shape)}")
    if image.shape[-3] != INPUT_CHANNELS:
        image = image.movedim(-1, -3)
    values = image.float() if image.is_floating_point() else image.float() / 255
    if values.numel() and not 0 <= float(values.min()) <= float(values.max()) <= 1:
        raise ValueError("values of an image go from 0 to 1, or from 0 to 255 as whole numbers")
    return values


def preprocess(image):
    """What the network takes, [..., INPUT_CHANNELS, INPUT_SIZE, INPUT_SIZE], of a file's name, a PIL image, or an array
    or tensor of red, green, blue (one image or a batch, channels first or last; whole numbers from 0 to 255, or floats
    from 0 to 1). As in training, the centred square is taken and scaled."""
    values = pixels_of(image)
    height, width = values.shape[-2:]
    side = min(height, width)
    top, left = (height - side) // 2, (width - side) // 2
    values = values[..., top:top + side, left:left + side]
    if side != INPUT_SIZE:
        matrix = resize_matrix(side, INPUT_SIZE)
        values = (matrix @ (values * 255) @ matrix.T + 0.5).floor().clamp(0, 255) / 255
    return normalise(values) if RAW_INPUT else values
)python";

constexpr std::string_view pytorchBlocks = R"python(

class ReluConvBn(nn.Module):
    def __init__(self, c_in, c_out, kernel=1, stride=1, padding=0):
        super().__init__()
        self.conv = nn.Conv2d(c_in, c_out, kernel, stride, padding, bias=False)
        self.bn = nn.BatchNorm2d(c_out)

    def forward(self, x):
        return self.bn(self.conv(F.relu(x)))


class FactorizedReduce(nn.Module):
    """Halves the image: two convolutions of stride 2, the second one shifted by a pixel."""

    def __init__(self, c_in, c_out):
        super().__init__()
        self.conv1 = nn.Conv2d(c_in, c_out // 2, 1, 2, bias=False)
        self.conv2 = nn.Conv2d(c_in, c_out - c_out // 2, 1, 2, bias=False)
        self.bn = nn.BatchNorm2d(c_out)

    def forward(self, x):
        x = F.relu(x)
        return self.bn(torch.cat([self.conv1(x), self.conv2(x[:, :, 1:, 1:])], 1))


class SepConv(nn.Module):
    """Depthwise and pointwise convolution, twice."""

    def __init__(self, c, kernel, stride):
        super().__init__()
        padding = (kernel - 1) // 2
        self.dw1 = nn.Conv2d(c, c, kernel, stride, padding, groups=c, bias=False)
        self.pw1 = nn.Conv2d(c, c, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(c)
        self.dw2 = nn.Conv2d(c, c, kernel, 1, padding, groups=c, bias=False)
        self.pw2 = nn.Conv2d(c, c, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(c)

    def forward(self, x):
        x = self.bn1(self.pw1(self.dw1(F.relu(x))))
        return self.bn2(self.pw2(self.dw2(F.relu(x))))


class DilConv(nn.Module):
    """Dilated depthwise and pointwise convolution."""

    def __init__(self, c, kernel, stride):
        super().__init__()
        self.dw = nn.Conv2d(c, c, kernel, stride, kernel - 1, dilation=2, groups=c, bias=False)
        self.pw = nn.Conv2d(c, c, 1, bias=False)
        self.bn = nn.BatchNorm2d(c)

    def forward(self, x):
        return self.bn(self.pw(self.dw(F.relu(x))))
)python";

constexpr std::string_view pytorchLoading = R"python(

def read_safetensors(path):
    """Float32 arrays by name; needs no other package."""
    with open(path, "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        data = bytearray(file.read())
    arrays = {}
    for name, entry in header.items():
        if name != "__metadata__":
            begin, end = entry["data_offsets"]
            array = torch.frombuffer(data, dtype=torch.float32, count=(end - begin) // 4, offset=begin)
            arrays[name] = array.reshape(entry["shape"]).clone()
    return arrays


def load(weights=None):
    """The network with its weights, ready to be evaluated; call .train() to go on training. It takes what preprocess()
    gives and returns logits [batch, CLASSES]; output i is CLASS_NAMES[i]."""
    if weights is None:
        weights = os.path.join(os.path.dirname(os.path.abspath(__file__)), WEIGHTS)
    network = Network()
    network.load_state_dict(read_safetensors(weights))
    return network.eval()


if __name__ == "__main__":
    network = load()
    print(f"{sum(p.numel() for p in network.parameters()):,} parameters")
    with torch.no_grad():
        print(network(torch.zeros(1, INPUT_CHANNELS, INPUT_SIZE, INPUT_SIZE)))
)python";

/// Within a """docstring""": no character may end it, begin an escape, or be none that Python reads.
std::string plainText(const std::string& text) {
    std::string plain = base::shortLine(text, text.size());
    std::replace(plain.begin(), plain.end(), '"', '\'');
    std::replace(plain.begin(), plain.end(), '\\', '/');
    return plain;
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
