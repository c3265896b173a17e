// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/vta/tuner.h"

namespace paretoscope::vta {

/// The outcome of a finished tuning, found again by Task::key().
struct TunedTask {
    std::string key;
    std::uint32_t best = 0; ///< index in the task's space
    std::int64_t cycles = 0; ///< 0: nothing valid was found; such a task is not remembered
    std::uint32_t trials = 0;
    std::uint32_t invalid = 0; ///< of these
    std::uint64_t compilerCalls = 0;
};

/// Where trials and results are kept. Implementations must be safe to call from several threads.
class TrialStore {
public:
    virtual ~TrialStore() = default;
    [[nodiscard]] virtual std::optional<TunedTask> tuned(const std::string& key) = 0;
    /// Of an unfinished tuning with the same method and seed, in order.
    [[nodiscard]] virtual std::vector<Trial> trials(const std::string& key, const TunerOptions& options) = 0;
    /// What stands from `position` on is replaced.
    virtual void append(
        const std::string& key, const TunerOptions& options, std::size_t position, std::span<const Trial> trials) = 0;
    virtual void finish(const TunedTask& task) = 0;
};

/// Keeps everything in memory.
class MemoryTrialStore final : public TrialStore {
public:
    std::optional<TunedTask> tuned(const std::string& key) override;
    std::vector<Trial> trials(const std::string& key, const TunerOptions& options) override;
    void append(const std::string& key, const TunerOptions& options, std::size_t position,
        std::span<const Trial> trials) override;
    void finish(const TunedTask& task) override;

private:
    std::mutex mutex_;
    std::map<std::string, TunedTask> tuned_;
    std::map<std::string, std::vector<Trial>> trials_;
};

/// What tuneAll reports after each batch of measurements; called from its threads, one call at a time.
struct TaskProgress {
    std::size_t task; ///< position in the list
    std::size_t finishedTasks;
    std::size_t tasks;
    TuningProgress tuning;
};

/// Options for tuning in earnest, where no optimum is known: stops when 48 measurements brought nothing better.
TunerOptions everydayOptions();

/// Tunes what the store does not know yet, unfinished ones from where they stopped, on so many threads (4 are of use).
/// A task learns from all but the last three before it in the list, so the results do not depend on the number of
/// threads, nor on whether an earlier call was interrupted (method `ours` excepted, whose presamples are not kept).
/// Returns all results in the order of the tasks. Throws as tune() does; what was measured until then is kept.
std::vector<TunedTask> tuneAll(std::span<const Task> tasks, const TunerOptions& options, TrialStore& store,
    unsigned threads, const std::function<void(const TaskProgress&)>& progress = {}, const std::stop_token& stop = {});

}
