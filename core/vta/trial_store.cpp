// SPDX-License-Identifier: Apache-2.0
#include "core/vta/trial_store.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <thread>

namespace paretoscope::vta {

namespace {

std::string trialsKey(const std::string& key, const TunerOptions& options) {
    return key + "#" + std::string(methodName(options.method)) + "#" + std::to_string(options.seed);
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
        , results_(tasks.size()) { }

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
    /// Nothing may leave a thread but through failure_, which run() throws on.
    void work() {
        for (std::size_t i = next_++; i < tasks_.size() && !failed_; i = next_++) {
            try {
                results_[i] = tuneOne(i);
            } catch (...) {
                const std::lock_guard lock(mutex_);
                failure_ = failure_ ? failure_ : std::current_exception();
                failed_ = true;
            }
        }
    }

    TunedTask tuneOne(std::size_t i) {
        const Task& task = tasks_[i];
        const std::string key = task.key();
        if (const auto known = store_.tuned(key)) {
            ++finished_;
            return *known;
        }
        Knowledge knowledge = shared();
        const std::size_t timedBefore = knowledge.timed.size();
        const std::size_t judgedBefore = knowledge.judged.rows();
        const std::vector<Trial> earlier = store_.trials(key, options_);
        std::size_t kept = earlier.size();
        const TuningCallbacks callbacks{.progress =
                                            [&](const TuningProgress& now) {
                                                if (now.trials.size() > kept) {
                                                    store_.append(key, options_, kept, now.trials.subspan(kept));
                                                    kept = now.trials.size();
                                                }
                                                report(i, now);
                                            },
            .earlier = earlier};
        const TuningResult result = tune(task, options_, &knowledge, callbacks, stop_);
        share(knowledge, timedBefore, judgedBefore);
        const auto invalid = std::count_if(result.trials.begin(), result.trials.end(),
            [](const Trial& trial) { return trial.outcome.reason != Reason::Valid; });
        TunedTask done{key, result.best, result.bestCycles, static_cast<std::uint32_t>(result.trials.size()),
            static_cast<std::uint32_t>(invalid), result.compilerCalls};
        store_.finish(done);
        ++finished_;
        return done;
    }

    Knowledge shared() {
        const std::lock_guard lock(mutex_);
        return knowledge_;
    }

    void share(const Knowledge& more, std::size_t timedBefore, std::size_t judgedBefore) {
        const std::lock_guard lock(mutex_);
        const auto appendFrom = [](auto& into, const auto& from, std::size_t begin) {
            into.insert(into.end(), from.begin() + static_cast<std::ptrdiff_t>(begin), from.end());
        };
        appendFrom(knowledge_.timed, more.timed, timedBefore);
        appendFrom(knowledge_.cycles, more.cycles, timedBefore);
        knowledge_.judged.columns = more.judged.columns;
        appendFrom(knowledge_.judged.values, more.judged.values, judgedBefore * more.judged.columns);
        appendFrom(knowledge_.valid, more.valid, judgedBefore);
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
    std::atomic<std::size_t> next_{0};
    std::atomic<std::size_t> finished_{0};
    std::atomic<bool> failed_{false};
    std::mutex mutex_;
    std::mutex progressMutex_;
    Knowledge knowledge_;
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
