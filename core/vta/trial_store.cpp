// SPDX-License-Identifier: Apache-2.0
#include "core/vta/trial_store.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <exception>
#include <thread>

namespace paretoscope::vta {

namespace {

std::string trialsKey(const std::string& key, const TunerOptions& options) {
    return key + "#" + std::string(methodName(options.method)) + "#" + std::to_string(options.seed);
}

/// What the trials of a tuned layer teach the next ones. The same as tune() adds for OursFiltered; what a validity
/// model was asked beside them is not kept.
Knowledge lessonOf(const Task& task, std::span<const Trial> trials) {
    Knowledge lesson;
    for (const Trial& trial : trials) {
        if (trial.outcome.reason == Reason::Valid && trial.index < task.space().size()) {
            lesson.timed.push_back(countStream(task.accelerator(), task.packed(), task.space().at(trial.index)));
            lesson.cycles.push_back(static_cast<double>(trial.outcome.cycles));
        }
    }
    return lesson;
}

/// What `after` has more than `before`, a beginning of it.
Knowledge difference(const Knowledge& after, const Knowledge& before) {
    const auto tail = [](const auto& from, std::size_t begin) {
        return std::remove_cvref_t<decltype(from)>(from.begin() + static_cast<std::ptrdiff_t>(begin), from.end());
    };
    return {tail(after.timed, before.timed.size()), tail(after.cycles, before.cycles.size()),
        {after.judged.columns, tail(after.judged.values, before.judged.values.size())},
        tail(after.valid, before.valid.size())};
}

void append(Knowledge& into, const Knowledge& lesson) {
    const auto join = [](auto& all, const auto& more) { all.insert(all.end(), more.begin(), more.end()); };
    join(into.timed, lesson.timed);
    join(into.cycles, lesson.cycles);
    into.judged.columns = std::max(into.judged.columns, lesson.judged.columns);
    join(into.judged.values, lesson.judged.values);
    join(into.valid, lesson.valid);
}

/// One call of tuneAll.
class Campaign {
public:
    Campaign(std::span<const Task> tasks, const TunerOptions& options, TrialStore& store,
        const std::function<void(const TaskProgress&)>& progress, std::stop_token stop)
        : tasks_(tasks)
        , options_(options)
        , store_(store)
        , progress_(progress)
        , stop_(std::move(stop))
        , results_(tasks.size())
        , lessons_(tasks.size()) { }

    std::vector<TunedTask> run(unsigned threads) {
        {
            std::vector<std::jthread> workers;
            for (unsigned i = 1; i < std::min<std::size_t>(threads, tasks_.size()); ++i) {
                workers.emplace_back([this] { work(); });
            }
            work();
        }
        if (failure_) {
            std::rethrow_exception(failure_);
        }
        return std::move(results_);
    }

private:
    /// Tasks that may be tuned at the same time, none of them learning from another.
    static constexpr std::size_t together = 4;

    /// Nothing may leave a thread but through failure_, which run() throws on.
    void work() {
        for (std::size_t i = next_++; i < tasks_.size() && !failed_; i = next_++) {
            try {
                const std::optional<Knowledge> knowledge = knowledgeFor(i);
                if (!knowledge) {
                    return;
                }
                auto [result, lesson] = tuneOne(i, *knowledge);
                const std::lock_guard lock(mutex_);
                results_[i] = std::move(result);
                lessons_[i] = std::move(lesson);
                ++finished_;
            } catch (...) {
                const std::lock_guard lock(mutex_);
                failure_ = failure_ ? failure_ : std::current_exception();
                failed_ = true;
            }
            changed_.notify_all();
        }
    }

    /// Waits for the tasks that this one learns from; nothing where one of them failed.
    std::optional<Knowledge> knowledgeFor(std::size_t i) {
        const std::size_t teachers = i + 1 - std::min(i + 1, together);
        std::unique_lock lock(mutex_);
        const auto taught = [&] {
            return std::all_of(lessons_.begin(), lessons_.begin() + static_cast<std::ptrdiff_t>(teachers),
                [](const auto& lesson) { return lesson.has_value(); });
        };
        changed_.wait(lock, [&] { return failed_ || taught(); });
        if (!taught()) {
            return std::nullopt;
        }
        Knowledge knowledge;
        for (std::size_t k = 0; k < teachers; ++k) {
            append(knowledge, *lessons_[k]);
        }
        return knowledge;
    }

    std::pair<TunedTask, Knowledge> tuneOne(std::size_t i, const Knowledge& known) {
        const Task& task = tasks_[i];
        const std::string key = task.key();
        const std::vector<Trial> earlier = store_.trials(key, options_);
        if (const auto done = store_.tuned(key)) {
            return {*done, lessonOf(task, earlier)};
        }
        Knowledge knowledge = known;
        std::size_t kept = 0;
        const TuningCallbacks callbacks{.progress =
                                            [&](const TuningProgress& now) {
                                                keep(key, earlier, now.trials, kept);
                                                report(i, now);
                                            },
            .earlier = earlier};
        const TuningResult result = tune(task, options_, &knowledge, callbacks, stop_);
        const auto invalid = std::count_if(result.trials.begin(), result.trials.end(),
            [](const Trial& trial) { return trial.outcome.reason != Reason::Valid; });
        TunedTask done{key, result.best, result.bestCycles, static_cast<std::uint32_t>(result.trials.size()),
            static_cast<std::uint32_t>(invalid), result.compilerCalls};
        if (done.cycles > 0) { // else another call may have better luck
            store_.finish(done);
        }
        return {done, difference(knowledge, known)};
    }

    /// Stores what is new; where an earlier, interrupted tuning went another way, its remainder is replaced.
    void keep(
        const std::string& key, std::span<const Trial> earlier, std::span<const Trial> trials, std::size_t& kept) {
        while (kept < std::min(earlier.size(), trials.size()) && earlier[kept] == trials[kept]) {
            ++kept;
        }
        if (kept < trials.size()) {
            store_.append(key, options_, kept, trials.subspan(kept));
            kept = trials.size();
        }
    }

    void report(std::size_t task, const TuningProgress& now) {
        if (progress_) {
            const std::lock_guard lock(progressMutex_);
            progress_({task, finished_, tasks_.size(), now});
        }
    }

    std::span<const Task> tasks_;
    const TunerOptions& options_;
    TrialStore& store_;
    const std::function<void(const TaskProgress&)>& progress_;
    std::stop_token stop_;
    std::vector<TunedTask> results_;
    std::vector<std::optional<Knowledge>> lessons_; ///< by task, once it is done
    std::atomic<std::size_t> next_{0};
    std::atomic<std::size_t> finished_{0};
    std::atomic<bool> failed_{false};
    std::mutex mutex_;
    std::condition_variable changed_;
    std::mutex progressMutex_;
    std::exception_ptr failure_;
};

}

std::optional<TunedTask> MemoryTrialStore::tuned(const std::string& key) {
    const std::lock_guard lock(mutex_);
    const auto found = tuned_.find(key);
    return found != tuned_.end() ? std::optional(found->second) : std::nullopt;
}

std::vector<Trial> MemoryTrialStore::trials(const std::string& key, const TunerOptions& options) {
    const std::lock_guard lock(mutex_);
    const auto found = trials_.find(trialsKey(key, options));
    return found != trials_.end() ? found->second : std::vector<Trial>{};
}

void MemoryTrialStore::append(
    const std::string& key, const TunerOptions& options, std::size_t position, std::span<const Trial> trials) {
    const std::lock_guard lock(mutex_);
    std::vector<Trial>& all = trials_[trialsKey(key, options)];
    all.resize(std::min(all.size(), position));
    all.insert(all.end(), trials.begin(), trials.end());
}

void MemoryTrialStore::finish(const TunedTask& task) {
    const std::lock_guard lock(mutex_);
    tuned_.insert_or_assign(task.key, task);
}

TunerOptions everydayOptions() {
    return {.method = TuningMethod::OursFiltered, .maxTrials = 256, .patience = 48};
}

std::vector<TunedTask> tuneAll(std::span<const Task> tasks, const TunerOptions& options, TrialStore& store,
    unsigned threads, const std::function<void(const TaskProgress&)>& progress, const std::stop_token& stop) {
    return Campaign(tasks, options, store, progress, stop).run(std::max(1U, threads));
}

}
