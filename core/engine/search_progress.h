// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>

#include "core/engine/job.h"
#include "core/engine/processor_share.h"
#include "core/engine/time_notice.h"
#include "core/search/progress.h"
#include "core/search/sweep.h"

namespace paretoscope::engine {

/// Turns what a search reports into progress, snapshots and history. Its searches share one warm-up, so they count it
/// once.
class SearchProgress {
public:
    SearchProgress(JobContext& context, const options::SearchConfig& config);

    void step(const search::SearchStep& step);
    void epoch(const search::SearchEpoch& epoch);
    /// The search's price, whose target, where it has one, the snapshots show, and what computes: where that is this
    /// computer's processors, a share of them that is too small is warned of.
    void follow(std::shared_ptr<const search::LambdaControl> price, const nn::Executor& executor);
    /// What is known before the first step, for the notice on time and memory.
    void begin(std::optional<std::int64_t> memoryBytes, const std::optional<queries::ExpectedTime>& expected) {
        notice_.begin(memoryBytes, expected);
    }
    /// The search at that place of the λ: also the first that a resumed run goes on with.
    void searchBegins(int place) { ended_ = place; }
    void searchEnded(const search::SweepResult& result);

    [[nodiscard]] double fraction() const;
    [[nodiscard]] std::int64_t stepsDone() const { return stepsDone_; }
    [[nodiscard]] records::HistoryPoint historyPoint(const search::SearchEpoch& epoch) const;

private:
    [[nodiscard]] double etaSeconds() const;
    /// Through the network, of the steps behind the first `done` ones of the job.
    [[nodiscard]] double passesLeft(std::int64_t done) const;
    [[nodiscard]] options::SearchSnapshot snapshot(const search::SearchStep& step) const;

    JobContext& context_;
    const options::SearchConfig& config_;
    int ended_ = 0;
    std::int64_t stepsDone_ = 0;
    std::int64_t firstStep_ = -1; ///< of this process: a resumed run's ETA counts its own steps only
    std::chrono::steady_clock::time_point start_;
    std::optional<ProcessorShare> share_;
    TimeNotice notice_;
    std::shared_ptr<const search::LambdaControl> price_;
    options::SearchSnapshot latest_;
};

}
