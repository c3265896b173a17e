// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/choice_rivals.h"

#include <algorithm>
#include <set>

#include "core/explore/pool.h"
#include "core/queries/predictions.h"
#include "tests/bench/finished_run.h"

namespace paretoscope {

namespace {

using explore::below;

queries::Predictions predictionsFor(const store::Project& project, const options::ExploreConfig& config) {
    return {project, options::settingOr(config.devices.front()), config.network};
}

/// Whether a is the worse cell for a limit.
bool isWorse(const LabelledCell& a, const LabelledCell& b, double limitMs) {
    const bool fastA = a.latencyMs <= limitMs;
    const bool fastB = b.latencyMs <= limitMs;
    if (fastA != fastB) {
        return fastB;
    }
    return fastA ? a.label < b.label : a.latencyMs > b.latencyMs;
}

}

std::string bestLabel(const std::vector<LabelledCell>& cells, double limitMs) {
    return std::ranges::max_element(cells, [&](const LabelledCell& a, const LabelledCell& b) {
        return isWorse(a, b, limitMs);
    })->genotype;
}

std::vector<LabelledCell> labelsOf(
    const options::ExploreConfig& config, const options::ExploreResult& result, const store::Project& project) {
    std::vector<LabelledCell> cells;
    std::vector<space::Genotype> genotypes;
    for (const options::ExploredTraining& training : result.trainings) {
        if (training.steps == config.steps.front()) {
            cells.push_back({training.genotype, 0, training.label});
            genotypes.push_back(space::fromText(training.genotype));
        }
    }
    const std::vector<double> latencies = predictionsFor(project, config)(genotypes);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        cells[i].latencyMs = latencies[i];
    }
    return cells;
}

std::vector<LabelledCell> evolve(
    store::Project& project, const options::ExploreConfig& config, double limitMs, std::size_t trainings) {
    constexpr std::size_t founders = 10;
    constexpr std::size_t tournament = 10;
    constexpr std::size_t generation = 6;
    const queries::Predictions predictions = predictionsFor(project, config);
    space::Random random(config.seed + 41);
    std::vector<LabelledCell> cells;
    std::set<std::string> seen;
    while (cells.size() < trainings) {
        std::vector<space::Genotype> children;
        const std::size_t wanted = std::min(cells.empty() ? founders : generation, trainings - cells.size());
        while (children.size() < wanted) {
            space::Genotype child = space::sampleUniform(config.network.space, random);
            if (!cells.empty()) {
                const LabelledCell* parent = &cells[below(cells.size(), random)];
                for (std::size_t k = 1; k < tournament; ++k) {
                    const LabelledCell& other = cells[below(cells.size(), random)];
                    parent = isWorse(*parent, other, limitMs) ? &other : parent;
                }
                const std::vector<space::Genotype> edits = neighbours(space::fromText(parent->genotype));
                child = edits[below(edits.size(), random)];
            }
            if (seen.insert(space::identityText(child)).second) {
                children.push_back(std::move(child));
            }
        }
        options::TrainConfig training = config.training(config.steps.front());
        for (const space::Genotype& child : children) {
            training.genotypes.push_back(space::identityText(child));
        }
        const options::TrainResult result = finishedRun(project, training);
        const std::vector<double> latencies = predictions(children);
        for (std::size_t i = 0; i < children.size(); ++i) {
            const options::TrainedCell& trained = result.cells[i];
            cells.push_back({training.genotypes[i], latencies[i],
                -(trained.crossEntropies.front() + trained.tailLosses.front()) / 2});
        }
    }
    return cells;
}

std::string searchedCell(const options::SearchResult& result, double limitMs) {
    return space::identityText(space::fromText(
        std::ranges::max_element(result.searches, [&](const options::SearchedCell& a, const options::SearchedCell& b) {
            const bool fastA = a.predictedMs <= limitMs;
            const bool fastB = b.predictedMs <= limitMs;
            if (fastA != fastB) {
                return fastB;
            }
            return fastA ? a.predictedMs < b.predictedMs : a.predictedMs > b.predictedMs;
        })->genotype));
}

}
