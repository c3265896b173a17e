// SPDX-License-Identifier: Apache-2.0
#include "core/engine/search_progress.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "core/base/json_fields.h"

namespace paretoscope::engine {

namespace {

/// softmax(α) of each kind as tables for the window.
std::vector<options::AlphaTable> alphaTables(const search::ArchitectureParameters& parameters) {
    const space::SearchSpace& space = space::searchSpace(parameters.space);
    std::vector<options::AlphaTable> tables;
    for (int kind = 0; kind < space.kindCount(); ++kind) {
        options::AlphaTable table{std::string(space.cellKinds[kind]), {}, {}};
        for (const space::Operation operation : space.operations) {
            table.operations.emplace_back(space::operationName(operation));
        }
        for (int edge = 0; edge < space.edgeCount(); ++edge) {
            table.weights.push_back(parameters.operationWeights(kind, edge));
        }
        tables.push_back(std::move(table));
    }
    return tables;
}

/// The same for the history, in the space's order; four decimals are more than a picture shows.
std::vector<std::vector<std::vector<double>>> roundedAlpha(const search::ArchitectureParameters& parameters) {
    std::vector<std::vector<std::vector<double>>> kinds;
    for (options::AlphaTable& table : alphaTables(parameters)) {
        for (std::vector<double>& row : table.weights) {
            for (double& weight : row) {
                weight = std::round(weight * 1e4) / 1e4;
            }
        }
        kinds.push_back(std::move(table.weights));
    }
    return kinds;
}

/// "0.15": as a number is written in JSON, the shortest that is read back the same.
std::string numberText(double value) {
    return base::textOf(base::numberToJson(value));
}

}

SearchProgress::SearchProgress(JobContext& context, const options::SearchConfig& config)
    : context_(context)
    , config_(config)
    , notice_(context.sink) {
    latest_.deviceSetting = toText(options::settingOr(config.deviceSetting));
}

void SearchProgress::follow(std::shared_ptr<const search::LambdaControl> price, const nn::Executor& executor) {
    price_ = std::move(price);
    if (executor.hostThreads() > 0) {
        share_.emplace(executor.hostThreads());
    }
}

double SearchProgress::fraction() const {
    return std::min(1.0, static_cast<double>(stepsDone_) / static_cast<double>(config_.allSteps()));
}

double SearchProgress::passesLeft(std::int64_t done) const {
    return queries::passesOf(config_, config_.allSteps()) - queries::passesOf(config_, done);
}

double SearchProgress::etaSeconds() const {
    constexpr std::int64_t fewest = 2; // steps
    if (stepsDone_ - firstStep_ < fewest) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
    return seconds * passesLeft(stepsDone_) / (passesLeft(firstStep_) - passesLeft(stepsDone_));
}

options::SearchSnapshot SearchProgress::snapshot(const search::SearchStep& step) const {
    options::SearchSnapshot snapshot = latest_;
    static_cast<options::StepMetrics&>(snapshot) = step;
    snapshot.epoch = step.epoch;
    snapshot.epochs = step.epochs;
    snapshot.step = step.step;
    snapshot.steps = step.steps;
    if (price_ && price_->mode() == options::LambdaMode::Target) {
        snapshot.targetLatencyMs = price_->targetMs();
    }
    return snapshot;
}

void SearchProgress::step(const search::SearchStep& step) {
    const std::int64_t searchStep = std::max(0, step.step - config_.warmUpSteps);
    stepsDone_ =
        std::min(step.step, config_.warmUpSteps) + searchStep + static_cast<std::int64_t>(ended_) * config_.searchSteps;
    if (firstStep_ < 0) {
        firstStep_ = stepsDone_;
        start_ = std::chrono::steady_clock::now();
    }
    if (const auto warning = share_ ? share_->check() : std::nullopt) {
        context_.sink.log(protocol::LogLevel::Warning, *warning);
    }
    notice_.measured(
        step.stepMs, step.stepMs / queries::passesOfStep(config_, step.step) * passesLeft(stepsDone_) / 1000);
    const std::string what =
        step.warmUp ? std::string("warm-up, ") : "λ " + numberText(std::round(step.lambda * 1000) / 1000) + ", ";
    context_.sink.progress(fraction(), what + "step " + std::to_string(step.step) + " of " + std::to_string(step.steps),
        etaSeconds(),
        {{"step_ms", step.stepMs}, {"train_loss", step.trainLoss}, {"validation_loss", step.validationLoss},
            {"lambda", step.lambda}, {"alpha_entropy", step.entropy}, {"latency_ms", step.latencyMs}});
    context_.sink.snapshot(snapshot(step));
}

void SearchProgress::epoch(const search::SearchEpoch& epoch) {
    latest_.alpha = alphaTables(epoch.parameters);
    latest_.genotype = space::identityText(epoch.derived);
    latest_.skipCount = epoch.decision.skips;
    latest_.derivedLatencyMs = std::numeric_limits<double>::quiet_NaN();
    for (const records::Candidate& candidate : epoch.candidates) {
        if (candidate.genotype == space::sorted(epoch.derived)) {
            if (const auto cost = candidate.cost(options::settingOr(config_.deviceSetting))) {
                latest_.derivedLatencyMs = cost->value;
            }
        }
    }
    context_.sink.snapshot(snapshot(epoch.last));
}

void SearchProgress::searchEnded(const search::SweepResult& result) {
    ++ended_;
    std::string text = "λ " + numberText(result.lambda) + ": ";
    if (std::isfinite(result.predictedMs)) { // not where a search has no device
        text += numberText(std::round(result.predictedMs * 100) / 100) + " ms predicted, ";
    }
    if (std::isfinite(result.saving) && ended_ > 1) {
        text += numberText(std::round(result.saving * 1000) / 10) + " % less than λ = 0, ";
    }
    text += "α entropy " + numberText(std::round(result.decision.entropy * 1000) / 1000);
    if (result.decision.none()) {
        text += ": no decision made";
    }
    context_.sink.log(protocol::LogLevel::Info, text);
}

records::HistoryPoint SearchProgress::historyPoint(const search::SearchEpoch& epoch) const {
    options::SearchHistory values{epoch.last};
    values.entropy = epoch.decision.entropy;
    values.skips = epoch.decision.skips;
    values.genotype = space::identityText(epoch.derived);
    values.alpha = roundedAlpha(epoch.parameters);
    return {.run = context_.run,
        .epoch = ended_ * config_.epochs() + epoch.epoch,
        .step = static_cast<int>(stepsDone_),
        .values = options::toJson(values)};
}

}
