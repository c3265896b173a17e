// SPDX-License-Identifier: Apache-2.0
#include "core/engine/explore_result.h"

#include <algorithm>
#include <sstream>

#include "core/base/error.h"

namespace paretoscope::engine {

namespace {

using explore::Aim;
using explore::AimKind;
using options::ExploredCell;
using options::ExploredChoice;

std::string shortest(double value) {
    std::ostringstream text;
    text << value;
    return text.str();
}

class Report {
public:
    Report(const options::ExploreConfig& config, const ExploreState& state, const PredictedFacts& facts,
        const explore::Exploration& exploration)
        : config_(config)
        , state_(state)
        , facts_(facts)
        , exploration_(exploration)
        , steps_(lastSteps())
        , lines_(exploration.trainings(), state.outcomes)
        , expected_(exploration.estimate(exploration.trained())) { }

    options::ExploreResult make() const {
        options::ExploreResult result;
        result.cells = static_cast<int>(exploration_.trained().size());
        result.spent = exploration_.spent();
        result.budget = exploration_.options().trainings;
        addReports(result);
        for (std::size_t setting = 0; setting < facts_.settings(); ++setting) {
            result.settings.push_back(ofSetting(setting));
        }
        for (std::size_t i = 0; i < exploration_.trainings().size(); ++i) {
            result.trainings.push_back(ofTraining(i));
            result.known += result.trainings.back().round < 0 ? 1 : 0;
        }
        return result;
    }

private:
    [[nodiscard]] int lastSteps() const {
        if (!exploration_.surrogate().fitted()) {
            throw Error(ErrorCode::NotEnoughData,
                "No cell was trained and the project holds no training under this protocol, so nothing can be chosen. "
                "Allow more minutes or trainings, or give the images, network and options that the project was "
                "explored with (--data and others).");
        }
        return exploration_.surrogate().steps().back();
    }

    /// The last one names the protocol of what is expected, which too few trainings for a comparison have too.
    void addReports(options::ExploreResult& result) const {
        const std::vector<surrogate::HeldOutReport> heldOut = exploration_.surrogate().heldOut();
        for (const int steps : exploration_.surrogate().steps()) {
            options::ExploredReport report{.steps = steps, .protocol = state_.protocols.at(steps)};
            report.trainings = static_cast<int>(std::ranges::count_if(exploration_.trainings(),
                [steps](const explore::Training& training) { return training.request.steps == steps; }));
            const auto found = std::ranges::find(heldOut, steps, &surrogate::HeldOutReport::steps);
            if (found != heldOut.end()) {
                report.trainings = static_cast<int>(found->labels.size());
                report.tau = found->tau;
                report.within90 = found->within90;
            }
            result.reports.push_back(report);
        }
    }

    [[nodiscard]] ExploredCell cell(std::size_t index, std::size_t setting) const {
        return cell(exploration_.trained()[index], expected_[index], setting);
    }
    [[nodiscard]] ExploredCell cell(
        const explore::Cell& cell, const surrogate::Posterior& expected, std::size_t setting) const {
        const LabelLines::Estimate estimate = lines_.at(expected, steps_);
        return {space::identityText(cell.genotype), cell.latencyMs[setting], expected.mean, expected.deviation,
            estimate.accuracy, estimate.accuracyDeviation};
    }

    [[nodiscard]] ExploredChoice choice(std::string name, const Aim& aim, std::size_t best) const {
        ExploredChoice result;
        result.aim = std::move(name);
        (aim.kind == AimKind::Price ? result.lambda : result.limitMs) = aim.value;
        try {
            const explore::Choice chosen = exploration_.choose(aim);
            result.reached = true;
            result.cell = cell(chosen.cell, aim.setting);
            for (const std::size_t other : chosen.tied) {
                if (other != chosen.cell) {
                    result.tied.push_back(cell(other, aim.setting));
                }
            }
            const surrogate::Posterior loss = exploration_.difference(best, chosen.cell);
            result.loss = loss.mean;
            result.lossDeviation = loss.deviation;
        } catch (const Error& error) {
            if (error.code() != ErrorCode::InfeasibleTarget) {
                throw;
            }
        }
        return result;
    }

    [[nodiscard]] options::ExploredSetting ofSetting(std::size_t setting) const {
        const PredictedFacts::Setting& known = facts_.setting(setting);
        options::ExploredSetting result{.deviceSetting = toText(known.deviceSetting),
            .predictor = known.predictor,
            .referenceMs = known.referenceMs};
        const Aim free{AimKind::Price, setting, 0, known.referenceMs};
        const std::size_t best = exploration_.choose(free).cell;
        result.choices.push_back(choice("λ = 0", free, best));
        for (const double lambda : config_.lambdas) {
            if (lambda > 0) {
                result.choices.push_back(
                    choice("λ = " + shortest(lambda), {AimKind::Price, setting, lambda, known.referenceMs}, best));
            }
        }
        for (const double ms : config_.latenciesMs) {
            result.choices.push_back(choice(shortest(ms) + " ms", {AimKind::Latency, setting, ms, 1}, best));
        }
        if (config_.saving) {
            const double ms = (1 - *config_.saving) * exploration_.trained()[best].latencyMs[setting];
            result.choices.push_back(
                choice("saving " + shortest(100 * *config_.saving) + " %", {AimKind::Latency, setting, ms, 1}, best));
        }
        for (const explore::Estimated& one : exploration_.front(setting)) {
            result.front.push_back(cell(one.cell, one.posterior, setting));
        }
        for (const surrogate::Effect& effect : exploration_.effects(setting)) {
            result.effects.push_back({effect.trait, effect.perUnit, effect.deviation, effect.spread});
        }
        return result;
    }

    [[nodiscard]] options::ExploredTraining ofTraining(std::size_t index) const {
        const explore::Training& training = exploration_.trainings()[index];
        const explore::Request& request = training.request;
        const Outcome& outcome = state_.outcomes.at(index);
        const bool known = training.round < 0;
        return {.genotype = space::identityText(request.genotype),
            .steps = request.steps,
            .seed = outcome.seed,
            .round = training.round,
            .reason = std::string(reasonName(request.reason)),
            .deviceSetting = known ? std::string() : toText(facts_.setting(request.setting).deviceSetting),
            .targetMs = request.targetMs,
            .expected = request.mean,
            .deviation = request.deviation,
            .label = outcome.label().value,
            .tailLoss = outcome.tailLoss,
            .crossEntropy = outcome.crossEntropy,
            .accuracy = outcome.accuracy};
    }

    const options::ExploreConfig& config_;
    const ExploreState& state_;
    const PredictedFacts& facts_;
    const explore::Exploration& exploration_;
    int steps_; ///< the most that were trained
    LabelLines lines_;
    std::vector<surrogate::Posterior> expected_; ///< of the trained cells
};

}

std::vector<Aim> aimsOf(
    const options::ExploreConfig& config, const PredictedFacts& facts, const explore::Exploration* exploration) {
    if (!config.latenciesMs.empty() && facts.settings() > 1) {
        throw Error(ErrorCode::InvalidValue,
            "A latency was given, and " + std::to_string(facts.settings())
                + " device settings have a predictor for this network; name the one that the milliseconds are of with "
                  "--device.",
            {{"field", "latencies_ms"}});
    }
    std::vector<Aim> aims;
    for (std::size_t setting = 0; setting < facts.settings(); ++setting) {
        const double reference = facts.setting(setting).referenceMs;
        for (const double ms : config.latenciesMs) {
            aims.push_back({AimKind::Latency, setting, ms, 1});
        }
        for (const double lambda : config.lambdas) {
            aims.push_back({AimKind::Price, setting, lambda, reference});
        }
        if (config.saving) {
            const Aim free{AimKind::Price, setting, 0, reference};
            aims.push_back(free);
            if (exploration != nullptr && exploration->surrogate().fitted()) {
                const std::size_t best = exploration->choose(free).cell;
                aims.push_back({AimKind::Latency, setting,
                    (1 - *config.saving) * exploration->trained()[best].latencyMs[setting], 1});
            }
        }
        if (config.latenciesMs.empty() && config.lambdas.empty() && !config.saving) {
            aims.push_back({AimKind::Front, setting, 0, 1});
        }
    }
    return aims;
}

options::ExploreResult resultOf(const options::ExploreConfig& config, const ExploreState& state,
    const PredictedFacts& facts, const explore::Exploration& exploration) {
    return Report(config, state, facts, exploration).make();
}

}
