// SPDX-License-Identifier: Apache-2.0
#include "core/vta/presample.h"

#include <algorithm>
#include <cstdlib>
#include <limits>

namespace paretoscope::vta {

namespace {

/// Hands out configurations at random, each once.
class UnseenPoints {
public:
    UnseenPoints(const ScheduleSpace& space, std::mt19937_64& random)
        : seen_(space.size())
        , left_(space.size())
        , random_(random) { }

    bool take(std::uint32_t index) {
        if (seen_[index]) {
            return false;
        }
        seen_[index] = true;
        --left_;
        return true;
    }
    [[nodiscard]] bool exhausted() const { return left_ == 0; }
    std::uint32_t random() {
        for (;;) {
            const auto index = static_cast<std::uint32_t>(random_() % seen_.size());
            if (take(index)) {
                return index;
            }
        }
    }

private:
    std::vector<bool> seen_;
    std::size_t left_;
    std::mt19937_64& random_;
};

int distance(const ScheduleSpace::Digits& left, const ScheduleSpace::Digits& right) {
    int sum = 0;
    for (std::size_t knob = 0; knob < knobCount; ++knob) {
        sum += std::abs(left[knob] - right[knob]);
    }
    return sum;
}

}

Presample presampleNeighbourhood(
    const TuningTarget& target, std::uint32_t wanted, std::size_t parallel, std::mt19937_64& random) {
    const ScheduleSpace& space = target.space();
    wanted = std::min(wanted, space.size());
    UnseenPoints unseen(space, random);
    Presample result;
    std::vector<std::uint32_t> frontier;
    std::vector<std::uint32_t> neighbours;
    const auto compile = [&](std::uint32_t index) {
        result.indices.push_back(index);
        result.reasons.push_back(target.compile(index));
        if (result.reasons.back() == Reason::Valid) {
            space.neighbours(index, neighbours);
            for (const std::uint32_t neighbour : neighbours) {
                if (unseen.take(neighbour)) {
                    frontier.push_back(neighbour);
                }
            }
        } else if (!unseen.exhausted()) {
            frontier.push_back(unseen.random());
        }
    };
    while (result.indices.size() < wanted) {
        std::vector<std::uint32_t> batch;
        while (batch.size() < std::min<std::size_t>(parallel, wanted - result.indices.size())) {
            if (!frontier.empty()) {
                const std::size_t chosen = random() % frontier.size();
                batch.push_back(frontier[chosen]);
                frontier[chosen] = frontier.back();
                frontier.pop_back();
            } else if (!unseen.exhausted()) {
                batch.push_back(unseen.random());
            } else {
                break;
            }
        }
        if (batch.empty()) {
            break;
        }
        std::for_each(batch.begin(), batch.end(), compile);
    }
    return result;
}

std::vector<std::uint32_t> farthestPoints(
    const ScheduleSpace& space, const std::vector<std::uint32_t>& from, std::size_t count, std::mt19937_64& random) {
    std::vector<std::uint32_t> chosen;
    if (from.empty() || count == 0) {
        return chosen;
    }
    std::vector<ScheduleSpace::Digits> digits;
    digits.reserve(from.size());
    for (const std::uint32_t index : from) {
        digits.push_back(space.digits(index));
    }
    std::vector<int> nearest(from.size(), std::numeric_limits<int>::max());
    std::size_t next = random() % from.size();
    while (chosen.size() < std::min(count, from.size())) {
        chosen.push_back(from[next]);
        nearest[next] = -1;
        const ScheduleSpace::Digits& last = digits[next];
        for (std::size_t i = 0; i < from.size(); ++i) {
            nearest[i] = std::min(nearest[i], distance(digits[i], last));
        }
        nearest[next] = -1;
        next = static_cast<std::size_t>(std::max_element(nearest.begin(), nearest.end()) - nearest.begin());
    }
    return chosen;
}

std::vector<std::uint32_t> diverseFirstSet(
    const ScheduleSpace& space, const Presample& presample, std::size_t eachKind, std::mt19937_64& random) {
    std::vector<std::uint32_t> valid;
    std::vector<std::uint32_t> invalid;
    for (std::size_t i = 0; i < presample.indices.size(); ++i) {
        (presample.reasons[i] == Reason::Valid ? valid : invalid).push_back(presample.indices[i]);
    }
    std::vector<std::uint32_t> result = farthestPoints(space, valid, eachKind, random);
    const std::vector<std::uint32_t> rest = farthestPoints(space, invalid, eachKind, random);
    result.insert(result.end(), rest.begin(), rest.end());
    return result;
}

}
