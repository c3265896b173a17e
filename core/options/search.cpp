// SPDX-License-Identifier: Apache-2.0
#include "core/options/search.h"

#include <cmath>
#include <numbers>
#include <sstream>

#include "core/base/text.h"
#include "core/options/checks.h"
#include "core/options/search_progress.h"
#include "core/space/search_space.h"

namespace paretoscope::options {

namespace {

constexpr double defaultAuxiliarySkip = 1.0; // Chu et al. 2021, section 4.1
// β-DARTS ramps to 50 on NAS-Bench-201 with Adam at 1e-4; at this program's rate of 5e-2 that freezes α at uniform.
constexpr double defaultBetaWeight = 0.25;

}

CollapseGuard SearchConfig::collapseGuard() const {
    if (guard != CollapseGuard::Automatic) {
        return guard;
    }
    const bool everyEdgeStays = space::searchSpace(network.space).edgesKeptPerNode == 0;
    return everyEdgeStays ? CollapseGuard::BetaDecay : CollapseGuard::AuxiliarySkip;
}

double SearchConfig::guardWeight(int step) const {
    const double done = steps() > 0 ? static_cast<double>(step) / steps() : 1;
    switch (collapseGuard()) {
    case CollapseGuard::AuxiliarySkip:
        return (guardStrength > 0 ? guardStrength : defaultAuxiliarySkip) * (1 - done);
    case CollapseGuard::BetaDecay:
        return (guardStrength > 0 ? guardStrength : defaultBetaWeight) * done;
    case CollapseGuard::None:
    case CollapseGuard::Automatic:
        break;
    }
    return 0;
}

double SearchConfig::learningRate(int step) const {
    const double done = steps() > 0 ? static_cast<double>(step) / steps() : 0;
    return minimumLearningRate
        + 0.5 * (weightLearningRate - minimumLearningRate) * (1 + std::cos(std::numbers::pi * done));
}

std::string titleOf(const SearchConfig& config) {
    std::ostringstream text;
    text << "search " << titleOf(config.network);
    if (config.mode == LambdaMode::Target) {
        text << " target " << config.targetLatencyMs.value_or(0) << " ms";
    } else {
        for (std::size_t i = 0; i < config.lambdas.size(); ++i) {
            text << (i == 0 ? " λ " : ", ") << config.lambdas[i];
        }
    }
    return text.str();
}

SearchHistory searchHistoryFromJson(const std::string& text) {
    SearchHistory history;
    constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
    static_cast<StepMetrics&>(history) = {unknown, unknown, unknown, unknown, unknown, unknown, unknown, unknown};
    const base::JsonRules rules{.what = "the history of a search"};
    const base::Json json = base::parseJsonObject(text, rules);
    base::JsonReader reader(json, rules);
    describe(reader, history);
    return history;
}

std::string toJson(const SearchHistory& history) {
    return base::jsonOf(history);
}

void check(const SearchConfig& config) {
    if (config.mode == LambdaMode::Target && !config.targetLatencyMs) {
        refuse("target_latency_ms", "missing", "a number of milliseconds above 0, for mode 'target'");
    }
    if (config.minimumLearningRate > config.weightLearningRate) {
        refuse("minimum_learning_rate", base::shortText(config.minimumLearningRate, 10),
            "at most the learning rate at the start, " + base::shortText(config.weightLearningRate, 10));
    }
    if (config.network.shape.channels % config.partialChannels != 0) {
        refuse("network.shape.channels", std::to_string(config.network.shape.channels),
            "a multiple of 'partial_channels'");
    }
    // Batch normalisation needs two numbers a channel even where the last feature map is one pixel; weights and
    // architecture each get half of the images.
    if (config.imagesForWeights() < config.batchSize) {
        refuse("data.train_images", std::to_string(config.data.trainImages), "at least two batches");
    }
    checkForbidden(config.forbidden, config.network.space);
}

}
