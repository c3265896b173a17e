// SPDX-License-Identifier: Apache-2.0
#include "core/search/recipe.h"

#include "core/base/json_fields.h"
#include "core/base/json_text.h"

namespace paretoscope::search {

namespace {

using base::Json;

/// The visitor of describe() that gathers what takes part in the recipe.
class RecipeFields {
public:
    template <typename Value>
    void operator()(const options::Option& option, const Value& value) {
        if (option.inRecipe) {
            fields_[option.name] = base::JsonWriter::toJson(value);
        }
    }
    [[nodiscard]] const Json& fields() const { return fields_; }

private:
    Json fields_ = Json::object();
};

template <typename Config>
Json recipeFields(Config config) {
    RecipeFields fields;
    describe(fields, config);
    return fields.fields();
}

template <typename Config>
Json withNewOptions(Json recipe, const Config& config) {
    const Json usual = recipeFields(Config());
    const Json wanted = recipeFields(config); // items() does not own what it walks
    for (const auto& [name, value] : wanted.items()) {
        if (value != usual.at(name)) {
            recipe[name] = value;
        }
    }
    return recipe;
}

/// As recipes name it.
std::string_view recipeName(options::CollapseGuard guard) {
    return guard == options::CollapseGuard::BetaDecay ? "beta-regularisation" : base::textOf(guard);
}

}

std::string recipeOf(const options::SearchConfig& config) {
    Json recipe = {{"space", space::searchSpace(config.network.space).name},
        {"shape", space::toText(config.network.shape)}, {"partialChannels", config.partialChannels},
        {"edgeWeights", config.normalisesEdges()}, {"order", config.order == 2 ? "second" : "first"},
        {"guard", recipeName(config.collapseGuard())}, {"guardStrength", config.guardStrength},
        {"skipCap", config.skipCap}, {"stopAtSkips", config.stopAtSkips}, {"batchSize", config.batchSize},
        {"trainingImages", config.imagesForWeights()}, {"validationImages", config.imagesForArchitecture()},
        {"scoringImages", config.data.validationImages}, {"warmUpSteps", config.warmUpSteps},
        {"searchSteps", config.searchSteps}, {"epochSteps", config.epochSteps},
        {"weights",
            {{"learningRate", config.weightLearningRate}, {"minimumLearningRate", config.minimumLearningRate},
                {"momentum", config.momentum}, {"weightDecay", config.weightDecay}, {"clipNorm", config.clipNorm}}},
        {"architecture",
            {{"learningRate", config.architectureLearningRate}, {"beta1", config.architectureBeta1},
                {"beta2", config.architectureBeta2}, {"weightDecay", config.architectureWeightDecay}}},
        {"encodingSamples", config.samples}, {"archiveSamples", config.archiveSamples}, {"seed", config.seed}};
    for (const space::Operation operation : config.forbidden) { // absent where empty: so were older checkpoints
        recipe["forbidden"].push_back(space::operationName(operation));
    }
    return base::textOf(withNewOptions(std::move(recipe), config));
}

std::string recipeOf(const options::TrainConfig& config) {
    Json recipe = {{"steps", config.steps()}, {"batchSize", config.batchSize}, {"images", config.data.trainImages},
        {"learningRate", config.learningRate}, {"momentum", config.momentum}, {"weightDecay", config.weightDecay},
        {"clipNorm", config.clipNorm}, {"warmUpShare", config.warmUpShare}, {"dropPath", config.dropPath},
        {"auxiliaryWeight", config.auxiliaryWeight}, {"cutout", config.cutout}, {"seed", config.seed}};
    recipe = withNewOptions(std::move(recipe), config);
    switch (config.imageAugmentation()) {
    case options::Augmentation::None:
        recipe["unaugmented"] = true;
        break;
    case options::Augmentation::ImageNet:
        recipe["augmentation"] = base::textOf(options::Augmentation::ImageNet);
        break;
    case options::Augmentation::Cifar: // says nothing: neither did recipes from when there was no other
    case options::Augmentation::Automatic:
        break;
    }
    return base::textOf(recipe);
}

}
