// SPDX-License-Identifier: Apache-2.0
#include "core/options/export.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <filesystem>

namespace paretoscope::options {

namespace {

constexpr int largestBatch = 65536;

/// The endings of all formats but `format`, in any case.
bool isOfAnotherFormat(const std::string& path, ExportFormat format) {
    constexpr std::array unwritten{".tflite", ".lite", ".pt", ".pt2", ".pth", ".ckpt", ".torchscript", ".safetensors",
        ".h5", ".hdf5", ".keras", ".pb", ".mlmodel", ".mlpackage", ".engine", ".plan", ".trt", ".param", ".bin", ".xml",
        ".mnn", ".rknn", ".om", ".dlc", ".npz", ".npy", ".pkl", ".json", ".yaml", ".csv", ".md", ".html", ".pdf",
        ".png", ".jpg", ".zip", ".paretoscope"};
    const std::string ending = endingOf(path);
    return ending != suffixOf(format)
        && (formatOfEnding(path) || std::find(unwritten.begin(), unwritten.end(), ending) != unwritten.end());
}

}

std::optional<ExportFormat> formatOfEnding(const std::string& path) {
    const std::string ending = endingOf(path);
    for (const auto& [format, name] : namesOf(ExportFormat())) {
        if (ending == suffixOf(format)) {
            return format;
        }
    }
    return std::nullopt;
}

std::string endingOf(const std::string& path) {
    std::string ending = std::filesystem::path(path).extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(), [](unsigned char c) { return std::tolower(c); });
    return ending;
}

int ExportConfig::fixedBatch() const {
    if (batch == "dynamic") {
        return 0;
    }
    int images = 0;
    const auto [end, error] = std::from_chars(batch.data(), batch.data() + batch.size(), images);
    if (error != std::errc() || end != batch.data() + batch.size() || images < 1 || images > largestBatch) {
        refuse("batch", batch, "dynamic, or 1 to " + std::to_string(largestBatch));
    }
    return images;
}

void check(const ExportConfig& c) {
    if (c.genotype.empty() && c.format != ExportFormat::Profile) {
        refuse("genotype", "empty", "a genotype or a published name");
    }
    if (isOfAnotherFormat(c.path, c.format)) {
        refuse("path", c.path,
            "a name that ends with " + std::string(suffixOf(c.format)) + " for the format '"
                + std::string(base::textOf(c.format))
                + "'; other formats are written by their own converters from ONNX");
    }
    if (c.rawInput && c.uint8Input) {
        refuse("uint8_input", "true", "false with 'raw_input', whose values are not whole numbers");
    }
    if (c.run > 0 && c.weights == WeightsKind::Random) {
        refuse("run", std::to_string(c.run), "0 with random weights, which are no run's");
    }
    static_cast<void>(c.fixedBatch());
    const ExportConfig usual;
    const bool onnxOnly = c.uint8Input || c.softmax || c.opset != usual.opset || c.batch != usual.batch;
    if (onnxOnly && c.format != ExportFormat::Onnx) {
        refuse(
            "format", std::string(base::textOf(c.format)), "onnx with 'uint8_input', 'softmax', 'opset' and 'batch'");
    }
}

}
