// SPDX-License-Identifier: Apache-2.0
#include "core/engine/explore_round.h"

#include <mutex>
#include <utility>

#include "core/data/dataset.h"
#include "core/engine/job_images.h"
#include "core/engine/parallel_trainings.h"
#include "core/search/training.h"

namespace paretoscope::engine {

namespace {

std::string trainingPrefix(std::size_t training) {
    return "training." + std::to_string(training);
}

}

ExploreImages exploreImages(const options::ExploreConfig& config, JobSink& sink) {
    const data::DataSource source = loadJobImages(config.data, config.network.shape, sink);
    const std::int64_t last = std::int64_t{config.data.trainImages} + config.data.validationImages;
    return {source.train.name,
        std::make_shared<const data::Dataset>(data::slice(source.train, 0, config.data.trainImages)),
        data::slice(source.train, config.data.trainImages, last)};
}

records::AccuracyProtocol exploreProtocol(
    const options::ExploreConfig& config, const ExploreImages& images, int steps) {
    space::Random random(1);
    const space::Architecture any{space::sampleUniform(config.network.space, random), config.network.shape};
    return search::trainingProtocol(config.training(steps), any, *images.train, images.validation, steps);
}

void ExploreRound::train(const std::vector<explore::Training>& trainings, const std::vector<std::size_t>& open,
    std::map<std::size_t, Outcome>& outcomes, const std::stop_token& stop, const Report& report) {
    std::vector<std::size_t> indices;
    std::vector<search::Training> networks;
    int steps = 0;
    for (const std::size_t index : open) {
        if (outcomes.contains(index)) {
            continue;
        }
        const explore::Request& request = trainings[index].request;
        steps = request.steps;
        options::TrainConfig training = config_.training(steps);
        training.seed += static_cast<std::uint64_t>(request.repeat);
        networks.emplace_back(
            training, space::Architecture{request.genotype, config_.network.shape}, images_.train, compute_);
        if (const auto state = partial_.find(index); state != partial_.end()) {
            networks.back().importState(state->second);
        }
        indices.push_back(index);
    }
    std::vector<search::Training*> active;
    for (search::Training& network : networks) {
        active.push_back(&network);
    }
    std::mutex mutex;
    std::map<std::size_t, Outcome> fresh;
    const auto score = [&](std::size_t i) {
        const records::Accuracy accuracy = networks[i].evaluate(images_.validation);
        const Outcome outcome{networks[i].tailLoss(), accuracy.crossEntropy, accuracy.accuracy, accuracy.seed};
        const std::lock_guard lock(mutex);
        fresh.emplace(indices[i], outcome);
    };
    const auto takeFresh = [&] {
        const std::lock_guard lock(mutex);
        const bool any = !fresh.empty();
        for (const auto& [index, outcome] : fresh) {
            partial_.erase(index);
        }
        outcomes.merge(fresh);
        fresh.clear();
        return any;
    };
    const auto keepPartial = [&] { // while all stand still
        for (std::size_t i = 0; i < networks.size(); ++i) {
            if (networks[i].step() > 0 && !outcomes.contains(indices[i])) {
                partial_[indices[i]] = networks[i].exportState();
            }
        }
    };
    ParallelTrainings parallel(active, steps, compute_, score);
    parallel.run(stop, [&](const ParallelTrainings::Progress& progress) {
        const bool isNew = takeFresh() || progress.mayCheckpoint;
        if (progress.mayCheckpoint) {
            keepPartial();
        }
        return report(progress.fraction, isNew);
    });
    takeFresh();
    keepPartial();
}

std::vector<base::NamedArray> ExploreRound::partialArrays() const {
    std::vector<base::NamedArray> arrays;
    for (const auto& [index, state] : partial_) {
        for (base::NamedArray& array : search::withPrefix(trainingPrefix(index), state.arrays)) {
            arrays.push_back(std::move(array));
        }
    }
    return arrays;
}

nlohmann::json ExploreRound::partialJson() const {
    nlohmann::json states = nlohmann::json::array();
    for (const auto& [index, state] : partial_) {
        states.push_back({index, state.json});
    }
    return states;
}

void ExploreRound::restore(const std::vector<base::NamedArray>& arrays, const nlohmann::json& states) {
    for (const nlohmann::json& state : states) {
        const auto index = base::wholeNumber<std::size_t>(state.at(0));
        partial_[index] = {search::ofPrefix(trainingPrefix(index), arrays), state.at(1).get<std::string>()};
    }
}

}
