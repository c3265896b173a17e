// SPDX-License-Identifier: Apache-2.0
#include "core/vta/annealer.h"

#include <algorithm>
#include <cmath>
#include <queue>

namespace paretoscope::vta {

namespace {

constexpr std::size_t chainCount = 128;
constexpr int maxRounds = 500;
constexpr int patience = 50;

/// The best so many configurations seen, each once.
class BestList {
public:
    BestList(std::size_t count, std::vector<bool> taken) : count_(count), taken_(std::move(taken)) { }

    bool offer(float score, std::uint32_t index) {
        if (taken_[index] || (heap_.size() == count_ && score <= heap_.top().first)) {
            return false;
        }
        heap_.emplace(score, index);
        taken_[index] = true;
        if (heap_.size() > count_) {
            taken_[heap_.top().second] = false;
            heap_.pop();
        }
        return true;
    }
    std::vector<std::uint32_t> takeNonNegative() {
        std::vector<std::uint32_t> result;
        for (; !heap_.empty(); heap_.pop()) {
            if (heap_.top().first >= 0) {
                result.push_back(heap_.top().second);
            }
        }
        std::reverse(result.begin(), result.end());
        return result;
    }

private:
    using Item = std::pair<float, std::uint32_t>;
    std::size_t count_;
    std::vector<bool> taken_;
    std::priority_queue<Item, std::vector<Item>, std::greater<>> heap_;
};

}

Annealer::Annealer(const ScheduleSpace& space, std::uint64_t seed) : space_(space), random_(seed) {
    for (int knob = 0; knob < knobCount; ++knob) {
        movable_ += space.knobSize(knob) > 1 ? 1 : 0;
    }
    chains_.resize(std::min<std::size_t>(chainCount, space.size()));
    for (std::uint32_t& chain : chains_) {
        chain = static_cast<std::uint32_t>(random_() % space.size());
    }
}

std::uint32_t Annealer::move(std::uint32_t from) {
    if (movable_ == 0) {
        return from;
    }
    ScheduleSpace::Digits digits = space_.digits(from);
    for (;;) {
        const auto knob = static_cast<std::size_t>(random_() % knobCount);
        const auto value =
            static_cast<std::uint8_t>(random_() % static_cast<std::uint64_t>(space_.knobSize(static_cast<int>(knob))));
        if (value != digits[knob]) {
            digits[knob] = value;
            return space_.index(digits);
        }
    }
}

std::vector<std::uint32_t> Annealer::findMaxima(
    const Score& score, std::size_t count, const std::vector<bool>& excluded) {
    BestList best(count, excluded);
    std::vector<float> scores(chains_.size());
    score(chains_, scores);
    for (std::size_t i = 0; i < chains_.size(); ++i) {
        best.offer(scores[i], chains_[i]);
    }
    std::uniform_real_distribution<float> uniform(0, 1);
    std::vector<std::uint32_t> moved(chains_.size());
    std::vector<float> movedScores(chains_.size());
    int unchanged = 0;
    for (int round = 0; round < maxRounds && unchanged < patience; ++round, ++unchanged) {
        const float temperature = 1.0F - static_cast<float>(round) / maxRounds;
        std::transform(
            chains_.begin(), chains_.end(), moved.begin(), [this](std::uint32_t from) { return move(from); });
        score(moved, movedScores);
        for (std::size_t i = 0; i < chains_.size(); ++i) {
            if (best.offer(movedScores[i], moved[i])) {
                unchanged = 0;
            }
            const float gain = (movedScores[i] - scores[i]) / (temperature + 1e-5F);
            if (uniform(random_) < std::exp(std::min(gain, 1.0F))) {
                chains_[i] = moved[i];
                scores[i] = movedScores[i];
            }
        }
    }
    return best.takeNonNegative();
}

}
