// SPDX-License-Identifier: Apache-2.0
#include "core/options/pipeline.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

#include "core/analysis/statistics.h"

namespace paretoscope::options {

namespace {

std::vector<double> randomAccuracies(const PipelineResult& result) {
    std::vector<double> accuracies;
    for (const PipelineCell& cell : std::span(result.cells).last(static_cast<std::size_t>(result.randomCells()))) {
        accuracies.push_back(cell.accuracy());
    }
    return accuracies;
}

}

double PipelineCell::accuracy() const {
    return analysis::mean(accuracies);
}

bool PipelineResult::isUnexpected(const PipelineCell& cell) const {
    // Of normally distributed errors with this mean, one in 700 is larger.
    constexpr double meanErrors = 4;
    return std::abs(cell.measuredMs / cell.predictedMs - 1) > meanErrors * fit.error;
}

double PipelineResult::latencySaving() const {
    return 1 - chosenCell().measuredMs / cells.at(0).measuredMs;
}

double PipelineResult::accuracyGap() const {
    return cells.at(0).accuracy() - chosenCell().accuracy();
}

double PipelineResult::randomAccuracyGap() const {
    return chosenCell().accuracy() - analysis::mean(randomAccuracies(*this));
}

int PipelineResult::betterThanRandom() const {
    const std::vector<double> random = randomAccuracies(*this);
    return static_cast<int>(
        std::ranges::count_if(random, [this](double accuracy) { return chosenCell().accuracy() > accuracy; }));
}

double PipelineResult::randomDeviation() const {
    return analysis::standardDeviation(randomAccuracies(*this));
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
    setDeviceSetting({});
    // What a search at one price proposes is much alike; three spread over the latencies.
    search.lambdas = {0, 0.15, 0.5};
    explore.minutes = 10;
    train.rungs = {640};
}

void PipelineConfig::setDeviceSetting(const std::string& deviceSetting) {
    measure.deviceSetting = search.deviceSetting = deviceSetting;
    explore.devices = {deviceSetting};
}

void PipelineConfig::setImages(const std::string& source) {
    search.data.source = explore.data.source = train.data.source = source;
}

void PipelineConfig::setSeed(std::uint64_t everywhere) {
    seed = measure.seed = search.seed = explore.seed = train.seed = everywhere;
}

std::string titleOf(const PipelineConfig& config) {
    return "pipeline to " + config.output + ": " + titleOf(config.explore);
}

void check(const PipelineConfig& config) {
    space::validate(config.measure.network.shape);
    check(config.measure);
    check(config.search);
    check(config.explore);
    checkTraining(config.train);
    const NetworkConfig& network = config.measure.network;
    if (config.search.network != network || config.explore.network != network || config.train.network != network) {
        refuse("network", "not the same in every step", "one network for all");
    }
    const std::string& device = config.measure.deviceSetting;
    if (config.search.deviceSetting != device || config.explore.devices != std::vector{device}) {
        refuse("explore.devices", "another device setting", "the one that is measured");
    }
}

PipelineConfig demoPipeline() {
    PipelineConfig config;
    config.output = "demo-output";
    // Five minutes in all on two processors. Trainings of 200 steps ranked cells hardly better than chance.
    config.measure.architectures = 60;
    config.explore.minutes = 2.3;
    config.explore.leastTrainings = 20;
    config.explore.steps = {300};
    config.explore.data.validationImages = 2000;
    config.train.rungs = {400};
    config.randomCells = 6;
    // What makes most of so short a schedule.
    config.explore.learningRate = config.train.learningRate = 0.1;
    config.explore.augmentation = config.train.augmentation = Augmentation::None;
    config.train.data.testImages = 2000;
    return config;
}

}
