// SPDX-License-Identifier: Apache-2.0
#include "core/device/block_timer.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <random>
#include <utility>

#include "core/analysis/statistics.h"
#include "core/base/error.h"
#include "core/device/block_record.h"

namespace paretoscope::device {

namespace {

class BlockTimer {
public:
    BlockTimer(std::size_t subjects, const MeterOptions& options, const RunOnce& runOnce, const EnergyCounter& energyMj,
        std::stop_token stop)
        : options_(options)
        , runOnce_(runOnce)
        , energyMj_(energyMj)
        , stop_(std::move(stop))
        , random_(options.seed)
        , record_(subjects, options)
        , energies_(subjects, options.referenceMj, options.agreement) { }

    TimeAndEnergy time() {
        for (std::size_t subject = 0; subject <= record_.sentinel(); ++subject) {
            warmUp(subject);
        }
        std::vector<std::size_t> all(record_.sentinel());
        std::iota(all.begin(), all.end(), std::size_t{0});
        for (int i = 0; i < options_.rounds; ++i) {
            round(all);
        }
        for (int i = 0; i < options_.extraRounds; ++i) {
            const std::vector<std::size_t> disagreeing = record_.unstableSubjects();
            if (disagreeing.empty()) {
                break;
            }
            round(disagreeing);
        }
        if (countedApart()) {
            for (int i = 0; i < options_.energyRounds; ++i) {
                energyRound(all);
            }
        }
        return {record_.result(), energyMj_ ? energies_.result() : BlockTiming{}};
    }

private:
    [[nodiscard]] bool countedApart() const { return energyMj_ && energyMj_.stepMs > 0; }

    void stopWhereAsked() const {
        if (stop_.stop_requested()) {
            throw Error(ErrorCode::Interrupted, "Measuring was stopped; what was measured before is stored.");
        }
    }

    void warmUp(std::size_t subject) {
        stopWhereAsked();
        double total = 0;
        for (int i = 0; i < 2 || total < options_.warmUpMs; ++i) {
            total += runOnce_(subject);
        }
    }

    void visit(std::size_t subject) {
        stopWhereAsked();
        runOnce_(subject); // its weights and code come back into the caches
        std::vector<double> runs;
        const bool counted = energyMj_ && !countedApart();
        const double energyBefore = counted ? energyMj_.totalMj() : 0;
        for (double total = 0; total < options_.windowMs || std::cmp_less(runs.size(), options_.minimumRepeats);) {
            runs.push_back(runOnce_(subject));
            total += runs.back();
        }
        const auto repeats = static_cast<int>(runs.size());
        if (counted) {
            energies_.add(subject, (energyMj_.totalMj() - energyBefore) / repeats, repeats);
        }
        // Other programs only ever add time; against them the lower quartile is steadier than the median, and unlike
        // the minimum it is no lucky run.
        record_.add(subject, analysis::quantile(runs, 0.25), repeats);
    }

    /// A moment at which the counter moved, and the runs since the one before.
    struct Step {
        double atMs = 0;
        double totalMj = 0;
        int runs = 0;
        double runMs = 0;
    };

    /// Runs on until the counter moves, without asking it for the first `quietMs`: asking a GPU's takes milliseconds in
    /// which nothing runs. Nothing where the counter stands still.
    std::optional<Step> runToStep(std::size_t subject, double quietMs) {
        constexpr double askEveryMs = 2;
        Step step;
        const auto runFor = [&](double ms) {
            for (const double start = energyMj_.nowMs(); energyMj_.nowMs() - start < ms;) {
                step.runMs += runOnce_(subject);
                ++step.runs;
            }
        };
        runFor(quietMs);
        const double before = energyMj_.totalMj();
        for (const double start = energyMj_.nowMs(); energyMj_.nowMs() - start < 10 * energyMj_.stepMs;) {
            runFor(askEveryMs);
            step.totalMj = energyMj_.totalMj();
            if (step.totalMj > before) {
                step.atMs = energyMj_.nowMs();
                return step;
            }
        }
        return std::nullopt;
    }

    /// The mean power between two steps, times what a run takes: the moments of asking hardly count so.
    void energyVisit(std::size_t subject) {
        constexpr double steps = 3;
        stopWhereAsked();
        const std::optional<Step> start = runToStep(subject, 0);
        const std::optional<Step> end = start ? runToStep(subject, (steps - 0.1) * energyMj_.stepMs) : std::nullopt;
        if (end) {
            const double watt = (end->totalMj - start->totalMj) / (end->atMs - start->atMs);
            energies_.add(subject, watt * end->runMs / end->runs, end->runs);
        }
    }

    void round(const std::vector<std::size_t>& order) {
        inRandomOrder(order, [this](std::size_t subject) { visit(subject); });
    }

    void energyRound(const std::vector<std::size_t>& order) {
        inRandomOrder(order, [this](std::size_t subject) { energyVisit(subject); });
    }

    template <class Visit>
    void inRandomOrder(std::vector<std::size_t> order, const Visit& visitEach) {
        std::shuffle(order.begin(), order.end(), random_);
        for (std::size_t i = 0; i < order.size(); ++i) {
            if (i % static_cast<std::size_t>(std::max(1, options_.sentinelEvery)) == 0) {
                visitEach(record_.sentinel());
            }
            visitEach(order[i]);
        }
        visitEach(record_.sentinel());
    }

    const MeterOptions& options_;
    const RunOnce& runOnce_;
    const EnergyCounter& energyMj_;
    std::stop_token stop_;
    std::mt19937_64 random_;
    BlockRecord record_;
    BlockRecord energies_;
};

}

BlockTiming timeBlock(std::size_t subjects, const MeterOptions& options, const RunOnce& runOnce, std::stop_token stop) {
    return timeBlock(subjects, options, runOnce, {}, std::move(stop)).time;
}

TimeAndEnergy timeBlock(std::size_t subjects, const MeterOptions& options, const RunOnce& runOnce,
    const EnergyCounter& energyMj, std::stop_token stop) {
    return BlockTimer(subjects, options, runOnce, energyMj, std::move(stop)).time();
}

}
