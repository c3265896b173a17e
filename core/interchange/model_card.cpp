// SPDX-License-Identifier: Apache-2.0
#include "core/interchange/model_card.h"

#include <algorithm>
#include <cstdint>
#include <sstream>
#include <string_view>

#include <nlohmann/json.hpp>

#include "core/interchange/cell_svg.h"
#include "core/space/search_space.h"
#include "paretoscope/version.h"
#include "picture_source.h"

namespace paretoscope::interchange {

namespace {

using Json = nlohmann::json;

/// RFC 4648, so that the picture is in the page itself.
std::string base64(std::string_view bytes) {
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t group = 0;
        for (std::size_t k = 0; k < 3; ++k) {
            group = group << 8 | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U);
        }
        for (std::size_t k = 0; k < 4; ++k) {
            text += i + k > bytes.size() ? '=' : digits[group >> (18 - 6 * k) & 63];
        }
    }
    return text;
}

/// Within a table's cell or a line: nothing that Markdown or HTML reads.
std::string plain(const std::string& text) {
    std::string escaped;
    for (const char c : text) {
        if (std::string_view("\\`*_[]<>|#&").find(c) != std::string_view::npos) {
            escaped += '\\';
        }
        escaped += c == '\n' || c == '\r' ? ' ' : c;
    }
    return escaped;
}

std::string valueOf(const OnnxMetadata& metadata, const std::string& key) {
    const auto found = metadata.properties.find(key);
    return found == metadata.properties.end() ? std::string() : found->second;
}

std::string threeDigits(double value) {
    std::ostringstream text;
    text.precision(3);
    text << value;
    return text.str();
}

std::string accuracyText(const OnnxMetadata& metadata, const CardFacts& facts) {
    const std::string accuracy = valueOf(metadata, "accuracy");
    if (accuracy.empty()) {
        return metadata.weights == WeightsOrigin::Random
            ? "None: the weights are random, the network says nothing about pictures yet.\n"
            : "Not known for these weights.\n";
    }
    const std::string scoredOn = valueOf(metadata, "accuracy_scored_on");
    std::string text = "**" + accuracy + "** (" + plain(valueOf(metadata, "accuracy_provenance")) + ", seed "
        + valueOf(metadata, "accuracy_seed") + ", on "
        + plain(scoredOn.empty() ? valueOf(metadata, "accuracy_images") + " images" : scoredOn)
        + "), of these very weights.\n";
    if (const std::string mean = valueOf(metadata, "accuracy_mean"); !mean.empty()) {
        text += "\nThe same training with " + valueOf(metadata, "accuracy_mean_seeds")
            + " seeds, this one among them, gives " + mean + " on average; the others' weights are not kept.\n";
    }
    text += "\nProtocol: " + plain(valueOf(metadata, "accuracy_protocol")) + "\n";
    return facts.listCommand.empty()
        ? text
        : text + "\nThis lists the files of those images:\n\n```sh\n" + facts.listCommand + "\n```\n";
}

std::string latencyText(const OnnxMetadata& metadata) {
    const Json latencies = Json::parse(valueOf(metadata, "latencies"), nullptr, false);
    if (!latencies.is_array() || latencies.empty()) {
        return "Not measured, and no device setting has a predictor for it.\n";
    }
    std::string text = "| device setting | on | ms a batch | ± | from |\n|---|---|---|---|---|\n";
    for (const Json& latency : latencies) {
        const double ms = latency.value("latency_ms", 0.0);
        const double error = latency.value("standard_deviation_ms", ms * latency.value("relative_error", 0.0));
        text += "| " + plain(latency.value("device_setting", "")) + " | "
            + plain(latency.value("hardware", "not known")) + " | " + threeDigits(ms) + " | "
            + (error > 0 ? threeDigits(error) : "not known") + " | " + plain(latency.value("provenance", "")) + " |\n";
    }
    return text
        + "\n±: what measuring the network again differs by; of a predicted latency the predictor's mean error on "
          "networks "
          "that it had not seen.\n";
}

std::string licenceOf(const std::string& source) {
    if (source.starts_with("synthetic")) {
        return "made by Paretoscope itself; free to use";
    }
    if (source.starts_with("cifar")) {
        return "Krizhevsky 2009, \"Learning multiple layers of features from tiny images\"; its authors state no "
               "licence";
    }
    return "not known to Paretoscope: whoever passes the network on must know it";
}

std::string dataText(const OnnxMetadata& metadata, const CardFacts& facts) {
    if (facts.trainedOn.empty()) {
        return "None: the weights are random.\n";
    }
    std::string text =
        "- " + plain(valueOf(metadata, "training")) + "\n- Licence: " + licenceOf(facts.trainedOn) + "\n";
    Json recipe = Json::parse(facts.recipe, nullptr, false);
    recipe = recipe.is_object() ? recipe : Json::object();
    for (const auto& [name, value] : recipe.items()) {
        text += "- " + plain(name) + ": " + plain(value.dump(-1, ' ', false, Json::error_handler_t::replace)) + "\n";
    }
    return text;
}

std::string onnxUse(const space::Shape& shape, const OnnxForm& form, const std::string& file) {
    const std::string size = std::to_string(shape.inputSize);
    const std::string scale = form.pixels == PixelRange::Bytes ? "" : ".astype(numpy.float32) / 255";
    const std::string rule(pictureSource.substr(pictureSource.find("import ")));
    std::string text = "```python\nimport json\n" + rule
        + "\n\nimport onnxruntime\n\nsession = onnxruntime.InferenceSession("
        + Json(file).dump(-1, ' ', false, Json::error_handler_t::replace)
        + ")\nfacts = session.get_modelmeta().custom_metadata_map\npixels = picture(\"photo.jpg\", " + size
        + ").transpose(2, 0, 1)[None]" + scale + "\n";
    if (form.pixels == PixelRange::Normalised) {
        text += "mean, deviation = (numpy.float32(json.loads(facts[\"paretoscope.\" + key])).reshape(1, -1, 1, 1)\n"
                "                   for key in (\"mean\", \"deviation\"))\npixels = (pixels - mean) / deviation\n";
    }
    if (form.batch > 1) {
        text += "pixels = numpy.repeat(pixels, " + std::to_string(form.batch) + ", 0)  # the file takes that many\n";
    }
    return text
        + "best = int(session.run(None, {\"image\": pixels})[0][0].argmax())\n"
          "print(json.loads(facts.get(\"paretoscope.classes\", \"{}\"))[best])\n```\n";
}

std::string pythonUse(const std::string& file) {
    const std::string module = file.substr(0, file.rfind('.'));
    return "```python\nimport " + module + "\n\nnetwork = " + module + ".load()\nscores = network(" + module
        + ".preprocess(\"photo.jpg\").unsqueeze(0)).softmax(1)[0]\nprint(" + module
        + ".CLASS_NAMES[int(scores.argmax())], float(scores.max()))\n```\n";
}

std::string interfaceText(const space::Shape& shape, const OnnxMetadata& metadata, const OnnxForm& form) {
    std::string text;
    for (const auto& [key, value] : describedInput(metadata.input, shape, form.pixels)) {
        text += "| " + key + " | " + plain(value) + " |\n";
    }
    return "| of the input | |\n|---|---|\n" + text + "| batch | "
        + (form.batch > 0 ? std::to_string(form.batch) : "any number") + " |\n\nThe output is "
        + (form.softmax ? "probabilities" : "logits") + ", one for each of " + std::to_string(shape.classes)
        + " classes in the order above. Pictures that are not square are cropped to their centred square before they "
          "are "
          "scaled.\n";
}

}

std::string modelCard(
    const space::LoweredNetwork& network, const OnnxMetadata& metadata, const OnnxForm& form, const CardFacts& facts) {
    const space::Architecture& architecture = network.architecture;
    const std::string weights(name(metadata.weights));
    return "# " + plain(facts.file) + "\n\nAn image classifier of the search space "
        + std::string(space::searchSpace(architecture.genotype.space).title) + ", " + weights
        + " weights, written by Paretoscope " + programVersion + ".\n\n![its cells](data:image/svg+xml;base64,"
        + base64(cellSvg(architecture.genotype)) + ")\n\n```\n" + space::toText(architecture.genotype) + "\n"
        + space::toText(architecture.shape) + ": " + std::to_string(network.parameters()) + " parameters, "
        + std::to_string(network.macs()) + " multiply-adds an image\n```\n\n## How to feed it\n\n"
        + interfaceText(architecture.shape, metadata, form) + "\n"
        + (facts.python ? pythonUse(facts.file) : onnxUse(architecture.shape, form, facts.file)) + "\n## Accuracy\n\n"
        + accuracyText(metadata, facts) + "\n## Latency\n\n" + latencyText(metadata) + "\n## Data and training\n\n"
        + dataText(metadata, facts);
}

}
