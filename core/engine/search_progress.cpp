// SPDX-License-Identifier: Apache-2.0
#include "core/engine/search_progress.h"

#include <cmath>
#include <limits>

#include <ATen/Parallel.h>
#include <nlohmann/json.hpp>

#include "core/engine/memory_guard.h"

namespace paretoscope::engine {

namespace {

using Json = nlohmann::ordered_json;

/// softmax(α) of each kind as tables for the window.
std::vector<protocol::AlphaTable> alphaTables(const search::ArchitectureParameters& parameters) {
    const space::SearchSpace& space = space::searchSpace(parameters.space);
    std::vector<protocol::AlphaTable> tables;
    for (int kind = 0; kind < space.kindCount(); ++kind) {
        protocol::AlphaTable table{std::string(space.cellKinds[kind]), {}, {}};
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

/// The same for the history, kind × edge × operation in the space's order; four decimals are more than a picture shows.
Json roundedAlpha(const search::ArchitectureParameters& parameters) {
    Json kinds = Json::array();
    for (const protocol::AlphaTable& table : alphaTables(parameters)) {
        Json edges = Json::array();
        for (const std::vector<double>& row : table.weights) {
            Json weights = Json::array();
            for (const double weight : row) {
                weights.push_back(std::round(weight * 1e4) / 1e4);
            }
            edges.push_back(std::move(weights));
        }
        kinds.push_back(std::move(edges));
    }
    return kinds;
}

}

SearchProgress::SearchProgress(
    JobContext& context, const protocol::SearchConfig& config, const search::SearchOptions& options)
    : context_(context)
    , config_(config)
    , options_(options)
    , searches_(config.mode == protocol::LambdaMode::Fixed ? static_cast<int>(config.lambdas.size()) : 1)
    , share_(at::get_num_threads()) {
    latest_.targetLatencyMs = std::numeric_limits<double>::quiet_NaN();
    if (config.targetLatencyMs) {
        latest_.targetLatencyMs = *config.targetLatencyMs;
    }
    latest_.deviceSetting = toText(settingOr(config.deviceSetting));
}

double SearchProgress::fraction() const {
    const double all = options_.warmUpSteps + static_cast<double>(searches_) * options_.searchSteps;
    return std::min(1.0, static_cast<double>(stepsDone_) / all);
}

double SearchProgress::etaSeconds() const {
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
    const auto own = static_cast<double>(stepsDone_ - firstStep_);
    if (own < 2) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    const double all = options_.warmUpSteps + static_cast<double>(searches_) * options_.searchSteps;
    return seconds / own * (all - static_cast<double>(stepsDone_));
}

protocol::SearchSnapshot SearchProgress::snapshot(const search::SearchStep& step) const {
    protocol::SearchSnapshot snapshot = latest_;
    snapshot.epoch = step.epoch;
    snapshot.epochs = step.epochs;
    snapshot.step = step.step;
    snapshot.steps = step.steps;
    snapshot.trainLoss = step.trainingLoss;
    snapshot.validationLoss = step.validationLoss;
    snapshot.trainAccuracy = step.trainingAccuracy;
    snapshot.validationAccuracy = step.validationAccuracy;
    snapshot.lambda = step.lambda;
    snapshot.alphaEntropy = step.entropy;
    snapshot.predictedLatencyMs = step.latencyMs;
    snapshot.stepMs = step.stepMs;
    return snapshot;
}

void SearchProgress::step(const search::SearchStep& step) {
    const std::int64_t searchStep = std::max(0, step.step - options_.warmUpSteps);
    stepsDone_ = std::min(step.step, options_.warmUpSteps) + searchStep
        + static_cast<std::int64_t>(ended_) * options_.searchSteps;
    if (firstStep_ < 0) {
        firstStep_ = stepsDone_;
        start_ = std::chrono::steady_clock::now();
    }
    if (const auto warning = share_.check()) {
        context_.sink.log(protocol::LogLevel::Warning, *warning);
    }
    const std::string what =
        step.warmUp ? std::string("warm-up, ") : "λ " + Json(std::round(step.lambda * 1000) / 1000).dump() + ", ";
    const Json metrics{{"step_ms", orNull(step.stepMs)}, {"train_loss", orNull(step.trainingLoss)},
        {"validation_loss", orNull(step.validationLoss)}, {"lambda", step.lambda},
        {"alpha_entropy", orNull(step.entropy)}, {"latency_ms", orNull(step.latencyMs)}};
    context_.sink.progress(fraction(), what + "step " + std::to_string(step.step) + " of " + std::to_string(step.steps),
        etaSeconds(), metrics.dump());
    context_.sink.snapshot(std::string(protocol::searchSnapshotKind), protocol::toJson(snapshot(step)));
}

void SearchProgress::epoch(const search::SearchEpoch& epoch) {
    latest_.alpha = alphaTables(epoch.parameters);
    latest_.genotype = space::identityText(epoch.derived);
    latest_.skipCount = epoch.decision.skips;
    latest_.derivedLatencyMs = std::numeric_limits<double>::quiet_NaN();
    for (const records::Candidate& candidate : epoch.candidates) {
        if (candidate.genotype == space::sorted(epoch.derived)) {
            if (const auto cost = candidate.cost(settingOr(config_.deviceSetting))) {
                latest_.derivedLatencyMs = cost->value;
            }
        }
    }
    context_.sink.snapshot(std::string(protocol::searchSnapshotKind), protocol::toJson(snapshot(epoch.last)));
}

void SearchProgress::searchEnded(const search::SweepResult& result) {
    ++ended_;
    std::string text = "λ " + Json(result.lambda).dump() + ": ";
    if (std::isfinite(result.predictedMs)) { // not where a search has no device
        text += Json(std::round(result.predictedMs * 100) / 100).dump() + " ms predicted, ";
    }
    if (std::isfinite(result.saving) && ended_ > 1) {
        text += Json(std::round(result.saving * 1000) / 10).dump() + " % less than λ = 0, ";
    }
    text += "α entropy " + Json(std::round(result.decision.entropy * 1000) / 1000).dump();
    if (result.decision.none()) {
        text += ": no decision made";
    }
    context_.sink.log(protocol::LogLevel::Info, text);
}

records::HistoryPoint SearchProgress::historyPoint(const search::SearchEpoch& epoch) const {
    Json values{{"train_loss", orNull(epoch.last.trainingLoss)}, {"validation_loss", orNull(epoch.last.validationLoss)},
        {"train_accuracy", orNull(epoch.last.trainingAccuracy)},
        {"validation_accuracy", orNull(epoch.last.validationAccuracy)}, {"lambda", epoch.last.lambda},
        {"alpha_entropy", epoch.decision.entropy}, {"skips", epoch.decision.skips},
        {"latency_ms", orNull(epoch.last.latencyMs)}, {"step_ms", orNull(epoch.last.stepMs)},
        {"genotype", space::identityText(epoch.derived)}, {"alpha", roundedAlpha(epoch.parameters)}};
    return {.run = context_.run,
        .epoch = ended_ * options_.epochs() + epoch.epoch,
        .step = static_cast<int>(stepsDone_),
        .values = values.dump()};
}

}
