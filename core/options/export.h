// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "core/base/member_fields.h"
#include "core/options/checks.h"
#include "core/options/network.h"
#include "core/records/run.h"

namespace paretoscope::options {

enum class WeightsKind : std::uint8_t { Random, Trained };
inline std::array<base::Named<WeightsKind>, 2> namesOf(WeightsKind) {
    return {{{WeightsKind::Random, "random"}, {WeightsKind::Trained, "trained"}}};
}

inline constexpr int oldestOpset = 11; ///< of ONNX, as interchange::OnnxForm
inline constexpr int newestOpset = 21;

enum class ExportFormat : std::uint8_t {
    Onnx,
    PyTorch, ///< a Python module, its weights beside it as safetensors
    Genotype, ///< text as the DARTS codes print it
    Dot, ///< the cells for Graphviz
    Svg, ///< the cells as a picture
    Profile, ///< measurements and predictor of the project's device settings, for other projects
};
inline std::array<base::Named<ExportFormat>, 6> namesOf(ExportFormat) {
    return {{{ExportFormat::Onnx, "onnx"}, {ExportFormat::PyTorch, "pytorch"}, {ExportFormat::Genotype, "genotype"},
        {ExportFormat::Dot, "dot"}, {ExportFormat::Svg, "svg"}, {ExportFormat::Profile, "profile"}}};
}
/// With its dot.
inline std::string_view suffixOf(ExportFormat format) {
    constexpr std::array suffixes{".onnx", ".py", ".txt", ".dot", ".svg", ".psprofile"};
    return suffixes.at(static_cast<std::size_t>(format));
}

/// The ending of a file's name with its dot, in small letters; empty where it has none.
std::string endingOf(const std::string& path);
/// The format that a file's name ends with, in any case; nothing for any other ending.
std::optional<ExportFormat> formatOfEnding(const std::string& path);

struct ExportResult {
    std::string path;
    ExportFormat format = ExportFormat::Onnx;
    // What the format says something of.
    std::optional<std::string> weights; ///< "trained" or "random"
    std::optional<std::int64_t> parameters;
    std::optional<int> nodes; ///< of the ONNX graph
    std::optional<std::string> weightsPath; ///< beside a Python module
    std::optional<std::string> cardPath; ///< the Markdown page beside a network
    std::optional<std::int64_t> run; ///< the training whose weights were written
    std::optional<std::int64_t> seed; ///< of that training
    std::optional<double> accuracy; ///< of the very weights, where the project knows it
    std::optional<std::string> scoredOn; ///< "64 validation images (used to choose by)"
    std::optional<double> meanAccuracy; ///< over all seeds of that run, where there are several: what a front shows
    std::optional<int> seeds;
    std::optional<int> deviceSettings; ///< in a profile
    std::int64_t bytes = 0; ///< in every format
};

PARETOSCOPE_FIELDS(ExportResult, path, format, weights, parameters, nodes, weightsPath, cardPath, run, seed, accuracy,
    scoredOn, meanAccuracy, seeds, deviceSettings, bytes)

/// Write an architecture to a file, or (profile) what the project knows about devices.
struct ExportConfig {
    using Result = ExportResult;
    static constexpr records::JobKind kind = records::JobKind::Export;

    NetworkConfig network;
    std::string genotype;
    std::string path;
    WeightsKind weights = WeightsKind::Trained; ///< Trained needs a train run of this genotype in the project
    std::int64_t run = 0; ///< whose trained weights; 0: of the most steps, of those alike the newest
    std::uint64_t seed = 1;
    ExportFormat format = ExportFormat::Onnx;
    bool rawInput = false; ///< the file does not normalise its input
    bool uint8Input = false; ///< ONNX: bytes instead of values from 0 to 1
    bool softmax = false; ///< ONNX: probabilities instead of logits
    int opset = 17; ///< ONNX
    std::string batch = "dynamic"; ///< ONNX: images at a time, a number or "dynamic"
    bool card = true; ///< a model card beside a network

    /// 0 for "dynamic".
    [[nodiscard]] int fixedBatch() const;
    bool operator==(const ExportConfig&) const = default;
};

template <typename Fields>
void describe(Fields& fields, ExportConfig& c) {
    fields(Option("network"), c.network);
    fields(
        Option("genotype").flag("genotype", "genotype text, published name, #N of front, or file (not for a profile)"),
        c.genotype);
    fields(Option("path").notEmpty().mustBeGiven().flag("-o,--output", "file to write"), c.path);
    fields(Option("weights").flag("--weights", "trained (by a train run of the project) or random"), c.weights);
    fields(Option("run").atLeast(0).flag(
               "--run", "train run whose weights are written; 0: that with the most steps, of those alike the newest"),
        c.run);
    fields(Option("seed").flag("--seed", "of random weights"), c.seed);
    fields(Option("format").flag("--format",
               "onnx, pytorch, genotype, dot, svg or profile (all device settings); by the file's name where left out"),
        c.format);
    fields(Option("raw_input")
               .flag("--raw-input",
                   "the file does not normalise: its input is (x - mean) / deviation of values from 0 to 1"),
        c.rawInput);
    fields(Option("uint8_input").flag("--uint8-input", "ONNX: the input is bytes, 0 to 255, not floats from 0 to 1"),
        c.uint8Input);
    fields(Option("softmax").flag("--softmax", "ONNX: the output is probabilities, not logits"), c.softmax);
    fields(Option("opset").between(oldestOpset, newestOpset).flag("--opset", "ONNX: version of the operator set"),
        c.opset);
    fields(Option("card").flag("--card,!--no-card", "write a page beside a network that says what it is"), c.card);
    fields(Option("batch").notEmpty().flag("--batch", "ONNX: images at a time, a number or 'dynamic'"), c.batch);
}

inline JobDescription about(const ExportConfig&) {
    return {"write an architecture as ONNX, PyTorch (model.py and safetensors), genotype text, DOT or SVG",
        "paretoscope-cli export DARTS_V2 --weights random -o darts_v2.onnx\n"
        "paretoscope-cli export DARTS_V2 --weights random --format pytorch -o model.py\n"
        "paretoscope-cli export DARTS_V2 --run 12 -o darts_v2.onnx\n"
        "paretoscope-cli export DARTS_V2 --softmax --batch 1 --opset 13 -o board.onnx\n"
        "paretoscope-cli export --format profile -o devices.psprofile",
        QT_TRANSLATE_NOOP("JobOptions", "Export"), false};
}

inline std::string titleOf(const ExportConfig& c) {
    return "export " + c.path;
}

void check(const ExportConfig& config);

}
