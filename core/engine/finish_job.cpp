// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>
#include <utility>

#include "core/analysis/front.h"
#include "core/analysis/statistics.h"
#include "core/base/error.h"
#include "core/base/json_fields.h"
#include "core/engine/compute_choice.h"
#include "core/engine/job_steps.h"
#include "core/queries/explored.h"
#include "core/queries/front_table.h"
#include "core/queries/measured_cost.h"
#include "core/queries/predictions.h"

namespace paretoscope::engine {

namespace {

using options::FinishedCell;

constexpr double measuringShare = 0.1; // of the time, roughly

/// Places from `first` to `last`: both ends, then the middles between those before, so that however early it ends the
/// whole range is covered.
std::vector<std::size_t> spreadOrder(std::size_t count) {
    std::vector<std::size_t> order;
    const auto add = [&](std::size_t place) {
        if (place < count && std::ranges::find(order, place) == order.end()) {
            order.push_back(place);
        }
    };
    add(0);
    for (std::size_t parts = 1; order.size() < count; parts *= 2) {
        for (std::size_t i = 1; i <= parts; ++i) {
            add((count - 1) * i / parts);
        }
    }
    return order;
}

/// The trainings are made a few at a time, as many as processors: a budget is looked at between them.
class FinishJob {
public:
    FinishJob(JobContext& context, const options::FinishConfig& config) : context_(context), config_(config) { }

    options::FinishResult run() {
        if (const std::optional<store::Checkpoint> stored = context_.project.loadCheckpoint(context_.run)) {
            result_ = base::fromJsonText<options::FinishResult>(stored->state, {.what = "the checkpoint of a front"});
        } else {
            choose();
            save(); // measurements change the front that was chosen from
        }
        exploration_ =
            options::jobConfigFromJson<options::ExploreConfig>(context_.project.run(result_.exploration).configuration);
        steps_.emplace(context_, result_.runs, result_.runs.empty() ? 0 : shareDone());
        measure();
        train();
        compare();
        return std::move(result_);
    }

private:
    void choose() {
        const queries::ExploredOn explored =
            queries::explorationFor(context_.project, config_.exploration, config_.device);
        result_.exploration = explored.run;
        result_.deviceSetting = explored.setting.deviceSetting;
        result_.expectedSteps = explored.result.reports.back().steps;
        result_.steps = config_.steps > 0 ? config_.steps : result_.expectedSteps;
        const queries::FrontTable front = queries::frontTable(context_.project, explored.result.reports.back().protocol,
            options::settingOr(result_.deviceSetting), explored.run, true);
        if (front.rows.empty()) {
            throw Error(ErrorCode::NotFound,
                "The front of run " + std::to_string(explored.run) + " on " + result_.deviceSetting
                    + " has no cell any more: its candidates are gone. Explore again.",
                {{"run", std::to_string(explored.run)}});
        }
        result_.frontCells = static_cast<int>(front.rows.size());
        std::vector<std::size_t> chosen = spreadOrder(front.rows.size());
        chosen.resize(std::min(chosen.size(), static_cast<std::size_t>(config_.cells)));
        std::ranges::sort(chosen);
        std::vector<space::Genotype> genotypes;
        for (const std::size_t i : chosen) {
            const queries::FrontRow& row = front.rows[i];
            genotypes.push_back(row.candidate->genotype);
            result_.cells.push_back({.genotype = space::identityText(row.candidate->genotype),
                .parameters = row.candidate->parameters,
                .expected = row.expectation ? row.expectation->accuracy : row.point.accuracy,
                .deviation = row.expectation ? row.expectation->deviation : row.point.deviation});
        }
        const options::NetworkConfig network{genotypes.front().space, front.rows.front().candidate->shape};
        const std::vector<double> predicted =
            queries::Predictions(context_.project, options::settingOr(result_.deviceSetting), network)(genotypes);
        for (std::size_t i = 0; i < predicted.size(); ++i) {
            result_.cells[i].predictedMs = predicted[i];
            result_.cells[i].measuredMs = measuredMs(result_.cells[i], network.shape);
        }
        std::ranges::stable_sort(result_.cells, {}, &FinishedCell::predictedMs);
    }

    [[nodiscard]] double measuredMs(const FinishedCell& cell, const space::Shape& shape) const {
        const auto cost = queries::measuredCost(
            context_.project, options::settingOr(result_.deviceSetting), {space::fromText(cell.genotype), shape});
        return cost ? cost->value : std::nan("");
    }

    /// What was measured before is not measured again.
    void measure() {
        options::MeasureConfig config{.deviceSetting = result_.deviceSetting, .network = exploration_.network};
        config.seed = config_.seed;
        for (const FinishedCell& cell : result_.cells) {
            if (std::isnan(cell.measuredMs)) {
                config.genotypes.push_back(cell.genotype);
            }
        }
        if (!config.genotypes.empty() && result_.runs.empty()) {
            steps_->run("measuring the front", measuringShare, config);
        }
        for (FinishedCell& cell : result_.cells) {
            cell.measuredMs = measuredMs(cell, exploration_.network.shape);
        }
        save();
    }

    void train() {
        std::vector<std::size_t> open = spreadOrder(result_.cells.size());
        std::erase_if(open, [this](std::size_t cell) { return !result_.cells[cell].accuracies.empty(); });
        if (open.empty()) {
            return;
        }
        const int networks = computeOn(config_.on, context_.sink).trainingsAtOnce();
        const auto atOnce = static_cast<std::size_t>(std::max(1, networks / config_.repeats));
        double longest = 0;
        while (!open.empty()) {
            if (result_.trained() > 0 && result_.minutes + longest > config_.minutes) {
                context_.sink.log(protocol::LogLevel::Info,
                    "the budget is spent: " + std::to_string(open.size()) + " cells stay untrained");
                return;
            }
            const std::vector<std::size_t> chunk(
                open.begin(), open.begin() + static_cast<std::ptrdiff_t>(std::min(atOnce, open.size())));
            const double minutes = trainThese(chunk);
            longest = std::max(longest, minutes);
            result_.minutes += minutes;
            open.erase(open.begin(), open.begin() + static_cast<std::ptrdiff_t>(chunk.size()));
            save();
        }
    }

    /// Returns the minutes that it took.
    double trainThese(const std::vector<std::size_t>& chunk) {
        const auto start = std::chrono::steady_clock::now();
        options::TrainConfig config = exploration_.training(result_.steps);
        config.onValidation = false;
        config.seed = config_.seed;
        config.repeats = config_.repeats;
        config.on = config_.on;
        for (const std::size_t cell : chunk) {
            config.genotypes.push_back(result_.cells[cell].genotype);
        }
        const double share =
            (1 - measuringShare) * static_cast<double>(chunk.size()) / static_cast<double>(result_.cells.size());
        const options::TrainResult trained = steps_->run("training the front", share, config);
        for (std::size_t i = 0; i < chunk.size(); ++i) {
            result_.cells[chunk[i]].accuracies = trained.cells.at(i).accuracies;
        }
        result_.protocol = trained.protocol;
        result_.computedOn = trained.computedOn;
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() / 60;
    }

    void save() {
        if (steps_) {
            result_.runs = steps_->runs();
        }
        context_.project.saveCheckpoint(
            {.run = context_.run, .step = result_.trained(), .state = base::jsonOf(result_)});
        context_.sink.stored();
    }

    /// Of the measuring and what is trained.
    [[nodiscard]] double shareDone() const {
        return measuringShare
            + (1 - measuringShare) * result_.trained() / std::max(1.0, static_cast<double>(result_.cells.size()));
    }

    void compare() {
        std::vector<double> costs;
        std::vector<double> losses;
        std::vector<double> errors;
        std::vector<double> gaps;
        for (const FinishedCell& cell : result_.cells) {
            const double accuracy = cell.accuracies.empty() ? std::nan("") : analysis::mean(cell.accuracies);
            costs.push_back(cell.measuredMs);
            losses.push_back(-accuracy);
            if (!std::isnan(cell.measuredMs)) {
                errors.push_back(std::abs(cell.measuredMs / cell.predictedMs - 1));
            }
            if (!std::isnan(accuracy)) {
                gaps.push_back(accuracy - cell.expected);
            }
        }
        for (const std::size_t index : analysis::paretoFront(costs, losses)) {
            result_.cells[index].onFront = true;
        }
        result_.latencyError = errors.empty() ? std::nan("") : analysis::mean(errors);
        result_.accuracyGap = gaps.empty() ? std::nan("") : analysis::mean(gaps);
    }

    JobContext& context_;
    const options::FinishConfig& config_;
    options::ExploreConfig exploration_;
    options::FinishResult result_;
    std::optional<JobSteps> steps_;
};

}

template <>
options::FinishResult runJob(JobContext& context, const options::FinishConfig& config) {
    return FinishJob(context, config).run();
}

}
