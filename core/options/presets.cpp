// SPDX-License-Identifier: Apache-2.0
#include "core/options/presets.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/options/epochs.h"

namespace paretoscope::options {

namespace {

constexpr int cifarImages = 50'000;
constexpr int imageNetImages = 1'281'167; // ILSVRC 2012: training part
constexpr int imageNetValidation = 50'000; // its validation part, which scores

/// What all networks and trainings of DARTS' evaluation have in common (train.py of the authors).
TrainConfig dartsTraining() {
    TrainConfig config;
    config.network.shape = {.inputSize = 32, .channels = 36, .cells = 20};
    config.data = {.trainImages = cifarImages, .validationImages = 0, .testImages = 10'000};
    config.batchSize = 96;
    config.learningRate = 0.025;
    config.momentum = 0.9;
    config.plainMomentum = true;
    config.weightDecay = 3e-4;
    config.clipNorm = 5;
    config.warmUpShare = 0;
    config.dropPath = 0.2;
    config.auxiliaryWeight = 0.4;
    config.augmentation = Augmentation::Cifar;
    config.cutout = 16;
    return config;
}

TrainConfig imageNetTraining() {
    TrainConfig config = dartsTraining();
    config.network.shape = {
        .inputSize = 224, .channels = 48, .cells = 14, .classes = 1000, .stem = space::Stem::ImageNet};
    config.data = {.trainImages = imageNetImages, .validationImages = 0, .testImages = imageNetValidation};
    config.batchSize = 1024;
    config.learningRate = 0.5;
    config.weightDecay = 3e-5;
    config.warmUpShare = 5.0 / 250;
    config.dropPath = 0;
    config.augmentation = Augmentation::ImageNet;
    config.cutout = 0;
    config.labelSmoothing = 0.1;
    return config;
}

/// The search of DARTS (train_search.py of the authors), first order.
SearchConfig dartsSearch() {
    SearchConfig config;
    config.network.shape = {.inputSize = 32, .channels = 16, .cells = 8};
    config.data = {.trainImages = cifarImages, .validationImages = 0, .testImages = 10'000};
    config.order = 1;
    config.partialChannels = 1;
    config.guard = CollapseGuard::None;
    config.batchSize = 64;
    config.weightLearningRate = 0.025;
    config.minimumLearningRate = 0.001;
    config.momentum = 0.9;
    config.weightDecay = 3e-4;
    config.clipNorm = 5;
    config.architectureLearningRate = 3e-4;
    config.architectureWeightDecay = 1e-3;
    return config;
}

SearchConfig pcDartsSearch() {
    SearchConfig config = dartsSearch();
    config.partialChannels = 4;
    config.batchSize = 256;
    config.weightLearningRate = 0.1;
    config.minimumLearningRate = 0;
    config.architectureLearningRate = 6e-4;
    return config;
}

template <typename Config>
std::vector<Preset<Config>> withSteps(std::vector<Preset<Config>> all) {
    for (Preset<Config>& preset : all) {
        setSteps(preset, preset.config);
    }
    return all;
}

template <typename Config>
const Preset<Config>& namedPreset(std::string_view name) {
    const std::vector<Preset<Config>>& all = presets<Config>();
    const auto found = std::ranges::find(all, name, &Preset<Config>::name);
    if (found != all.end()) {
        return *found;
    }
    const std::string allowed = base::listed(presetNames<Config>());
    throw Error(ErrorCode::UnknownName,
        "There is no preset '" + std::string(name) + "' for the job " + std::string(records::name(Config::kind))
            + "; allowed are: " + allowed + ".",
        {{"what", "preset"}, {"name", std::string(name)}, {"allowed", allowed}});
}

/// What a job is for, and what is the project's or the data's: a preset leaves it as it is.
constexpr std::array<std::string_view, 19> undecided{"network.space", "network.shape.input_channels",
    "network.shape.classes", "data.source", "genotypes", "keep", "seed", "repeats", "on_validation", "random_cells",
    "device_setting", "cost", "mode", "lambdas", "target_latency_ms", "stop_at_saving", "plain_price", "forbidden",
    "on"};

template <typename Value>
void copyValue(Value* from, Value* to) {
    *to = *from;
}
template <typename Text>
void copyValue(const Named<Text>& from, const Named<Text>& to) {
    to.set(from.get());
}

template <typename Config>
void copyDecided(Config from, Config& to) {
    const std::vector<OptionRow> sources = rowsOf(from);
    const std::vector<OptionRow> targets = rowsOf(to);
    for (std::size_t i = 0; i < targets.size(); ++i) {
        if (presetDecides(targets[i])) {
            std::visit(
                [&](const auto& target) {
                    copyValue(std::get<std::decay_t<decltype(target)>>(sources[i].value), target);
                },
                targets[i].value);
        }
    }
}

constexpr const char* shortTitle = QT_TRANSLATE_NOOP("JobOptions", "Short, for this computer");
constexpr const char* shortSource = "the program's defaults: core/options/defaults.h says where they come from";

}

template <>
const std::vector<Preset<TrainConfig>>& presets() {
    static const std::vector<Preset<TrainConfig>> all = [] {
        TrainConfig pcDarts = dartsTraining();
        pcDarts.dropPath = 0.3;
        return withSteps(std::vector<Preset<TrainConfig>>{
            {.name = "short", .title = shortTitle, .source = shortSource, .config = {}},
            {.name = "darts-cifar",
                .title = QT_TRANSLATE_NOOP("JobOptions", "DARTS, CIFAR evaluation"),
                .source = "Liu et al. 2019, \"DARTS\", section 3.2, and the authors' train.py",
                .data = "cifar10",
                .epochs = 600,
                .config = dartsTraining()},
            {.name = "pc-darts-cifar",
                .title = QT_TRANSLATE_NOOP("JobOptions", "PC-DARTS, CIFAR evaluation"),
                .source = "Xu et al. 2020, \"PC-DARTS\", section 4.2, and the authors' train.py",
                .data = "cifar10",
                .epochs = 600,
                .config = pcDarts},
            {.name = "pc-darts-imagenet",
                .title = QT_TRANSLATE_NOOP("JobOptions", "PC-DARTS, ImageNet evaluation"),
                .source = "Xu et al. 2020, \"PC-DARTS\", section 4.3, and the authors' train_imagenet.py with its "
                          "cosine schedule",
                .needsData = true,
                .epochs = 250,
                .config = imageNetTraining()}});
    }();
    return all;
}

template <>
const std::vector<Preset<SearchConfig>>& presets() {
    static const std::vector<Preset<SearchConfig>> all = withSteps(
        std::vector<Preset<SearchConfig>>{{.name = "short", .title = shortTitle, .source = shortSource, .config = {}},
            {.name = "darts-cifar",
                .title = QT_TRANSLATE_NOOP("JobOptions", "DARTS, CIFAR search"),
                .source = "Liu et al. 2019, \"DARTS\", section 3.1, and the authors' train_search.py; first order, "
                          "--order 2 for the second",
                .data = "cifar10",
                .epochs = 50,
                .warmUpEpochs = 0,
                .config = dartsSearch()},
            {.name = "pc-darts-cifar",
                .title = QT_TRANSLATE_NOOP("JobOptions", "PC-DARTS, CIFAR search"),
                .source = "Xu et al. 2020, \"PC-DARTS\", section 4.2, and the authors' train_search.py",
                .data = "cifar10",
                .epochs = 50,
                .warmUpEpochs = 15,
                .config = pcDartsSearch()}});
    return all;
}

template <>
const Preset<TrainConfig>& presetOf(std::string_view name) {
    return namedPreset<TrainConfig>(name);
}

template <>
const Preset<SearchConfig>& presetOf(std::string_view name) {
    return namedPreset<SearchConfig>(name);
}

bool presetDecides(const OptionRow& row) {
    return std::ranges::find(undecided, row.path) == undecided.end();
}

void apply(const Preset<TrainConfig>& preset, TrainConfig& config) {
    copyDecided(preset.config, config);
}

void apply(const Preset<SearchConfig>& preset, SearchConfig& config) {
    copyDecided(preset.config, config);
}

void setSteps(const Preset<TrainConfig>& preset, TrainConfig& config) {
    if (preset.epochs) {
        setEpochs(config, *preset.epochs);
    }
}

void setSteps(const Preset<SearchConfig>& preset, SearchConfig& config) {
    setEpochs(config, preset.epochs, preset.warmUpEpochs);
    if (preset.epochs) {
        config.epochSteps = stepsOf(1, config.imagesForWeights(), config.batchSize);
    }
}

}
