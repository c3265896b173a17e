// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "core/options/search.h"
#include "core/options/train.h"
#include "core/records/run.h"
#include "core/store/project.h"

namespace paretoscope::queries {

// How long a search or a training would take if its steps took what those of one like it took in this project. Any
// thread.

/// With whatever it did.
bool hasEnded(const records::Run& run);

/// A search that has ended.
struct SearchPace {
    std::int64_t run = 0;
    options::SearchConfig config;
    double passMs = 0; ///< of a pass through the network (see passesOf()), median, milliseconds
};

struct TrainingPace {
    std::int64_t run = 0;
    options::TrainConfig config;
    double stepMs = 0; ///< of one network, milliseconds
    int atOnce = 1; ///< networks that could train beside each other
};

/// Nothing where the run's history or result says nothing of it. Throws Error where its record cannot be read.
std::optional<SearchPace> searchPace(const store::Project& project, const records::Run& run);
std::optional<TrainingPace> trainingPace(const records::Run& run);

struct ExpectedTime {
    double seconds = 0;
    std::int64_t asRun = 0; ///< 0: the job says itself how long it may take
};

/// Nothing where steps of the other configuration take another time: another network, batch or way of searching.
std::optional<ExpectedTime> expectedTime(const options::SearchConfig& config, const SearchPace& pace);
std::optional<ExpectedTime> expectedTime(const options::TrainConfig& config, const TrainingPace& pace);

/// By the newest run of the project that is alike; nothing where there is none.
std::optional<ExpectedTime> expectedTime(const options::SearchConfig& config, const store::Project& project);
std::optional<ExpectedTime> expectedTime(const options::TrainConfig& config, const store::Project& project);

/// Training steps of all cells and seeds in this rung and those after it, those that leave at a rung counted so far.
double trainingSteps(const options::TrainConfig& config, int fromRung = 0);

/// Passes through the network that the first `steps` steps of the job cost: one each in the warm-up; behind it the
/// weights' and the architecture's (first order), or also the three that its second order needs (DARTS, section 2.3).
double passesOf(const options::SearchConfig& config, std::int64_t steps);
/// Of one step, counted from 1 with the warm-up before it.
int passesOfStep(const options::SearchConfig& config, std::int64_t step);

}
