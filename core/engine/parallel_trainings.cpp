// SPDX-License-Identifier: Apache-2.0
#include "core/engine/parallel_trainings.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <limits>
#include <mutex>
#include <thread>

namespace paretoscope::engine {

namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr int chunkSteps = 10; // a stop, a pause or a checkpoint waits for at most this many steps
constexpr auto reportInterval = 200ms;
constexpr auto checkpointInterval = 20s; // what a kill costs at most

/// The threads of one run. Work is handed out in chunks; between chunks a thread may be asked to stand still.
class Crew {
public:
    Crew(const std::vector<search::Training*>& trainings, int step, const search::Compute& compute,
        const ParallelTrainings::Reached& reached, std::stop_token stop)
        : trainings_(trainings)
        , step_(step)
        , compute_(compute)
        , reached_(reached)
        , stop_(std::move(stop)) {
        active_ = std::min(static_cast<int>(trainings.size()), compute.trainingsAtOnce());
        const int count = active_;
        for (int i = 0; i < count; ++i) {
            threads_.emplace_back([this] { work(); });
        }
    }

    ~Crew() {
        setHold(false);
        ended_ = true;
        threads_.clear();
    }

    [[nodiscard]] bool done() {
        const std::lock_guard lock(mutex_);
        return active_ == 0;
    }

    void wait(std::chrono::milliseconds time) {
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, time, [this] { return active_ == 0; });
    }

    /// Lets all threads stand still (or go on); returns when they do.
    void setHold(bool hold) {
        std::unique_lock lock(mutex_);
        hold_ = hold;
        changed_.notify_all();
        if (hold) {
            changed_.wait(lock, [this] { return held_ == active_; });
        }
    }

    void rethrow() {
        if (failure_) {
            std::rethrow_exception(failure_);
        }
    }

    std::atomic<long> stepsDone{0};
    std::atomic<double> loss{std::numeric_limits<double>::quiet_NaN()};
    std::atomic<double> stepMs{std::numeric_limits<double>::quiet_NaN()};

private:
    void work() {
        try {
            if (compute_.collective->size() == 1) { // of several processes each trains one network on all its threads
                compute_.executor->prepareThread();
            }
            for (std::size_t i = next_++; i < trainings_.size(); i = next_++) {
                train(*trainings_[i]);
                if (reached_ && trainings_[i]->step() >= step_) {
                    reached_(i);
                }
                trainings_[i]->releaseWorkspace();
            }
        } catch (...) { // carried to the thread of run(), which throws it again
            const std::lock_guard lock(mutex_);
            failure_ = std::current_exception();
            ended_ = true;
        }
        const std::lock_guard lock(mutex_);
        --active_;
        changed_.notify_all();
    }

    void train(search::Training& training) {
        bool stopped = false;
        while (training.step() < step_ && !ended_ && !stopped) {
            const int before = training.step();
            stopped = !training.runUntil(
                std::min(step_, before + chunkSteps),
                [this](const search::TrainingStep& step) {
                    loss = step.loss;
                    stepMs = step.stepMs;
                },
                stop_);
            stepsDone += training.step() - before;
            standStill();
        }
    }

    void standStill() {
        std::unique_lock lock(mutex_);
        if (!hold_) {
            return;
        }
        ++held_;
        changed_.notify_all();
        changed_.wait(lock, [this] { return !hold_ || ended_; });
        --held_;
    }

    const std::vector<search::Training*>& trainings_;
    int step_;
    const search::Compute& compute_;
    const ParallelTrainings::Reached& reached_;
    std::stop_token stop_;
    std::atomic<std::size_t> next_{0};
    std::atomic<bool> ended_{false};
    std::mutex mutex_;
    std::condition_variable changed_;
    int active_ = 0;
    int held_ = 0;
    bool hold_ = false;
    std::exception_ptr failure_;
    std::vector<std::jthread> threads_;
};

}

ParallelTrainings::ParallelTrainings(
    std::vector<search::Training*> trainings, int step, search::Compute compute, Reached reached)
    : trainings_(std::move(trainings))
    , step_(step)
    , compute_(std::move(compute))
    , reached_(std::move(reached)) { }

void ParallelTrainings::run(const std::stop_token& stop, const Report& report) {
    long all = 0;
    for (const search::Training* training : trainings_) {
        all += std::max(0, step_ - training->step());
    }
    const Clock::time_point start = Clock::now();
    Clock::time_point checkpointed = start;
    Crew crew(trainings_, step_, compute_, reached_, stop);
    bool going = true;
    while (!crew.done()) {
        crew.wait(std::chrono::duration_cast<std::chrono::milliseconds>(reportInterval));
        Progress progress;
        progress.trainings = static_cast<int>(trainings_.size());
        progress.fraction = all > 0 ? static_cast<double>(crew.stepsDone) / static_cast<double>(all) : 1;
        const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
        progress.etaSeconds = crew.stepsDone > 0 ? seconds / progress.fraction * (1 - progress.fraction)
                                                 : std::numeric_limits<double>::quiet_NaN();
        progress.loss = crew.loss;
        progress.stepMs = crew.stepMs;
        if (Clock::now() - checkpointed > checkpointInterval && !crew.done()) {
            crew.setHold(true);
            progress.mayCheckpoint = true;
            checkpointed = Clock::now();
        }
        const bool goOn = report(progress) || stop.stop_requested();
        if (goOn != going || progress.mayCheckpoint) {
            crew.setHold(!goOn);
            if (!goOn && going && !progress.mayCheckpoint) { // a pause may last until the program ends
                progress.mayCheckpoint = true;
                report(progress);
            }
            going = goOn;
        }
    }
    crew.rethrow();
}

}
