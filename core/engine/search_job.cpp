// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <limits>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/engine/job.h"
#include "core/engine/memory_guard.h"
#include "core/engine/search_inputs.h"
#include "core/engine/search_progress.h"
#include "core/search/sweep.h"

namespace paretoscope::engine {

namespace {

using Json = nlohmann::ordered_json;

class SearchJob {
public:
    SearchJob(JobContext& context, const protocol::SearchConfig& config)
        : context_(context)
        , config_(config)
        , options_(searchOptions(config))
        , progress_(context, config, options_) { }

    std::string run() {
        inputs_ = searchInputs(context_.project, config_, options_, context_.sink);
        const std::optional<store::Checkpoint> stored = context_.project.loadCheckpoint(context_.run);
        std::optional<search::Checkpoint> resume;
        if (stored) {
            resume = search::Checkpoint{stored->arrays, stored->state};
            context_.sink.log(protocol::LogLevel::Info, "going on from step " + std::to_string(stored->step));
        }
        const std::vector<search::SweepResult> results =
            search::sweep(options_, inputs_, sweepOptions(), callbacks(), context_.stop, resume ? &*resume : nullptr);
        context_.checkpointWait(); // a sweep that was stopped returns what it has
        return summary(results);
    }

private:
    [[nodiscard]] search::SweepOptions sweepOptions() const {
        search::SweepOptions options;
        options.lambdas = config_.lambdas;
        if (config_.mode != protocol::LambdaMode::Fixed) {
            options.lambdas.resize(1);
        }
        options.stopAtSaving = config_.stopAtSaving.value_or(0);
        return options;
    }

    search::SweepCallbacks callbacks() {
        search::SweepCallbacks callbacks;
        callbacks.search.step = [this](const search::SearchStep& step) {
            takeLiveControls();
            progress_.step(step);
            context_.checkpointWait();
        };
        callbacks.search.epoch = [this](const search::SearchEpoch& epoch) { storeEpoch(epoch); };
        callbacks.result = [this](const search::SweepResult& result) { progress_.searchEnded(result); };
        callbacks.checkpoint = [this](const search::Checkpoint& checkpoint) {
            context_.project.saveCheckpoint({.run = context_.run,
                .step = progress_.stepsDone(),
                .state = checkpoint.json,
                .arrays = checkpoint.arrays});
            context_.sink.stored();
        };
        return callbacks;
    }

    void takeLiveControls() {
        const double lambda = context_.live.lambda.exchange(-1);
        if (lambda >= 0 && inputs_.lambda->mode() == search::LambdaMode::Live) {
            inputs_.lambda->set(lambda);
        }
        const double target = context_.live.targetLatencyMs.exchange(std::numeric_limits<double>::quiet_NaN());
        if (std::isfinite(target) && inputs_.lambda->mode() == search::LambdaMode::TargetLatency) {
            try {
                inputs_.lambda->setTarget(target);
                progress_.targetMoved(target);
            } catch (const Error& error) {
                context_.sink.log(protocol::LogLevel::Warning, error.what()); // the one before stays
            }
        }
    }

    void storeEpoch(const search::SearchEpoch& epoch) {
        context_.project.transaction([&] {
            if (!epoch.protocol.id.empty()) {
                context_.project.saveProtocol(epoch.protocol);
            }
            context_.project.upsertCandidates(context_.run, epoch.candidates);
            context_.project.appendHistory(progress_.historyPoint(epoch));
            context_.project.updateRun(context_.run, {.progress = progress_.fraction()});
        });
        context_.sink.stored();
        progress_.epoch(epoch);
    }

    std::string summary(const std::vector<search::SweepResult>& results) const {
        Json searches = Json::array();
        Json parameters = Json::array();
        for (const search::SweepResult& result : results) {
            searches.push_back({{"lambda", result.lambda}, {"genotype", space::toText(result.derived)},
                {"predicted_ms", orNull(result.predictedMs)}, {"saving", orNull(result.saving)},
                {"entropy", result.decision.entropy}, {"skips", result.decision.skips},
                {"decided", !result.decision.none()}});
            parameters.push_back({{"alphas", result.parameters.alphas}, {"betas", result.parameters.betas}});
        }
        return Json{
            {"device_setting", inputs_.latency.present() ? toText(inputs_.latency.deviceSetting) : std::string()},
            {"reference_ms", inputs_.latency.referenceMs}, {"images", inputs_.images->name}, {"searches", searches},
            {"parameters", parameters}}
            .dump();
    }

    JobContext& context_;
    const protocol::SearchConfig& config_;
    search::SearchOptions options_;
    search::BilevelSearch::Inputs inputs_;
    SearchProgress progress_;
};

}

std::string runSearch(JobContext& context, const protocol::SearchConfig& config) {
    return SearchJob(context, config).run();
}

}
