// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <cmath>
#include <future>
#include <limits>
#include <mutex>
#include <sstream>
#include <thread>

#include "core/base/error.h"
#include "core/engine/job.h"
#include "core/engine/project_trial_store.h"
#include "core/engine/tune_plan.h"
#include "core/interchange/csv.h"

namespace paretoscope::engine {

namespace {

using Clock = std::chrono::steady_clock;

/// The store of one tuning among several that are compared: each method and seed has its own end, under which it is
/// found again when the job goes on; what is the best of all of them is what every other job will use.
class ComparedStore final : public vta::TrialStore {
public:
    ComparedStore(ProjectTrialStore& store, const vta::TunerOptions& options)
        : store_(store)
        , suffix_("#" + std::string(vta::methodName(options.method)) + "#" + std::to_string(options.seed) + "#"
              + std::to_string(options.maxTrials) + "#" + std::to_string(options.patience)) { }

    std::optional<vta::TunedTask> tuned(const std::string& key) override { return store_.tuned(key + suffix_); }
    std::vector<vta::Trial> trials(const std::string& key, const vta::TunerOptions& options) override {
        return store_.trials(key, options);
    }
    void append(const std::string& key, const vta::TunerOptions& options, std::size_t position,
        std::span<const vta::Trial> trials) override {
        store_.append(key, options, position, trials);
    }
    void finish(const vta::TunedTask& task) override {
        vta::TunedTask own = task;
        own.key += suffix_;
        store_.finish(own);
        const auto known = store_.tuned(task.key);
        if (task.cycles > 0 && (!known || task.cycles < known->cycles)) {
            store_.finish(task);
        }
    }

private:
    ProjectTrialStore& store_;
    std::string suffix_;
};

/// The newest word of the tuning threads, for the job's thread to pass on.
class Board {
public:
    struct News {
        std::size_t task = 0;
        std::size_t finished = 0;
        std::size_t trials = 0;
        std::size_t invalid = 0;
        std::int64_t bestCycles = 0;
        std::uint64_t compilerCalls = 0;
    };
    void put(const vta::TaskProgress& now) {
        const std::lock_guard lock(mutex_);
        news_ = {now.task, now.finishedTasks, now.tuning.trials.size(), now.tuning.invalid, now.tuning.bestCycles,
            now.tuning.compilerCalls};
    }
    std::optional<News> take() {
        const std::lock_guard lock(mutex_);
        return std::exchange(news_, std::nullopt);
    }

private:
    std::mutex mutex_;
    std::optional<News> news_;
};

class TuneJob {
public:
    TuneJob(JobContext& context, const options::TuneConfig& config)
        : context_(context)
        , config_(config)
        , plan_(planOf(config))
        , store_(context.project, context.run) { }

    options::TuneResult run() {
        context_.sink.log(protocol::LogLevel::Info,
            std::to_string(plan_.tasks.size()) + " operators on the simulated VTA " + config_.accelerator + " ("
                + vta::bitstream(plan_.accelerator) + ")");
        std::vector<options::TuningSummary> tunings;
        for (const std::string& method : config_.methods) {
            for (int seed = 0; seed < config_.seeds; ++seed) {
                const vta::TunerOptions options = tunerOptions(config_, method, seed);
                tunings.push_back(summary(options, tuneAll(options)));
                ++done_;
                context_.sink.stored();
            }
        }
        for (std::size_t i = 0; i < plan_.tasks.size(); ++i) {
            if (best_[i].cycles == 0) {
                throw Error(ErrorCode::InvalidData,
                    "No valid schedule of " + vta::toText(plan_.tasks[i].workload()) + " was found in "
                        + std::to_string(config_.trials) + " measurements. Raise --trials, or choose ours-filtered.",
                    {{"what", "schedules"}});
            }
        }
        return results(std::move(tunings));
    }

private:
    [[nodiscard]] std::size_t tunings() const {
        return config_.methods.size() * static_cast<std::size_t>(config_.seeds);
    }

    /// In a thread of its own, so that this one can say how it goes, pause and stop it.
    std::vector<vta::TunedTask> tuneAll(const vta::TunerOptions& options) {
        ComparedStore compared(store_, options);
        vta::TrialStore& store = tunings() > 1 ? static_cast<vta::TrialStore&>(compared) : store_;
        Board board;
        const auto progress = [&](const vta::TaskProgress& now) {
            board.put(now);
            context_.waitWhilePaused();
        };
        auto result = std::async(std::launch::async, [&] {
            return vta::tuneAll(plan_.tasks, options, store, std::max(1U, std::thread::hardware_concurrency()),
                progress, context_.stop);
        });
        while (result.wait_for(std::chrono::milliseconds(100)) != std::future_status::ready) {
            if (const auto news = board.take()) {
                report(options, *news);
            }
        }
        return result.get();
    }

    void report(const vta::TunerOptions& options, const Board::News& now) {
        const double part = std::min(1.0, static_cast<double>(now.trials) / options.maxTrials);
        const auto tasks = static_cast<double>(plan_.tasks.size());
        const double ofThis = std::min(1.0, (static_cast<double>(now.finished) + part) / tasks);
        const double fraction = (static_cast<double>(done_) + ofThis) / static_cast<double>(tunings());
        const double seconds = std::chrono::duration<double>(Clock::now() - begin_).count();
        const double best = now.bestCycles > 0 ? plan_.accelerator.milliseconds(now.bestCycles)
                                               : std::numeric_limits<double>::quiet_NaN();
        const double invalid = static_cast<double>(now.invalid) / static_cast<double>(now.trials);
        const std::string name = vta::toText(plan_.tasks[now.task].workload());
        std::ostringstream text;
        text << name;
        if (tunings() > 1) {
            text << ", " << vta::methodName(options.method) << " seed " << options.seed;
        }
        text << ": "
             << (now.bestCycles > 0 ? "best " + interchange::csvNumber(std::round(1000 * best) / 1000) + " ms"
                                    : std::string("nothing valid yet"))
             << " after " << now.trials << ", " << std::lround(100 * invalid) << " % invalid";
        context_.project.updateRun(context_.run, {.progress = fraction});
        context_.sink.progress(fraction, text.str(),
            fraction > 0 ? seconds * (1 - fraction) / fraction : std::numeric_limits<double>::quiet_NaN(),
            {{"finished", static_cast<double>(now.finished)}, {"tasks", tasks},
                {"trials", static_cast<double>(now.trials)}, {"best_ms", best}, {"invalid_share", invalid},
                {"compiler_calls", static_cast<double>(now.compilerCalls)}});
        context_.sink.stored();
    }

    options::TuningSummary summary(const vta::TunerOptions& options, const std::vector<vta::TunedTask>& tuned) {
        double trials = 0;
        double invalid = 0;
        double sum = 0;
        for (std::size_t i = 0; i < tuned.size(); ++i) {
            trials += tuned[i].trials;
            invalid += tuned[i].invalid;
            sum += plan_.accelerator.milliseconds(tuned[i].cycles);
        }
        best_.resize(tuned.size());
        for (std::size_t i = 0; i < tuned.size(); ++i) {
            if (best_[i].cycles == 0 || (tuned[i].cycles > 0 && tuned[i].cycles < best_[i].cycles)) {
                best_[i] = tuned[i];
            }
        }
        return {.method = std::string(vta::methodName(options.method)),
            .seed = options.seed,
            .trials = trials,
            .invalidShare = trials > 0 ? invalid / trials : 0,
            .operatorsMs = sum};
    }

    [[nodiscard]] options::TuneResult results(std::vector<options::TuningSummary> tunings) const {
        options::TuneResult result{.accelerator = config_.accelerator,
            .variant = config_.variant,
            .seconds = std::chrono::duration<double>(Clock::now() - begin_).count(),
            .tunings = std::move(tunings)};
        for (std::size_t i = 0; i < plan_.tasks.size(); ++i) {
            const vta::Task& task = plan_.tasks[i];
            const double ms = task.milliseconds(best_[i].cycles);
            result.operatorsMs += ms;
            result.operators.push_back({.workload = vta::toText(task.workload()),
                .task = task.key(),
                .ms = ms,
                .trials = best_[i].trials,
                .invalid = best_[i].invalid,
                .compilerCalls = best_[i].compilerCalls,
                .index = best_[i].best,
                .schedule = vta::toText(task.space().at(best_[i].best))});
        }
        if (plan_.network) {
            addNetwork(result);
        }
        return result;
    }

    void addNetwork(options::TuneResult& result) const {
        const auto latency =
            vta::networkLatency(*plan_.network, plan_.accelerator, plan_.options, [&](const vta::Workload& workload) {
                for (std::size_t i = 0; i < plan_.tasks.size(); ++i) {
                    if (plan_.tasks[i].workload() == workload) {
                        return plan_.tasks[i].milliseconds(best_[i].cycles);
                    }
                }
                return 0.0;
            });
        result.networkMs = latency.totalMs;
        result.vtaMs = latency.vtaMs;
        result.cpuMs = latency.cpuMs;
        result.layoutMs = latency.layoutMs;
    }

    JobContext& context_;
    const options::TuneConfig& config_;
    vta::TuningPlan plan_;
    ProjectTrialStore store_;
    std::size_t done_ = 0; ///< tunings, of methods × seeds
    std::vector<vta::TunedTask> best_; ///< by task
    Clock::time_point begin_ = Clock::now();
};

}

/// What is wrong with a shape or an accelerator.
template <>
void requirePossible(const options::TuneConfig& config) {
    planOf(config);
}

template <>
options::TuneResult runJob(JobContext& context, const options::TuneConfig& config) {
    return TuneJob(context, config).run();
}

}
