// SPDX-License-Identifier: Apache-2.0
#include "core/search/search_options.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <string>

#include <nlohmann/json.hpp>

#include "core/base/enum_names.h"
#include "core/base/error.h"

namespace paretoscope::search {
namespace {

constexpr std::array<base::Named<GradientOrder>, 2> orders{
    {{GradientOrder::First, "first"}, {GradientOrder::Second, "second"}}};
constexpr std::array<base::Named<CollapseGuard>, 3> guards{{{CollapseGuard::None, "none"},
    {CollapseGuard::AuxiliarySkip, "auxiliary-skip"}, {CollapseGuard::BetaRegularisation, "beta-regularisation"}}};

constexpr double defaultAuxiliarySkip = 1.0; // Chu et al. 2021, section 4.1
// β-DARTS ramps to 50 on NAS-Bench-201 with Adam at 1e-4; at this program's rate of 5e-2 that freezes α at uniform.
constexpr double defaultBetaWeight = 0.25;

void require(bool allowed, const std::string& option, double value, const std::string& range) {
    if (!allowed) {
        const std::string text = nlohmann::json(value).dump();
        throw Error(ErrorCode::InvalidValue,
            "The search option " + option + " is " + text + "; allowed is " + range + ".",
            {{"option", option}, {"value", text}, {"allowed", range}});
    }
}

/// An operation must be left that an edge can hold.
void requireAChoice(const SearchOptions& options) {
    const space::SearchSpace& space = space::searchSpace(options.space);
    int left = 0;
    for (const space::Operation operation : space.operations) {
        left += operation != space::Operation::None && !isForbidden(options, operation) ? 1 : 0;
    }
    for (const space::Operation operation : options.forbidden) {
        if (std::ranges::find(space.operations, operation) == space.operations.end()) {
            throw Error(ErrorCode::InvalidValue,
                "The operation " + std::string(space::operationName(operation)) + " is not of the search space "
                    + std::string(space.name) + ", so it cannot be forbidden there.",
                {{"option", "forbidden"}});
        }
    }
    if (left == 0) {
        throw Error(ErrorCode::InvalidValue, "All operations are forbidden; leave one that an edge can hold.",
            {{"option", "forbidden"}});
    }
}

}

bool isForbidden(const SearchOptions& options, space::Operation operation) {
    return std::ranges::find(options.forbidden, operation) != options.forbidden.end();
}

std::string_view name(GradientOrder order) {
    return base::nameIn<GradientOrder>(orders, order);
}
std::string_view name(CollapseGuard guard) {
    return base::nameIn<CollapseGuard>(guards, guard);
}

GradientOrder gradientOrderFromName(std::string_view name) {
    return base::valueIn<GradientOrder>(orders, name, "gradient order");
}

CollapseGuard collapseGuardFromName(std::string_view name) {
    return base::valueIn<CollapseGuard>(guards, name, "collapse guard");
}

double SearchOptions::guardWeight(int step) const {
    const double done = steps() > 0 ? static_cast<double>(step) / steps() : 1;
    switch (guard) {
    case CollapseGuard::AuxiliarySkip:
        return (guardStrength > 0 ? guardStrength : defaultAuxiliarySkip) * (1 - done);
    case CollapseGuard::BetaRegularisation:
        return (guardStrength > 0 ? guardStrength : defaultBetaWeight) * done;
    case CollapseGuard::None:
        break;
    }
    return 0;
}

double SearchOptions::learningRate(int step) const {
    const double done = steps() > 0 ? static_cast<double>(step) / steps() : 0;
    const double span = weights.learningRate - weights.minimumLearningRate;
    return weights.minimumLearningRate + 0.5 * span * (1 + std::cos(std::numbers::pi * done));
}

void validate(const SearchOptions& options) {
    space::validate(options.shape);
    requireAChoice(options);
    require(options.partialChannels == 1 || options.partialChannels == 2 || options.partialChannels == 4,
        "partialChannels", options.partialChannels, "1, 2 or 4");
    require(options.guardStrength >= 0, "guardStrength", options.guardStrength, "at least 0");
    require(options.skipCap >= 0, "skipCap", options.skipCap, "at least 0");
    // Batch normalisation needs two numbers a channel even where the last feature map is one pixel.
    require(options.batchSize >= 2, "batchSize", options.batchSize, "at least 2");
    require(options.trainingImages >= options.batchSize, "trainingImages", options.trainingImages, "at least a batch");
    require(options.validationImages >= options.batchSize, "validationImages", options.validationImages,
        "at least a batch");
    require(options.scoringImages >= 0, "scoringImages", options.scoringImages, "at least 0");
    require(options.warmUpSteps >= 0, "warmUpSteps", options.warmUpSteps, "at least 0");
    require(options.searchSteps >= 1, "searchSteps", options.searchSteps, "at least 1");
    require(options.epochSteps >= 1, "epochSteps", options.epochSteps, "at least 1");
    require(options.encodingSamples >= 1, "encodingSamples", options.encodingSamples, "at least 1");
    require(options.archiveSamples >= 0, "archiveSamples", options.archiveSamples, "at least 0");
    require(std::isfinite(options.weights.learningRate) && options.weights.learningRate > 0, "weights.learningRate",
        options.weights.learningRate, "more than 0");
    require(
        options.weights.minimumLearningRate >= 0 && options.weights.minimumLearningRate <= options.weights.learningRate,
        "weights.minimumLearningRate", options.weights.minimumLearningRate, "0 to the learning rate");
    require(options.weights.momentum >= 0 && options.weights.momentum < 1, "weights.momentum", options.weights.momentum,
        "0 to 1, 1 excluded");
    require(options.weights.weightDecay >= 0, "weights.weightDecay", options.weights.weightDecay, "at least 0");
    require(options.weights.clipNorm >= 0, "weights.clipNorm", options.weights.clipNorm, "at least 0");
    require(std::isfinite(options.architecture.learningRate) && options.architecture.learningRate > 0,
        "architecture.learningRate", options.architecture.learningRate, "more than 0");
    require(options.architecture.weightDecay >= 0, "architecture.weightDecay", options.architecture.weightDecay,
        "at least 0");
}

std::string toJson(const SearchOptions& options) {
    nlohmann::ordered_json json = {{"space", space::searchSpace(options.space).name},
        {"shape", space::toText(options.shape)}, {"partialChannels", options.partialChannels},
        {"edgeWeights", options.edgeWeights}, {"order", name(options.order)}, {"guard", name(options.guard)},
        {"guardStrength", options.guardStrength}, {"skipCap", options.skipCap}, {"stopAtSkips", options.stopAtSkips},
        {"batchSize", options.batchSize}, {"trainingImages", options.trainingImages},
        {"validationImages", options.validationImages}, {"scoringImages", options.scoringImages},
        {"warmUpSteps", options.warmUpSteps}, {"searchSteps", options.searchSteps}, {"epochSteps", options.epochSteps},
        {"weights",
            {{"learningRate", options.weights.learningRate},
                {"minimumLearningRate", options.weights.minimumLearningRate}, {"momentum", options.weights.momentum},
                {"weightDecay", options.weights.weightDecay}, {"clipNorm", options.weights.clipNorm}}},
        {"architecture",
            {{"learningRate", options.architecture.learningRate}, {"beta1", options.architecture.beta1},
                {"beta2", options.architecture.beta2}, {"weightDecay", options.architecture.weightDecay}}},
        {"encodingSamples", options.encodingSamples}, {"archiveSamples", options.archiveSamples},
        {"seed", options.seed}};
    for (const space::Operation operation : options.forbidden) { // absent where empty: so were older checkpoints
        json["forbidden"].push_back(space::operationName(operation));
    }
    return json.dump();
}

}
