// SPDX-License-Identifier: Apache-2.0
#include "core/options/pipeline.h"

#include <cmath>
#include <limits>
#include <span>

#include "core/analysis/statistics.h"

namespace paretoscope::options {

double PipelineCell::accuracy() const {
    return analysis::mean(accuracies);
}

double PipelineResult::latencySaving() const {
    return 1 - chosenCell().measuredMs / cells.at(0).measuredMs;
}

double PipelineResult::accuracyGap() const {
    return cells.at(0).accuracy() - chosenCell().accuracy();
}

double PipelineResult::randomAccuracyGap() const {
    std::vector<double> random;
    for (const PipelineCell& cell : std::span(cells).last(static_cast<std::size_t>(randomCells()))) {
        random.push_back(cell.accuracy());
    }
    return chosenCell().accuracy() - analysis::mean(random);
}

int PipelineResult::betterThanRandom() const {
    int count = 0;
    for (const PipelineCell& cell : std::span(cells).last(static_cast<std::size_t>(randomCells()))) {
        count += chosenCell().accuracy() > cell.accuracy() ? 1 : 0;
    }
    return count;
}

double PipelineResult::seedDeviation() const {
    double squares = 0;
    int freedom = 0;
    for (const PipelineCell& cell : cells) {
        const double mean = cell.accuracy();
        for (const double accuracy : cell.accuracies) {
            squares += (accuracy - mean) * (accuracy - mean);
        }
        freedom += static_cast<int>(cell.accuracies.size()) - 1;
    }
    return freedom > 0 ? std::sqrt(squares / freedom) : std::numeric_limits<double>::quiet_NaN();
}

PipelineConfig::PipelineConfig() {
    // On CIFAR-10, cells drawn from the α of λ = 0.15 are a quarter faster on average than those of λ = 0. The derived
    // cell says less: it can tip over into little but skip connections, 61 % faster and eight points worse.
    search.lambdas = {0, 0.15};
    // Fewer steps would favour cells that learn quickly.
    shortTraining.rungs = {300};
    shortTraining.onValidation = true;
    shortTraining.data.validationImages = 4000;
    train.rungs = {640};
}

void PipelineConfig::setDeviceSetting(const std::string& deviceSetting) {
    measure.deviceSetting = search.deviceSetting = deviceSetting;
}

void PipelineConfig::setImages(const std::string& source) {
    search.data.source = shortTraining.data.source = train.data.source = source;
}

void PipelineConfig::setSeed(std::uint64_t everywhere) {
    seed = measure.seed = search.seed = shortTraining.seed = train.seed = everywhere;
}

std::string titleOf(const PipelineConfig& config) {
    return "pipeline to " + config.output + ": " + titleOf(config.search);
}

void check(const PipelineConfig& config) {
    space::validate(config.measure.network.shape);
    check(config.measure);
    check(config.search);
    checkTraining(config.shortTraining);
    checkTraining(config.train);
    if (config.search.mode != LambdaMode::Fixed || config.search.lambdas.front() != 0) {
        refuse("search.lambdas", "another", "given numbers, 0 first: what the saving is of");
    }
    if (!config.shortTraining.onValidation) {
        refuse("short_training.on_validation", "false", "true: test images are not to choose by");
    }
    const NetworkConfig& network = config.measure.network;
    if (config.search.network != network || config.shortTraining.network != network
        || config.train.network != network) {
        refuse("network", "not the same in every step", "one network for all");
    }
    if (config.search.deviceSetting != config.measure.deviceSetting) {
        refuse("search.device_setting", "'" + config.search.deviceSetting + "'", "the one that is measured");
    }
}

PipelineConfig demoPipeline() {
    PipelineConfig config;
    config.output = "demo-output";
    config.measure.architectures = 90;
    config.search.data.trainImages = 6000;
    config.search.data.validationImages = 1000;
    config.search.warmUpSteps = 40;
    config.search.searchSteps = 60;
    config.search.epochSteps = 20;
    config.shortTraining.data = config.search.data;
    config.shortTraining.rungs = {100};
    config.samplesPerSearch = 5;
    config.train.data = config.search.data;
    config.train.data.testImages = 2000;
    config.train.rungs = {120};
    config.randomCells = 3;
    return config;
}

}
