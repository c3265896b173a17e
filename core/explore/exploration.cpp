// SPDX-License-Identifier: Apache-2.0
#include "core/explore/exploration.h"

#include <algorithm>
#include <cmath>

#include "core/analysis/front.h"
#include "core/analysis/statistics.h"
#include "core/base/error.h"
#include "core/explore/pool.h"
#include "core/surrogate/structure.h"

namespace paretoscope::explore {

using surrogate::Posterior;

Exploration::Exploration(
    Options options, const CellFacts& facts, std::span<const space::Genotype> proposals, std::vector<Training> known)
    : options_((validate(options), std::move(options)))
    , facts_(facts)
    , proposals_(proposals.begin(), proposals.end())
    , table_(options_.space, facts, makePool(options_, facts, proposals_))
    , trainings_(std::move(known)) {
    for (Training& training : trainings_) {
        training.round = -1;
        requested_.insert(cellKey(training.request.genotype));
    }
    learn();
}

double Exploration::unit(int steps) const {
    return static_cast<double>(steps) / options_.steps.front();
}

double Exploration::spent() const {
    double sum = 0;
    for (const Training& training : trainings_) {
        sum += training.round < 0 ? 0 : unit(training.request.steps);
    }
    return sum;
}

void Exploration::setAims(std::vector<Aim> aims) {
    Options changed = options_;
    changed.aims = std::move(aims);
    validate(changed);
    options_ = std::move(changed);
}

std::vector<std::size_t> Exploration::pending() {
    const auto unanswered = [this] {
        std::vector<std::size_t> indices;
        for (std::size_t i = 0; i < trainings_.size(); ++i) {
            if (!trainings_[i].label) {
                indices.push_back(i);
            }
        }
        return indices;
    };
    std::vector<std::size_t> indices = unanswered();
    if (indices.empty()) {
        plan();
        indices = unanswered();
    }
    return indices;
}

void Exploration::answer(std::size_t index, const Label& label) {
    if (index >= trainings_.size() || trainings_[index].label || !std::isfinite(label.value)
        || !(label.variance >= 0)) {
        throw Error(ErrorCode::InvalidValue,
            "Training " + std::to_string(index) + " takes no label " + std::to_string(label.value)
                + ": it has one already, was not asked for, or the label is not a finite number.",
            {{"what", "label"}, {"value", std::to_string(label.value)}});
    }
    trainings_[index].label = label;
    if (std::all_of(trainings_.begin(), trainings_.end(), [](const Training& t) { return t.label.has_value(); })) {
        learn();
    }
}

/// From all labels of complete rounds, in the order in which the trainings were asked for.
void Exploration::learn() {
    const int open = std::any_of(trainings_.begin(), trainings_.end(), [](const Training& t) { return !t.label; })
        ? round_ - 1
        : round_;
    std::vector<space::Genotype> fresh;
    std::vector<surrogate::Observation> observations;
    for (const Training& training : trainings_) {
        if (training.round >= open) {
            continue;
        }
        const auto [entry, isNew] =
            trainedByKey_.try_emplace(cellKey(training.request.genotype), trained_.size() + fresh.size());
        if (isNew) {
            fresh.push_back(training.request.genotype);
        }
        observations.push_back(
            {{}, entry->second, training.request.steps, training.label->value, training.label->variance});
    }
    for (Cell& cell : table_.describe(fresh)) {
        trained_.push_back(std::move(cell));
    }
    if (observations.empty()) {
        return;
    }
    for (surrogate::Observation& observation : observations) {
        observation.row = trained_[observation.cell].row;
    }
    surrogate_ = surrogate::Surrogate(table_.structure());
    surrogate_.fit(std::move(observations));
    learnScale();
    posteriors_ = estimate(trained_);
}

/// Belief has no unit: on average over the pool it shall say what the surrogate says, and differ as labels do.
void Exploration::learnScale() {
    poolMeans_.clear();
    if (options_.beliefShare == 0) {
        return;
    }
    std::vector<double> labels;
    for (const surrogate::Observation& observation : surrogate_.observations()) {
        if (observation.steps == surrogate_.steps().front()) {
            labels.push_back(observation.label);
        }
    }
    labelSpread_ = labels.size() < 2 ? 0 : analysis::standardDeviation(labels);
    for (const int steps : surrogate_.steps()) {
        double sum = 0;
        for (const Cell& cell : pool()) {
            sum += surrogate_.atSteps(cell.row, steps).mean;
        }
        poolMeans_[steps] = sum / static_cast<double>(pool().size());
    }
}

double Exploration::beliefDeviation() const {
    // A linear regression of accuracies after full training on belief leaves so much of their standard deviation.
    constexpr double left = 0.5;
    return options_.beliefShare * labelSpread_ * left;
}

double Exploration::labelDeviation(const Posterior& expected) const {
    return std::sqrt(std::max(0.0, expected.deviation * expected.deviation - beliefDeviation() * beliefDeviation()));
}

Posterior Exploration::withBelief(const Posterior& label, const Cell& cell, int steps) const {
    const double share = options_.beliefShare;
    if (share == 0) {
        return label;
    }
    return {(1 - share) * label.mean + share * (poolMeans_.at(steps) + labelSpread_ * cell.belief),
        std::hypot((1 - share) * label.deviation, beliefDeviation())};
}

std::vector<Posterior> Exploration::estimate(std::span<const Cell> cells) const {
    if (!surrogate_.fitted()) {
        throw Error(ErrorCode::NotEnoughData, "Nothing is expected of cells before the first ones are trained.", {});
    }
    const int steps = surrogate_.steps().back();
    std::vector<Posterior> result;
    result.reserve(cells.size());
    for (const Cell& cell : cells) {
        result.push_back(withBelief(surrogate_.at(cell.row), cell, steps));
    }
    return result;
}

Posterior Exploration::estimate(const Cell& cell, int steps) const {
    return withBelief(surrogate_.atSteps(cell.row, steps), cell, steps);
}

/// Trained cells that an aim allows, the best by expectation first.
std::vector<std::size_t> Exploration::ranked(const Aim& aim) const {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < trained_.size(); ++i) {
        if (aim.kind == AimKind::Price || trained_[i].latencyMs[aim.setting] <= aim.value) {
            order.push_back(i);
        }
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return posteriors_[a].mean - price(aim, trained_[a]) > posteriors_[b].mean - price(aim, trained_[b]);
    });
    return order;
}

Posterior Exploration::difference(std::size_t one, std::size_t other) const {
    analysis::PointRows both{trained_.at(one).row.size(), {}};
    both.append(trained_[one].row);
    both.append(trained_.at(other).row);
    const std::vector<double> covariance = surrogate_.covariance(both);
    const double ofLabels = std::sqrt(std::max(0.0, covariance[0] + covariance[3] - 2 * covariance[1]));
    return {posteriors_[one].mean - posteriors_[other].mean,
        std::hypot((1 - options_.beliefShare) * ofLabels, std::sqrt(2.0) * beliefDeviation())};
}

Choice Exploration::choose(const Aim& aim, TieRule rule) const {
    const std::vector<std::size_t> order = ranked(aim);
    if (aim.kind == AimKind::Front || order.empty()) {
        throw Error(ErrorCode::InfeasibleTarget,
            "No trained cell takes " + std::to_string(aim.value)
                + " ms or less; allow more latency or train more cells.",
            {{"target", std::to_string(aim.value)}});
    }
    const std::size_t best = order.front();
    Choice choice{best, posteriors_[best], {best}};
    for (auto other = order.begin() + 1; other != order.end(); ++other) {
        const Posterior ahead = difference(best, *other);
        if (ahead.mean - price(aim, trained_[best]) + price(aim, trained_[*other]) < ahead.deviation) {
            choice.tied.push_back(*other);
        }
    }
    const auto faster = [&](std::size_t a, std::size_t b) {
        return trained_[a].latencyMs[aim.setting] < trained_[b].latencyMs[aim.setting];
    };
    std::stable_sort(choice.tied.begin() + 1, choice.tied.end(), faster);
    if (rule == TieRule::Fastest) {
        choice.cell = *std::min_element(choice.tied.begin(), choice.tied.end(), faster);
        choice.posterior = posteriors_[choice.cell];
    }
    return choice;
}

std::vector<Estimated> Exploration::front(std::size_t setting) const {
    std::vector<const Cell*> cells;
    std::vector<Posterior> expected = posteriors_;
    std::vector<double> losses;
    for (std::size_t i = 0; i < trained_.size(); ++i) {
        cells.push_back(&trained_[i]);
        losses.push_back(-posteriors_[i].mean);
    }
    const std::vector<Posterior> ofPool = estimate(pool());
    for (std::size_t i = 0; i < pool().size(); ++i) {
        if (!trainedByKey_.contains(pool()[i].key)) {
            cells.push_back(&pool()[i]);
            expected.push_back(ofPool[i]);
            // Of thousands of untrained cells the one with the highest estimate is usually overestimated.
            losses.push_back(labelDeviation(ofPool[i]) - ofPool[i].mean);
        }
    }
    std::vector<double> latencies;
    for (const Cell* cell : cells) {
        latencies.push_back(cell->latencyMs.at(setting));
    }
    std::vector<Estimated> result;
    for (const std::size_t i : analysis::paretoFront(latencies, losses)) {
        result.push_back({*cells[i], expected[i], i < trained_.size()});
    }
    return result;
}

std::vector<surrogate::Effect> Exploration::effects(std::size_t setting) const {
    constexpr std::size_t enough = 300;
    const std::size_t stride = std::max<std::size_t>(1, pool().size() / enough);
    analysis::PointRows rows;
    analysis::PointRows traits;
    std::vector<double> latencies;
    for (std::size_t i = 0; i < pool().size(); i += stride) {
        const std::vector<double> traitsOfCell = surrogate::traits(pool()[i].genotype);
        rows.columns = pool()[i].row.size();
        rows.append(pool()[i].row);
        traits.columns = traitsOfCell.size();
        traits.append(traitsOfCell);
        latencies.push_back(pool()[i].latencyMs.at(setting));
    }
    return effectsAtEqualLatency(surrogate_, rows, traits, surrogate::traitNames(options_.space), latencies);
}

void finish(Exploration& exploration, Trainer& trainer) {
    for (std::vector<std::size_t> open = exploration.pending(); !open.empty(); open = exploration.pending()) {
        for (const std::size_t index : open) {
            exploration.answer(index, trainer.train(exploration.trainings()[index].request));
        }
    }
}

}
