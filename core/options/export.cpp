// SPDX-License-Identifier: Apache-2.0
#include "core/options/export.h"

#include <charconv>

namespace paretoscope::options {

namespace {

constexpr int largestBatch = 65536;

/// The endings of all formats but `format`.
bool isOfAnotherFormat(const std::string& path, ExportFormat format) {
    for (const auto& [other, name] : namesOf(ExportFormat())) {
        if (other != format && path.ends_with(suffixOf(other))) {
            return true;
        }
    }
    for (const char* unwritten : {".tflite", ".pt", ".pth", ".h5", ".pb", ".mlmodel", ".engine", ".param", ".bin"}) {
        if (path.ends_with(unwritten)) {
            return true;
        }
    }
    return false;
}

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
        refuse("uint8_input", "true", "false with raw_input, whose values are not whole numbers");
    }
    static_cast<void>(c.fixedBatch());
    const ExportConfig usual;
    const bool onnxOnly = c.uint8Input || c.softmax || c.opset != usual.opset || c.batch != usual.batch;
    if (onnxOnly && c.format != ExportFormat::Onnx) {
        refuse("format", std::string(base::textOf(c.format)), "onnx with uint8_input, softmax, opset and batch");
    }
}

}
