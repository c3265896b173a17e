// SPDX-License-Identifier: Apache-2.0
#include "core/device/block_record.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/analysis/statistics.h"

namespace paretoscope::device {

namespace {

/// A sentinel's visit counts as the median of itself and this many on each side: its own noise would otherwise enter
/// every value that it corrects.
constexpr int smoothedNeighbours = 2;

}

BlockRecord::BlockRecord(std::size_t subjects, const MeterOptions& options)
    : BlockRecord(subjects, options.referenceMs, options.agreement) { }

BlockRecord::BlockRecord(std::size_t subjects, double reference, double agreement)
    : givenReferenceMs_(reference)
    , agreement_(agreement)
    , visits_(subjects + 1)
    , repeats_(subjects + 1) { }

void BlockRecord::add(std::size_t subject, double ms, int repeats) {
    visits_[subject].push_back({position_++, ms});
    repeats_[subject] += repeats;
}

/// The sentinel's time at a position: the straight line between its smoothed visits before and after.
double BlockRecord::sentinelAt(int position) const {
    const std::vector<Visit>& marks = visits_[sentinel()];
    const auto found =
        std::find_if(marks.begin(), marks.end(), [position](const Visit& mark) { return mark.position >= position; });
    const auto after = static_cast<std::size_t>(found - marks.begin());
    if (after == 0 || found == marks.end()) {
        return smoothed(after == 0 ? 0 : after - 1);
    }
    const Visit& before = marks[after - 1];
    const double share = static_cast<double>(position - before.position) / (found->position - before.position);
    return smoothed(after - 1) * (1 - share) + smoothed(after) * share;
}

double BlockRecord::smoothed(std::size_t mark) const {
    const std::vector<Visit>& marks = visits_[sentinel()];
    // As many on one side as on the other, so that a steady drift does not bend at the ends.
    const std::size_t side = std::min({static_cast<std::size_t>(smoothedNeighbours), mark, marks.size() - 1 - mark});
    std::vector<double> near;
    for (std::size_t i = mark - side; i <= mark + side; ++i) {
        near.push_back(marks[i].ms);
    }
    return analysis::median(near);
}

std::vector<double> BlockRecord::rawRounds(std::size_t subject) const {
    std::vector<double> rounds;
    for (const Visit& visit : visits_[subject]) {
        rounds.push_back(visit.ms);
    }
    return rounds;
}

double BlockRecord::referenceMs() const {
    return std::isnan(givenReferenceMs_) ? analysis::median(rawRounds(sentinel())) : givenReferenceMs_;
}

std::vector<double> BlockRecord::correctedRounds(std::size_t subject) const {
    if (!visited(sentinel())) {
        return rawRounds(subject);
    }
    const double reference = referenceMs();
    std::vector<double> rounds;
    for (const Visit& visit : visits_[subject]) {
        rounds.push_back(visit.ms * reference / sentinelAt(visit.position));
    }
    return rounds;
}

bool BlockRecord::agrees(const std::vector<double>& rounds) const {
    if (rounds.size() < 2) {
        return false;
    }
    const double last = rounds[rounds.size() - 1];
    const double before = rounds[rounds.size() - 2];
    return std::abs(last - before) <= agreement_ * std::min(last, before);
}

std::vector<std::size_t> BlockRecord::unstableSubjects() const {
    std::vector<std::size_t> subjects;
    for (std::size_t subject = 0; subject < sentinel(); ++subject) {
        if (visited(subject) && !agrees(correctedRounds(subject))) {
            subjects.push_back(subject);
        }
    }
    return subjects;
}

SubjectTiming BlockRecord::timing(std::size_t subject, std::vector<double> rounds) const {
    SubjectTiming timing;
    timing.valueMs = analysis::median(rounds);
    timing.spreadMs = analysis::interquartileRange(rounds);
    timing.rawMs = analysis::median(rawRounds(subject));
    timing.repeats = repeats_[subject];
    timing.unstable = !agrees(rounds);
    timing.rounds = std::move(rounds);
    return timing;
}

BlockTiming BlockRecord::result() const {
    BlockTiming block;
    block.referenceMs = referenceMs();
    for (std::size_t subject = 0; subject < sentinel(); ++subject) {
        block.subjects.push_back(timing(subject, correctedRounds(subject)));
    }
    block.sentinel = timing(sentinel(), rawRounds(sentinel()));
    block.sentinel.valueMs = block.referenceMs; // corrected by itself: the reference, by definition
    return block;
}

}
