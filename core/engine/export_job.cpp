// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <limits>

#include <nlohmann/json.hpp>

#include "core/engine/job.h"
#include "core/engine/stored.h"
#include "core/engine/trained_weights.h"
#include "core/interchange/csv.h"
#include "core/interchange/onnx.h"
#include "core/records/error.h"
#include "core/space/lowering.h"

namespace paretoscope::engine {

namespace {

/// Latency and accuracy, each with its provenance, for the file's metadata.
void describe(const store::Project& project, const protocol::NetworkConfig& network, const space::Genotype& genotype,
    interchange::OnnxMetadata& metadata) {
    records::Candidate candidate = candidateOf(genotype, network, "export");
    addCosts(project, network, candidate);
    for (const records::Cost& cost : candidate.costs) {
        const records::Cost best = *candidate.cost(cost.deviceSetting);
        metadata.properties["device_setting"] = cost.deviceSetting;
        metadata.properties["latency_ms"] = interchange::csvNumber(best.value);
        metadata.properties["latency_provenance"] = records::name(best.provenance);
    }
    for (const records::Candidate& known : project.candidates()) {
        if (known.genotype != candidate.genotype || known.shape != candidate.shape) {
            continue;
        }
        if (known.lambda >= 0) {
            metadata.properties["lambda"] = interchange::csvNumber(known.lambda);
        }
        for (const records::Accuracy& accuracy : known.accuracies) {
            if (accuracy.provenance == records::AccuracyProvenance::Trained) {
                metadata.properties["accuracy"] = interchange::csvNumber(accuracy.accuracy);
                metadata.properties["accuracy_provenance"] = "trained " + std::to_string(accuracy.steps) + " steps";
                metadata.properties["accuracy_protocol"] = project.protocol(accuracy.protocol).title;
            }
        }
    }
}

}

std::string runExport(JobContext& context, const protocol::ExportConfig& config) {
    const space::Genotype genotype = genotypesOf({config.genotype}, config.network).front();
    const space::LoweredNetwork network = space::lower({genotype, config.network.shape});
    context.sink.progress(0, "writing " + config.path, std::numeric_limits<double>::quiet_NaN(), {});
    interchange::OnnxMetadata metadata;
    interchange::Weights weights;
    if (config.weights == protocol::WeightsKind::Trained) {
        const std::optional<TrainedWeights> trained = trainedWeights(context.project, genotype, config.network);
        if (!trained) {
            throw Error(ErrorCode::NotFound,
                "The project holds no trained weights of this genotype in the network "
                    + space::toText(config.network.shape) + ". Train it first, or export random weights.",
                {{"genotype", config.genotype}});
        }
        weights = interchange::weightsFrom(trained->arrays);
        metadata.weights = interchange::WeightsOrigin::Trained;
        metadata.properties["run"] = std::to_string(trained->run);
        metadata.properties["training"] = std::to_string(trained->steps) + " steps on " + trained->dataSource;
    } else {
        weights = interchange::randomWeights(network, config.seed);
    }
    describe(context.project, config.network, genotype, metadata);
    interchange::exportOnnx(network, weights, metadata, config.path);
    context.sink.progress(1, "written " + config.path, 0, {});
    return nlohmann::ordered_json{{"path", config.path}, {"bytes", std::filesystem::file_size(config.path)},
        {"weights", interchange::name(metadata.weights)}, {"parameters", network.parameters()}}
        .dump();
}

}
