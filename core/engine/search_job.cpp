// SPDX-License-Identifier: Apache-2.0
#include "core/engine/compute_choice.h"
#include "core/engine/job.h"
#include "core/engine/search_inputs.h"
#include "core/engine/search_progress.h"
#include "core/queries/expected_time.h"
#include "core/search/sweep.h"

namespace paretoscope::engine {

namespace {

class SearchJob {
public:
    SearchJob(JobContext& context, const options::SearchConfig& config)
        : context_(context)
        , config_(config)
        , progress_(context, config) { }

    options::SearchResult run() {
        std::optional<search::SavedState> resume;
        const std::optional<store::Checkpoint> stored = context_.project.loadCheckpoint(context_.run);
        if (stored) {
            resume = search::SavedState{stored->arrays, stored->state};
        }
        inputs_ = searchInputs(context_.project, config_, context_.sink, context_.live, context_.run,
            resume ? search::predictorsOf(*resume) : std::nullopt, context_.collective);
        progress_.follow(inputs_.lambda, *inputs_.compute.executor);
        progress_.begin(searchBytes(config_, *inputs_.compute.executor),
            stored ? std::nullopt : queries::expectedTime(config_, context_.project));
        if (stored) {
            context_.sink.log(protocol::LogLevel::Info, "going on from step " + std::to_string(stored->step));
        }
        const std::vector<search::SweepResult> results =
            search::sweep(config_, inputs_, callbacks(), context_.stop, resume ? &*resume : nullptr);
        context_.waitWhilePaused();
        // A sweep that was stopped returns what it has.
        context_.requireGoingOn(inputs_.compute.collective->any(context_.stop.stop_requested()));
        return summary(results);
    }

private:
    search::SweepCallbacks callbacks() {
        search::SweepCallbacks callbacks;
        callbacks.search.step = [this](const search::SearchStep& step) { progress_.step(step); };
        callbacks.search.paused = [this] { return context_.live.paused.load(); };
        callbacks.search.wait = [this] { context_.waitWhilePaused(); };
        callbacks.begins = [this](int place) { progress_.searchBegins(place); };
        callbacks.search.epoch = [this](const search::SearchEpoch& epoch) { storeEpoch(epoch); };
        callbacks.result = [this](const search::SweepResult& result) { progress_.searchEnded(result); };
        callbacks.checkpoint = [this](const search::SavedState& checkpoint) {
            context_.project.transaction([&] {
                context_.project.saveCheckpoint({.run = context_.run,
                    .step = progress_.stepsDone(),
                    .state = checkpoint.json,
                    .arrays = checkpoint.arrays});
                context_.project.updateRun(context_.run, {.progress = progress_.fraction()});
            });
            context_.sink.stored();
        };
        return callbacks;
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

    [[nodiscard]] options::SearchResult summary(const std::vector<search::SweepResult>& results) const {
        options::SearchResult summary{
            .deviceSetting = inputs_.latency.present() ? toText(inputs_.latency.deviceSetting) : std::string(),
            .referenceMs = inputs_.latency.referenceMs,
            .images = inputs_.images->name,
            .computedOn = nameOf(inputs_.compute)};
        for (const search::SweepResult& result : results) {
            summary.searches.push_back({.lambda = result.lambda,
                .genotype = space::toText(result.derived),
                .predictedMs = result.predictedMs,
                .saving = result.saving,
                .entropy = result.decision.entropy,
                .skips = result.decision.skips,
                .decided = !result.decision.none()});
            summary.parameters.push_back({result.parameters.alphas, result.parameters.betas});
        }
        return summary;
    }

    JobContext& context_;
    const options::SearchConfig& config_;
    search::BilevelSearch::Inputs inputs_;
    SearchProgress progress_;
};

}

template <>
options::SearchResult runJob(JobContext& context, const options::SearchConfig& config) {
    return SearchJob(context, config).run();
}

}
