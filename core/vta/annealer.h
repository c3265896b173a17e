// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <random>
#include <span>
#include <vector>

#include "core/vta/schedule.h"

namespace paretoscope::vta {

/// Simulated annealing over a schedule space as AutoTVM does it (sa_model_optimizer.py): 128 chains that go on where
/// they stopped at the last call, up to 500 rounds, temperature 1 to 0, until the best list has not changed for 50
/// rounds; a move sets one random knob to another value.
class Annealer {
public:
    using Score = std::function<void(std::span<const std::uint32_t> indices, std::span<float> scores)>;

    Annealer(const ScheduleSpace& space, std::uint64_t seed);

    /// The `count` best configurations met with a score of at least 0 that `excluded` does not hold, best first.
    std::vector<std::uint32_t> findMaxima(const Score& score, std::size_t count, const std::vector<bool>& excluded);

private:
    [[nodiscard]] std::uint32_t move(std::uint32_t from);

    const ScheduleSpace& space_;
    std::mt19937_64 random_;
    std::vector<std::uint32_t> chains_;
    int movable_ = 0; ///< knobs with more than one value
};

}
