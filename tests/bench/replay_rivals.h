// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

#include "tests/bench/replay_score.h"

namespace paretoscope {

// What the exploration has to beat with as many trainings, each choosing by the raw label.

/// Random cells.
ReplayScore randomSearch(
    const ReplayTable& table, const EqualLatency& truth, std::size_t trainings, std::uint64_t seed);

/// Ten random cells, then one-edit children: of ten random ones of the cells trained, the best label that is fast
/// enough for a target, the targets in turn.
ReplayScore evolution(const ReplayTable& table, const EqualLatency& truth, std::size_t trainings, std::uint64_t seed);

/// No surrogate: of each of as many steps in latency as there are trainings, the best of 100 random cells by the ranks
/// of parameters and jacov.
ReplayScore trainedByBelief(
    const ReplayTable& table, const EqualLatency& truth, std::size_t trainings, std::uint64_t seed);

/// No training: the best of 1,000 random cells by the same ranks, those within 2.5 % below a target.
ReplayScore beliefAlone(const ReplayTable& table, const EqualLatency& truth, std::uint64_t seed);

}
