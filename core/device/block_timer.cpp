// SPDX-License-Identifier: Apache-2.0
#include "core/device/block_timer.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <utility>

#include "core/analysis/statistics.h"
#include "core/records/error.h"

namespace paretoscope::device {

namespace {

/// One window: its place in the order of all visits, and the lower quartile of its runs. Other programs only ever add
/// time; against them the lower quartile is steadier than the median, and unlike the minimum it is no lucky run.
struct Visit {
    int position;
    double ms;
};

/// A sentinel's visit counts as the median of itself and this many on each side: its own noise would otherwise enter
/// every value that it corrects.
constexpr int smoothedNeighbours = 2;

class BlockTimer {
public:
    BlockTimer(std::size_t subjects, const MeterOptions& options, const RunOnce& runOnce, std::stop_token stop)
        : options_(options)
        , runOnce_(runOnce)
        , stop_(std::move(stop))
        , random_(options.seed)
        , visits_(subjects + 1)
        , repeats_(subjects + 1) { }

    BlockTiming time() {
        for (std::size_t subject = 0; subject < visits_.size(); ++subject) {
            warmUp(subject);
        }
        std::vector<std::size_t> all(sentinel());
        std::iota(all.begin(), all.end(), std::size_t{0});
        for (int i = 0; i < options_.rounds; ++i) {
            round(all);
        }
        for (int i = 0; i < options_.extraRounds; ++i) {
            const std::vector<std::size_t> disagreeing = unstableSubjects();
            if (disagreeing.empty()) {
                break;
            }
            round(disagreeing);
        }
        return result();
    }

private:
    [[nodiscard]] std::size_t sentinel() const { return visits_.size() - 1; }

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
        for (double total = 0; total < options_.windowMs || std::cmp_less(runs.size(), options_.minimumRepeats);) {
            runs.push_back(runOnce_(subject));
            total += runs.back();
        }
        visits_[subject].push_back({position_++, analysis::quantile(runs, 0.25)});
        repeats_[subject] += static_cast<int>(runs.size());
    }

    void round(std::vector<std::size_t> order) {
        std::shuffle(order.begin(), order.end(), random_);
        for (std::size_t i = 0; i < order.size(); ++i) {
            if (i % static_cast<std::size_t>(std::max(1, options_.sentinelEvery)) == 0) {
                visit(sentinel());
            }
            visit(order[i]);
        }
        visit(sentinel());
    }

    /// The sentinel's time at a position: the straight line between its smoothed visits before and after.
    [[nodiscard]] double sentinelAt(int position) const {
        const std::vector<Visit>& marks = visits_[sentinel()];
        const auto found = std::find_if(
            marks.begin(), marks.end(), [position](const Visit& mark) { return mark.position >= position; });
        const auto after = static_cast<std::size_t>(found - marks.begin());
        if (after == 0 || found == marks.end()) {
            return smoothed(after == 0 ? 0 : after - 1);
        }
        const Visit& before = marks[after - 1];
        const double share = static_cast<double>(position - before.position) / (found->position - before.position);
        return smoothed(after - 1) * (1 - share) + smoothed(after) * share;
    }

    [[nodiscard]] double smoothed(std::size_t mark) const {
        const std::vector<Visit>& marks = visits_[sentinel()];
        // As many on one side as on the other, so that a steady drift does not bend at the ends.
        const std::size_t side =
            std::min({static_cast<std::size_t>(smoothedNeighbours), mark, marks.size() - 1 - mark});
        std::vector<double> near;
        for (std::size_t i = mark - side; i <= mark + side; ++i) {
            near.push_back(marks[i].ms);
        }
        return analysis::median(near);
    }

    [[nodiscard]] std::vector<double> rawRounds(std::size_t subject) const {
        std::vector<double> rounds;
        for (const Visit& visit : visits_[subject]) {
            rounds.push_back(visit.ms);
        }
        return rounds;
    }

    [[nodiscard]] double referenceMs() const {
        return std::isnan(options_.referenceMs) ? analysis::median(rawRounds(sentinel())) : options_.referenceMs;
    }

    [[nodiscard]] std::vector<double> correctedRounds(std::size_t subject) const {
        const double reference = referenceMs();
        std::vector<double> rounds;
        for (const Visit& visit : visits_[subject]) {
            rounds.push_back(visit.ms * reference / sentinelAt(visit.position));
        }
        return rounds;
    }

    [[nodiscard]] bool agrees(const std::vector<double>& rounds) const {
        if (rounds.size() < 2) {
            return false;
        }
        const double last = rounds[rounds.size() - 1];
        const double before = rounds[rounds.size() - 2];
        return std::abs(last - before) <= options_.agreement * std::min(last, before);
    }

    [[nodiscard]] std::vector<std::size_t> unstableSubjects() const {
        std::vector<std::size_t> subjects;
        for (std::size_t subject = 0; subject < sentinel(); ++subject) {
            if (!agrees(correctedRounds(subject))) {
                subjects.push_back(subject);
            }
        }
        return subjects;
    }

    [[nodiscard]] SubjectTiming timing(std::size_t subject, std::vector<double> rounds) const {
        SubjectTiming timing;
        timing.valueMs = analysis::median(rounds);
        timing.spreadMs = analysis::interquartileRange(rounds);
        timing.rawMs = analysis::median(rawRounds(subject));
        timing.repeats = repeats_[subject];
        timing.unstable = !agrees(rounds);
        timing.rounds = std::move(rounds);
        return timing;
    }

    [[nodiscard]] BlockTiming result() const {
        BlockTiming block;
        block.referenceMs = referenceMs();
        for (std::size_t subject = 0; subject < sentinel(); ++subject) {
            block.subjects.push_back(timing(subject, correctedRounds(subject)));
        }
        block.sentinel = timing(sentinel(), rawRounds(sentinel()));
        block.sentinel.valueMs = block.referenceMs; // corrected by itself: the reference, by definition
        return block;
    }

    const MeterOptions& options_;
    const RunOnce& runOnce_;
    std::stop_token stop_;
    std::mt19937_64 random_;
    std::vector<std::vector<Visit>> visits_; ///< by subject, the sentinel last
    std::vector<int> repeats_;
    int position_ = 0;
};

}

BlockTiming timeBlock(std::size_t subjects, const MeterOptions& options, const RunOnce& runOnce, std::stop_token stop) {
    return BlockTimer(subjects, options, runOnce, std::move(stop)).time();
}

}
