// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <limits>
#include <set>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/engine/job.h"
#include "core/engine/profiles.h"
#include "core/engine/trained_weights.h"
#include "core/interchange/cell_svg.h"
#include "core/interchange/csv.h"
#include "core/interchange/onnx.h"
#include "core/interchange/onnx_check.h"
#include "core/interchange/pytorch.h"
#include "core/queries/cell_origin.h"
#include "core/queries/measured_cost.h"
#include "core/queries/stored.h"
#include "core/space/lowering.h"

namespace paretoscope::engine {

namespace {

/// Latencies, price and accuracy, each with its provenance, for the file's metadata (interchange::OnnxMetadata).
void describe(
    const store::Project& project, const space::Architecture& architecture, interchange::OnnxMetadata& metadata) {
    nlohmann::ordered_json latencies = nlohmann::ordered_json::array();
    for (const records::Cost& cost : queries::bestLatencies(project, architecture)) {
        latencies.push_back({{"device_setting", toText(cost.deviceSetting)}, {"latency_ms", cost.value},
            {"provenance", records::name(cost.provenance)}});
    }
    if (!latencies.empty()) {
        metadata.properties["latencies"] = latencies.dump();
    }
    if (const auto origin = queries::cellOrigin(project, architecture); origin && origin->lambda >= 0) {
        metadata.properties["lambda"] = interchange::csvNumber(origin->lambda);
    }
    for (const records::Candidate& known : project.candidatesOf(architecture)) {
        for (const records::Accuracy& accuracy : known.accuracies) {
            if (accuracy.provenance == records::AccuracyProvenance::Trained) {
                metadata.properties["accuracy"] = interchange::csvNumber(accuracy.accuracy);
                metadata.properties["accuracy_provenance"] = "trained " + std::to_string(accuracy.steps) + " steps";
                metadata.properties["accuracy_protocol"] = project.protocol(accuracy.protocol).title;
            }
        }
    }
}

/// The weights that are asked for, and what the file says about them.
interchange::Weights chosenWeights(JobContext& context, const options::ExportConfig& config,
    const space::LoweredNetwork& network, interchange::OnnxMetadata& metadata) {
    if (config.weights == options::WeightsKind::Trained) {
        const space::Genotype& genotype = network.architecture.genotype;
        const std::optional<TrainedWeights> trained = trainedWeights(context.project, genotype, config.network);
        if (!trained) {
            throw Error(ErrorCode::NotFound,
                "The project holds no trained weights of this genotype in the network "
                    + space::toText(config.network.shape) + ". Train it first, or export random weights.",
                {{"genotype", config.genotype}});
        }
        metadata.weights = interchange::WeightsOrigin::Trained;
        metadata.properties["run"] = std::to_string(trained->run);
        metadata.properties["training"] = std::to_string(trained->steps) + " steps on " + trained->dataSource;
        return interchange::weightsFrom(trained->arrays);
    }
    return interchange::randomWeights(network, config.seed);
}

/// The file is read back: what was written is what another program will meet.
void writeNetwork(JobContext& context, const options::ExportConfig& config, const space::Genotype& genotype,
    options::ExportResult& result) {
    const space::LoweredNetwork network = space::lower({genotype, config.network.shape});
    interchange::OnnxMetadata metadata;
    const interchange::Weights weights = chosenWeights(context, config, network, metadata);
    describe(context.project, network.architecture, metadata);
    result.weights = interchange::name(metadata.weights);
    result.parameters = network.parameters();
    if (config.format == options::ExportFormat::Onnx) {
        interchange::exportOnnx(network, weights, metadata, config.path);
        const interchange::OnnxSummary summary = interchange::checkOnnx(base::readFile(config.path), network);
        result.nodes = static_cast<int>(summary.nodes);
    } else {
        interchange::exportPytorch(network, weights, metadata, config.path);
        const std::filesystem::path weightsPath = interchange::pytorchWeightsPath(config.path);
        const interchange::Weights read = interchange::weightsFromSafetensors(base::readFile(weightsPath));
        interchange::requireSame(read, interchange::pytorchWeights(network, weights), weightsPath);
        result.weightsPath = weightsPath.string();
    }
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
    default:
        base::writeFileAtomically(config.path, space::toText(genotype) + "\n");
        space::fromText(base::readFile(config.path));
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
            writeNetwork(context, config, genotype, result);
        } else {
            writeCell(config, genotype);
        }
    }
    result.bytes = static_cast<std::int64_t>(std::filesystem::file_size(config.path));
    context.sink.progress(1, "written and read back: " + config.path, 0, {});
    return result;
}

}
