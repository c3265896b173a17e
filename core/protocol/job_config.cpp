// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/job_config.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <sstream>
#include <thread>

#include <sched.h>

#include "core/base/enum_names.h"
#include "core/protocol/json_fields.h"
#include "core/space/search_space.h"

namespace paretoscope {

namespace space {

std::string enumText(Stem stem) {
    return stem == Stem::Cifar ? "cifar" : "imagenet";
}

void enumFromText(const std::string& text, Stem& stem) {
    constexpr std::array<base::Named<Stem>, 2> names{{{Stem::Cifar, "cifar"}, {Stem::ImageNet, "imagenet"}}};
    stem = base::valueIn<Stem>(names, text, "stem");
}

template <typename Fields>
void describe(Fields& fields, Shape& shape) {
    fields("input_channels", shape.inputChannels);
    fields("input_size", shape.inputSize);
    fields("channels", shape.channels);
    fields("cells", shape.cells);
    fields("classes", shape.classes);
    fields("stem", shape.stem);
}

}

namespace protocol {

namespace {

constexpr std::array<base::Named<LambdaMode>, 3> lambdaModes{
    {{LambdaMode::Fixed, "fixed"}, {LambdaMode::Live, "live"}, {LambdaMode::Target, "target"}}};
constexpr std::array<base::Named<CollapseGuard>, 3> collapseGuards{{{CollapseGuard::None, "none"},
    {CollapseGuard::AuxiliarySkip, "auxiliary-skip"}, {CollapseGuard::BetaDecay, "beta-decay"}}};
constexpr std::array<base::Named<WeightsKind>, 2> weightsKinds{
    {{WeightsKind::Random, "random"}, {WeightsKind::Trained, "trained"}}};
constexpr std::array<base::Named<ExportFormat>, 6> exportFormats{
    {{ExportFormat::Onnx, "onnx"}, {ExportFormat::PyTorch, "pytorch"}, {ExportFormat::Genotype, "genotype"},
        {ExportFormat::Dot, "dot"}, {ExportFormat::Svg, "svg"}, {ExportFormat::Profile, "profile"}}};

}

std::string enumText(LambdaMode mode) {
    return std::string(base::nameIn<LambdaMode>(lambdaModes, mode));
}
void enumFromText(const std::string& text, LambdaMode& mode) {
    mode = base::valueIn<LambdaMode>(lambdaModes, text, "λ mode");
}
std::string enumText(CollapseGuard guard) {
    return std::string(base::nameIn<CollapseGuard>(collapseGuards, guard));
}
void enumFromText(const std::string& text, CollapseGuard& guard) {
    guard = base::valueIn<CollapseGuard>(collapseGuards, text, "collapse guard");
}
std::string enumText(WeightsKind weights) {
    return std::string(base::nameIn<WeightsKind>(weightsKinds, weights));
}
void enumFromText(const std::string& text, WeightsKind& weights) {
    weights = base::valueIn<WeightsKind>(weightsKinds, text, "kind of weights");
}

std::string enumText(ExportFormat format) {
    return std::string(base::nameIn<ExportFormat>(exportFormats, format));
}
void enumFromText(const std::string& text, ExportFormat& format) {
    format = base::valueIn<ExportFormat>(exportFormats, text, "export format");
}

std::string_view name(ExportFormat format) {
    return base::nameIn<ExportFormat>(exportFormats, format);
}

std::string_view suffixOf(ExportFormat format) {
    constexpr std::array suffixes{".onnx", ".py", ".txt", ".dot", ".svg", ".psprofile"};
    return suffixes.at(static_cast<std::size_t>(format));
}

ExportFormat exportFormatFromName(std::string_view name) {
    return base::valueIn<ExportFormat>(exportFormats, name, "export format");
}

template <typename Fields>
void describe(Fields& fields, NetworkConfig& network) {
    fields("space", network.space);
    fields("shape", network.shape);
}

template <typename Fields>
void describe(Fields& fields, DataConfig& data) {
    fields("source", data.source);
    fields("train_images", data.trainImages);
    fields("validation_images", data.validationImages);
    fields("test_images", data.testImages);
}

template <typename Fields>
void describe(Fields& fields, MeasureConfig& config) {
    fields("device_setting", config.deviceSetting);
    fields("network", config.network);
    fields("architectures", config.architectures);
    fields("repeat_share", config.repeatShare);
    fields("count_energy", config.countEnergy);
    fields("budget_s", config.budgetSeconds);
    fields("until_error", config.untilError);
    fields("genotypes", config.genotypes);
    fields("seed", config.seed);
}

template <typename Fields>
void describe(Fields& fields, FitConfig& config) {
    fields("device_setting", config.deviceSetting);
    fields("network", config.network);
    fields("from", config.from);
    fields("seed", config.seed);
}

template <typename Fields>
void describe(Fields& fields, SearchConfig& config) {
    fields("network", config.network);
    fields("data", config.data);
    fields("device_setting", config.deviceSetting);
    fields("cost", config.cost);
    fields("mode", config.mode);
    fields("lambdas", config.lambdas);
    fields("target_latency_ms", config.targetLatencyMs);
    fields("stop_at_saving", config.stopAtSaving);
    fields("order", config.order);
    fields("partial_channels", config.partialChannels);
    fields("edge_normalisation", config.edgeNormalisation);
    fields("guard", config.guard);
    fields("forbidden", config.forbidden);
    fields("batch_size", config.batchSize);
    fields("warm_up_steps", config.warmUpSteps);
    fields("search_steps", config.searchSteps);
    fields("weight_learning_rate", config.weightLearningRate);
    fields("architecture_learning_rate", config.architectureLearningRate);
    fields("samples", config.samples);
    fields("archive_samples", config.archiveSamples);
    fields("epoch_steps", config.epochSteps);
    fields("seed", config.seed);
}

template <typename Fields>
void describe(Fields& fields, TrainConfig& config) {
    fields("network", config.network);
    fields("data", config.data);
    fields("genotypes", config.genotypes);
    fields("rungs", config.rungs);
    fields("keep", config.keep);
    fields("batch_size", config.batchSize);
    fields("learning_rate", config.learningRate);
    fields("seed", config.seed);
    fields("repeats", config.repeats);
    fields("on_validation", config.onValidation);
}

template <typename Fields>
void describe(Fields& fields, ExportConfig& config) {
    fields("network", config.network);
    fields("genotype", config.genotype);
    fields("path", config.path);
    fields("weights", config.weights);
    fields("seed", config.seed);
    fields("format", config.format);
}

template <typename Fields>
void describe(Fields& fields, TuneConfig& config) {
    fields("accelerator", config.accelerator);
    fields("variant", config.variant);
    fields("network", config.network);
    fields("genotype", config.genotype);
    fields("layers", config.layers);
    fields("verbose_space", config.verboseSpace);
    fields("methods", config.methods);
    fields("trials", config.trials);
    fields("patience", config.patience);
    fields("seeds", config.seeds);
    fields("seed", config.seed);
}

template <typename Fields>
void describe(Fields& fields, ScoreConfig& config) {
    fields("search", config.search);
    fields("genotypes", config.genotypes);
    fields("seed", config.seed);
}

namespace {

using records::JobKind;

[[noreturn]] void outOfRange(const std::string& field, const std::string& value, const std::string& allowed) {
    throw Error(ErrorCode::InvalidValue, "'" + field + "' is " + value + "; allowed is " + allowed + ".",
        {{"field", field}, {"value", value}, {"allowed", allowed}});
}

template <typename Value>
void require(bool holds, const char* field, Value value, const char* allowed) {
    if (!holds) {
        std::ostringstream text;
        text << value;
        outOfRange(field, text.str(), allowed);
    }
}

void check(const NetworkConfig& network) {
    space::searchSpace(network.space);
    space::validate(network.shape);
}

void check(const DataConfig& data) {
    require(!data.source.empty(), "data.source", "empty", "synthetic, cifar10:DIR, cifar100:DIR or folder:DIR");
    require(data.trainImages >= 2, "data.train_images", data.trainImages, "2 or more");
    require(data.validationImages >= 1, "data.validation_images", data.validationImages, "1 or more");
    require(data.testImages >= 1, "data.test_images", data.testImages, "1 or more");
}

void checkTraining(int batchSize, double learningRate, const char* learningRateName) {
    require(batchSize >= 2 && batchSize <= 65536, "batch_size", batchSize, "2 to 65536");
    require(learningRate > 0 && learningRate <= 10, learningRateName, learningRate, "above 0, at most 10");
}

void check(const MeasureConfig& config) {
    check(config.network);
    require(config.architectures >= 1 && config.architectures <= 10'000'000, "architectures", config.architectures,
        "1 to 10000000");
    require(config.repeatShare >= 0 && config.repeatShare <= 1, "repeat_share", config.repeatShare, "0 to 1");
    require(config.budgetSeconds >= 0, "budget_s", config.budgetSeconds, "0 (no limit) or more seconds");
    require(config.untilError >= 0 && config.untilError < 1, "until_error", config.untilError, "0 (off) to below 1");
}

void check(const FitConfig& config) {
    check(config.network);
}

void check(const SearchConfig& config) {
    check(config.network);
    check(config.data);
    require(config.cost == "latency" || config.cost == "energy" || config.cost == "product", "cost", config.cost,
        "latency, energy or product");
    checkTraining(config.batchSize, config.weightLearningRate, "weight_learning_rate");
    require(config.architectureLearningRate > 0 && config.architectureLearningRate <= 10, "architecture_learning_rate",
        config.architectureLearningRate, "above 0, at most 10");
    require(!config.lambdas.empty(), "lambdas", "empty", "one or more numbers, 0 or above");
    for (const double lambda : config.lambdas) {
        require(std::isfinite(lambda) && lambda >= 0 && lambda <= 1e6, "lambdas", lambda, "0 to 1000000");
    }
    require(config.mode != LambdaMode::Target || (config.targetLatencyMs && *config.targetLatencyMs > 0),
        "target_latency_ms", config.targetLatencyMs.value_or(0), "a number of milliseconds above 0, for mode 'target'");
    require(!config.stopAtSaving || (*config.stopAtSaving > 0 && *config.stopAtSaving < 1), "stop_at_saving",
        config.stopAtSaving.value_or(0), "between 0 and 1");
    require(config.order == 1 || config.order == 2, "order", config.order, "1 or 2");
    require(config.partialChannels == 1 || config.partialChannels == 2 || config.partialChannels == 4,
        "partial_channels", config.partialChannels, "1, 2 or 4");
    require(config.network.shape.channels % config.partialChannels == 0, "network.shape.channels",
        config.network.shape.channels, "a multiple of partial_channels");
    const space::SearchSpace& space = space::searchSpace(config.network.space);
    std::string known;
    for (const space::Operation operation : space.operations) {
        if (operation != space::Operation::None) {
            known += (known.empty() ? "" : ", ") + std::string(space::operationName(operation));
        }
    }
    for (const std::string& name : config.forbidden) {
        const auto operation = space::operationFromName(name);
        require(operation && *operation != space::Operation::None
                && std::find(space.operations.begin(), space.operations.end(), *operation) != space.operations.end(),
            "forbidden", name, known.c_str());
    }
    require(config.warmUpSteps >= 0, "warm_up_steps", config.warmUpSteps, "0 or more");
    require(config.searchSteps >= 1, "search_steps", config.searchSteps, "1 or more");
    require(config.samples >= 1 && config.samples <= 1024, "samples", config.samples, "1 to 1024");
    require(config.archiveSamples >= 0 && config.archiveSamples <= 100000, "archive_samples", config.archiveSamples,
        "0 to 100000");
    require(config.epochSteps >= 1, "epoch_steps", config.epochSteps, "1 or more");
}

void check(const TrainConfig& config) {
    check(config.network);
    check(config.data);
    checkTraining(config.batchSize, config.learningRate, "learning_rate");
    require(!config.genotypes.empty(), "genotypes", "empty", "one or more genotypes or published names");
    require(!config.rungs.empty(), "rungs", "empty", "one or more numbers of steps, rising");
    int previous = 0;
    for (const int steps : config.rungs) {
        require(steps > previous, "rungs", steps, "numbers of steps, each above the one before");
        previous = steps;
    }
    require(config.keep > 0 && config.keep <= 1, "keep", config.keep, "above 0, at most 1");
    require(config.repeats >= 1 && config.repeats <= 100, "repeats", config.repeats, "1 to 100");
}

void check(const ExportConfig& config) {
    check(config.network);
    require(!config.genotype.empty() || config.format == ExportFormat::Profile, "genotype", "empty",
        "a genotype or a published name");
    require(!config.path.empty(), "path", "empty", "the file to write");
}

void check(const TuneConfig& config) {
    check(config.network);
    require(!config.accelerator.empty(), "accelerator", "empty", "a built-in VTA or the path of its .json file");
    require(config.variant == "cpu" || config.variant == "group16", "variant", config.variant, "cpu or group16");
    require(!config.genotype.empty() || !config.layers.empty(), "layers", "empty",
        "one or more operators such as conv/1x64x56x56/64x3x3/s1/p1/g1, or a genotype");
    require(!config.methods.empty(), "methods", "empty", "one or more methods of tuning");
    require(config.trials >= 1 && config.trials <= 1'000'000, "trials", config.trials, "1 to 1000000");
    require(config.patience >= 0, "patience", config.patience, "0 (never) or more");
    require(config.seeds >= 1 && config.seeds <= 100, "seeds", config.seeds, "1 to 100");
}

void check(const ScoreConfig& config) {
    require(config.search >= 1, "search", config.search, "the number of a search's run");
    require(!config.genotypes.empty(), "genotypes", "empty", "one or more genotypes or published names");
}

template <typename Config>
JobConfig read(const nlohmann::json& json) {
    Config config;
    nlohmann::json fields = json;
    fields.erase("kind");
    FieldReader reader(fields, "");
    describe(reader, config);
    reader.finish();
    return config;
}

std::string shapeTitle(const NetworkConfig& network) {
    return network.space + " c" + std::to_string(network.shape.channels) + "-l" + std::to_string(network.shape.cells)
        + "-" + std::to_string(network.shape.inputSize) + "px";
}

std::string titleOf(const MeasureConfig& config) {
    const std::string what = config.genotypes.empty() ? std::to_string(config.architectures) + " architectures"
                                                      : std::to_string(config.genotypes.size()) + " chosen cells";
    return "measure " + what + " on " + config.deviceSetting + ", " + shapeTitle(config.network);
}

std::string titleOf(const FitConfig& config) {
    return "fit " + config.deviceSetting + ", " + shapeTitle(config.network);
}

std::string titleOf(const SearchConfig& config) {
    std::ostringstream text;
    text << "search " << shapeTitle(config.network);
    if (config.mode == LambdaMode::Target) {
        text << " target " << config.targetLatencyMs.value_or(0) << " ms";
    } else {
        for (std::size_t i = 0; i < config.lambdas.size(); ++i) {
            text << (i == 0 ? " λ " : ", ") << config.lambdas[i];
        }
    }
    return text.str();
}

std::string titleOf(const TrainConfig& config) {
    return "train " + std::to_string(config.genotypes.size()) + " cells for " + std::to_string(config.rungs.back())
        + " steps, " + shapeTitle(config.network);
}

std::string titleOf(const ExportConfig& config) {
    return "export " + config.path;
}

std::string titleOf(const TuneConfig& config) {
    std::string what = config.genotype.empty() ? "" : "the operators of " + shapeTitle(config.network);
    if (!config.layers.empty()) {
        what += (what.empty() ? "" : " and ") + std::to_string(config.layers.size())
            + (config.layers.size() == 1 ? " operator" : " operators");
    }
    return "tune " + what + " on vta/" + config.accelerator + "/" + config.variant;
}

std::string titleOf(const ScoreConfig& config) {
    return "score " + std::to_string(config.genotypes.size()) + (config.genotypes.size() == 1 ? " cell" : " cells")
        + " with the weights of search " + std::to_string(config.search);
}

}

JobKind kindOf(const JobConfig& config) {
    constexpr std::array kinds{JobKind::Measure, JobKind::Fit, JobKind::Search, JobKind::Train, JobKind::Export,
        JobKind::Tune, JobKind::Score};
    return kinds[config.index()];
}

std::string toJson(const JobConfig& config) {
    nlohmann::ordered_json json = {{"kind", records::name(kindOf(config))}};
    std::visit(
        [&json](auto fields) {
            FieldWriter writer;
            describe(writer, fields);
            json.update(writer.take());
        },
        config);
    return json.dump();
}

void throwOtherKind(records::JobKind wanted, records::JobKind found) {
    throw Error(ErrorCode::InvalidValue,
        "A configuration of the kind '" + std::string(records::name(wanted)) + "' is needed where one of the kind '"
            + std::string(records::name(found)) + "' is stored.",
        {{"field", "kind"}, {"value", std::string(records::name(found))},
            {"allowed", std::string(records::name(wanted))}});
}

JobConfig jobConfigFromJson(std::string_view text) {
    const nlohmann::json json = nlohmann::json::parse(text, nullptr, false);
    if (!json.is_object() || !json.contains("kind") || !json["kind"].is_string()) {
        throw Error(
            ErrorCode::InvalidValue, "A job configuration is a JSON object with a field 'kind'.", {{"field", "kind"}});
    }
    switch (records::jobKindFromName(json["kind"].get<std::string>())) {
    case JobKind::Measure:
        return read<MeasureConfig>(json);
    case JobKind::Fit:
        return read<FitConfig>(json);
    case JobKind::Search:
        return read<SearchConfig>(json);
    case JobKind::Train:
        return read<TrainConfig>(json);
    case JobKind::Export:
        return read<ExportConfig>(json);
    case JobKind::Tune:
        return read<TuneConfig>(json);
    case JobKind::Score:
        return read<ScoreConfig>(json);
    }
    throw Error(ErrorCode::InvalidValue, "This kind of job is not known.", {{"field", "kind"}});
}

void validate(const JobConfig& config) {
    std::visit([](const auto& fields) { check(fields); }, config);
}

NetworkConfig publishedNetwork(std::string_view space) {
    const space::SearchSpace& description = space::searchSpace(space);
    NetworkConfig network{.space = std::string(description.name)};
    if (!description.publishedShape.empty()) {
        network.shape = space::shapeFromText(description.publishedShape);
    }
    return network;
}

std::string defaultDeviceSetting() {
    cpu_set_t allowed;
    CPU_ZERO(&allowed);
    const bool known = sched_getaffinity(0, sizeof(allowed), &allowed) == 0;
    const int cores = known ? CPU_COUNT(&allowed) : static_cast<int>(std::thread::hardware_concurrency());
    return "cpu/eager/t" + std::to_string(std::max(cores - 1, 1)) + "/b1/f32";
}

std::string title(const JobConfig& config) {
    return std::visit([](const auto& fields) { return titleOf(fields); }, config);
}

}

}
