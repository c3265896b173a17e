// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <filesystem>
#include <limits>
#include <set>
#include <span>

#include "core/analysis/statistics.h"
#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/json_fields.h"
#include "core/device/noise.h"
#include "core/engine/job.h"
#include "core/engine/profiles.h"
#include "core/engine/trained_weights.h"
#include "core/interchange/cell_svg.h"
#include "core/interchange/csv.h"
#include "core/interchange/model_card.h"
#include "core/interchange/onnx.h"
#include "core/interchange/onnx_check.h"
#include "core/interchange/pytorch.h"
#include "core/predictor/error_report.h"
#include "core/queries/measured_cost.h"
#include "core/queries/stored.h"
#include "core/space/lowering.h"

namespace paretoscope::engine {

namespace {

static_assert(options::oldestOpset == interchange::OnnxForm::oldestOpset
    && options::newestOpset == interchange::OnnxForm::newestOpset);

/// How far off a latency is, as a fraction: what measuring again differs by, or the predictor's mean error on held-out
/// architectures. NaN where that is not known.
double relativeErrorOf(const store::Project& project, const records::Cost& cost,
    const space::Architecture& architecture, std::span<const records::Measurement> measured) {
    const options::NetworkConfig network{architecture.genotype.space, architecture.shape};
    if (cost.provenance == records::CostProvenance::Predicted) {
        const auto predictor = queries::predictorOf(project, cost.deviceSetting, network);
        return predictor ? predictor::fitReportFromJson(predictor->report).model.meanError : analysis::undefined;
    }
    return cost.provenance == records::CostProvenance::Measured ? device::noiseReport(measured).floor
                                                                : analysis::undefined;
}

/// Of the architecture, whatever its weights: latencies and price, each with its provenance, for the file's metadata
/// (interchange::OnnxMetadata).
void describe(
    const store::Project& project, const space::Architecture& architecture, interchange::OnnxMetadata& metadata) {
    nlohmann::ordered_json latencies = nlohmann::ordered_json::array();
    for (const records::Cost& cost : queries::bestLatencies(project, architecture)) {
        nlohmann::ordered_json latency{{"device_setting", toText(cost.deviceSetting)}, {"latency_ms", cost.value}};
        if (cost.standardDeviation > 0) {
            latency["standard_deviation_ms"] = cost.standardDeviation;
        }
        latency["provenance"] = records::name(cost.provenance);
        const auto measured =
            queries::measurementsOf(project, cost.deviceSetting, {architecture.genotype.space, architecture.shape});
        if (const std::string hardware = measured.empty() ? "" : queries::timedOn(measured.back().conditions);
            !hardware.empty()) {
            latency["hardware"] = hardware;
        }
        const double error = relativeErrorOf(project, cost, architecture, measured);
        if (std::isfinite(error)) {
            latency["relative_error"] = error;
        }
        latencies.push_back(std::move(latency));
    }
    if (!latencies.empty()) {
        metadata.properties["latencies"] = base::textOf(latencies);
    }
    if (const auto origin = queries::cellOrigin(project, architecture); origin && origin->lambda >= 0) {
        metadata.properties["lambda"] = interchange::csvNumber(origin->lambda);
    }
}

/// The accuracies of one run's seeds, in one protocol.
struct RunAccuracies {
    std::optional<records::Accuracy> own; ///< of the very weights
    std::vector<double> all;
};

RunAccuracies accuraciesOf(
    const store::Project& project, const space::Architecture& architecture, const TrainedWeights& trained) {
    RunAccuracies result;
    std::vector<records::Accuracy> ofRun;
    for (const records::Candidate& known : project.candidatesOf(architecture)) {
        if (known.run == trained.run) {
            ofRun.insert(ofRun.end(), known.accuracies.begin(), known.accuracies.end());
        }
    }
    for (const records::Accuracy& accuracy : ofRun) {
        if (accuracy.provenance == records::AccuracyProvenance::Trained && accuracy.seed == trained.seed) {
            result.own = accuracy;
        }
    }
    for (const records::Accuracy& accuracy : ofRun) {
        if (result.own && accuracy.protocol == result.own->protocol && accuracy.steps == result.own->steps) {
            result.all.push_back(accuracy.accuracy);
        }
    }
    return result;
}

/// "64 validation images (used to choose by)"
std::string scoredOn(const records::AccuracyProtocol& protocol, int images) {
    return std::to_string(images)
        + (records::isOnTestImages(protocol) ? " test images" : " validation images (used to choose by)");
}

/// What names the files that the accuracy is of; empty where the images are no files.
std::string listCommand(const TrainedWeights& trained) {
    const options::DataConfig& data = trained.data;
    if (!data.source.starts_with("folder:")) {
        return {};
    }
    return "paretoscope-cli data '" + data.source + "' --list "
        + (trained.onValidation ? "validation --train-images " + std::to_string(data.trainImages)
                    + " --validation-images " + std::to_string(data.validationImages)
                                : "test --test-images " + std::to_string(data.testImages));
}

/// Of these very weights: their run and their seed, which the front's mean over seeds is not.
void describe(const store::Project& project, const space::Architecture& architecture, const TrainedWeights& trained,
    interchange::OnnxMetadata& metadata, options::ExportResult& result) {
    auto& properties = metadata.properties;
    properties["run"] = std::to_string(trained.run);
    properties["training"] =
        std::to_string(trained.steps) + " steps on " + trained.data.source + ", " + trained.augmentation;
    result.run = trained.run;
    result.seed = static_cast<std::int64_t>(trained.seed);
    const auto [own, all] = accuraciesOf(project, architecture, trained);
    if (!own) {
        return;
    }
    const records::AccuracyProtocol protocol = project.protocol(own->protocol);
    result.accuracy = own->accuracy;
    result.scoredOn = scoredOn(protocol, own->images);
    properties["accuracy"] = interchange::csvNumber(own->accuracy);
    properties["accuracy_provenance"] = "trained " + std::to_string(own->steps) + " steps";
    properties["accuracy_protocol"] = protocol.title;
    properties["accuracy_images"] = std::to_string(own->images);
    properties["accuracy_scored_on"] = *result.scoredOn;
    properties["accuracy_seed"] = std::to_string(own->seed);
    if (all.size() > 1) {
        result.meanAccuracy = analysis::mean(all);
        result.seeds = static_cast<int>(all.size());
        properties["accuracy_mean"] = interchange::csvNumber(*result.meanAccuracy);
        properties["accuracy_mean_seeds"] = std::to_string(all.size());
    }
}

/// A network to be written, with all that its file says of it.
struct Exported {
    space::LoweredNetwork network;
    interchange::Weights weights;
    interchange::OnnxMetadata metadata;
    interchange::CardFacts card;
};

void takeTrainedWeights(const store::Project& project, const options::ExportConfig& config, Exported& exported,
    options::ExportResult& result) {
    const space::Architecture& architecture = exported.network.architecture;
    const std::optional<TrainedWeights> trained =
        trainedWeights(project, architecture.genotype, config.network, config.run);
    if (!trained) {
        throw Error(ErrorCode::NotFound,
            (config.run > 0 ? "Run " + std::to_string(config.run) : std::string("The project"))
                + " holds no trained weights of this genotype in the network " + space::toText(config.network.shape)
                + ". Train it first, or export random weights.",
            {{"genotype", config.genotype}});
    }
    const bool callerNormalises = config.rawInput && config.format == options::ExportFormat::Onnx;
    if (!trained->input && !callerNormalises) {
        throw Error(ErrorCode::NotFound,
            "The weights of run " + std::to_string(trained->run)
                + " were stored by a version that did not keep how the training images were normalised, without which "
                  "the file could not be used. Train the network again, or export it as ONNX with --raw-input and "
                  "normalise its input yourself.",
            {{"run", std::to_string(trained->run)}});
    }
    exported.weights = interchange::weightsFrom(trained->arrays);
    exported.metadata.weights = interchange::WeightsOrigin::Trained;
    exported.metadata.input = trained->input.value_or(interchange::ImageInput());
    if (!trained->input) {
        exported.metadata.properties["mean"] = exported.metadata.properties["deviation"] = "not known";
    }
    exported.card.trainedOn = trained->data.source;
    exported.card.listCommand = listCommand(*trained);
    exported.card.recipe = trained->recipe;
    describe(project, architecture, *trained, exported.metadata, result);
}

interchange::OnnxForm formOf(const options::ExportConfig& config) {
    using interchange::PixelRange;
    return {.opset = config.opset,
        .batch = config.fixedBatch(),
        .pixels = config.rawInput ? PixelRange::Normalised
            : config.uint8Input   ? PixelRange::Bytes
                                  : PixelRange::Unit,
        .softmax = config.softmax};
}

/// Nobody named the file of the weights: an earlier export's may be replaced, which lies beside its module.
void requireNoForeignWeights(const std::filesystem::path& module, const std::filesystem::path& weights) {
    std::error_code unknown;
    if (std::filesystem::exists(weights, unknown) && !std::filesystem::exists(module, unknown)) {
        throw Error(ErrorCode::FileUnwritable,
            "The weights would be written to '" + weights.string()
                + "', which is there already, and of something else. Move it, or choose another name.",
            {{"file", weights.string()}, {"reason", "exists"}});
    }
}

/// The file is read back: what was written is what another program will meet.
void writeNetwork(const store::Project& project, const options::ExportConfig& config, const space::Genotype& genotype,
    options::ExportResult& result) {
    Exported exported{.network = space::lower({genotype, config.network.shape})};
    const space::LoweredNetwork& network = exported.network;
    if (config.weights == options::WeightsKind::Trained) {
        takeTrainedWeights(project, config, exported, result);
    } else {
        exported.weights = interchange::randomWeights(network, config.seed);
    }
    describe(project, network.architecture, exported.metadata);
    result.weights = interchange::name(exported.metadata.weights);
    result.parameters = network.parameters();
    const interchange::OnnxForm form = formOf(config);
    if (config.format == options::ExportFormat::Onnx) {
        interchange::exportOnnx(network, exported.weights, exported.metadata, config.path, form);
        const interchange::OnnxSummary summary = interchange::checkOnnx(base::readFile(config.path), network);
        result.nodes = static_cast<int>(summary.nodes);
    } else {
        const std::filesystem::path weightsPath = interchange::pytorchWeightsPath(config.path);
        requireNoForeignWeights(config.path, weightsPath);
        interchange::exportPytorch(network, exported.weights, exported.metadata, config.path, form.pixels);
        const interchange::Weights read = interchange::weightsFromSafetensors(base::readFile(weightsPath));
        interchange::requireSame(read, interchange::pytorchWeights(network, exported.weights), weightsPath);
        result.weightsPath = weightsPath.string();
    }
    if (!config.card) {
        return;
    }
    exported.card.file = std::filesystem::path(config.path).filename().string();
    exported.card.python = config.format == options::ExportFormat::PyTorch;
    result.cardPath = config.path + ".md";
    base::writeFileAtomically(
        *result.cardPath, interchange::modelCard(network, exported.metadata, form, exported.card));
}

/// A cell as text; a genotype is read back.
void writeCell(const options::ExportConfig& config, const space::Genotype& genotype) {
    switch (config.format) {
    case options::ExportFormat::Dot:
        base::writeFileAtomically(config.path, interchange::cellDot(genotype));
        break;
    case options::ExportFormat::Svg:
        base::writeFileAtomically(config.path, interchange::cellSvg(genotype));
        break;
    case options::ExportFormat::Genotype:
        base::writeFileAtomically(config.path, space::toText(genotype) + "\n");
        space::fromText(base::readFile(config.path));
        break;
    case options::ExportFormat::Onnx:
    case options::ExportFormat::PyTorch:
    case options::ExportFormat::Profile: // no cells
        break;
    }
}

int writeProfileOf(const store::Project& project, const std::filesystem::path& path) {
    std::set<records::DeviceSetting> settings;
    for (const store::DeviceSettingSummary& summary : project.deviceSettings()) {
        settings.insert(summary.deviceSetting);
    }
    if (settings.empty()) {
        throw Error(ErrorCode::NotFound, "The project holds no measurements yet. Measure a device first.", {});
    }
    interchange::writeProfile(path, profileOf(project, {settings.begin(), settings.end()}, path.stem().string()));
    return static_cast<int>(interchange::readProfile(path).parts.size());
}

}

template <>
options::ExportResult runJob(JobContext& context, const options::ExportConfig& config) {
    context.sink.progress(0, "writing " + config.path, std::numeric_limits<double>::quiet_NaN(), {});
    options::ExportResult result{.path = config.path, .format = config.format};
    if (config.format == options::ExportFormat::Profile) {
        result.deviceSettings = writeProfileOf(context.project, config.path);
    } else {
        const space::Genotype genotype = queries::genotypesOf({config.genotype}, config.network).front();
        const bool isNetwork =
            config.format == options::ExportFormat::Onnx || config.format == options::ExportFormat::PyTorch;
        if (isNetwork) {
            writeNetwork(context.project, config, genotype, result);
        } else {
            writeCell(config, genotype);
        }
    }
    result.bytes = static_cast<std::int64_t>(std::filesystem::file_size(config.path));
    context.sink.progress(1, "written and read back: " + config.path, 0, {});
    return result;
}

}
