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

/// A search that has ended, with whatever it did.
struct SearchPace {
    std::int64_t run = 0;
    options::SearchConfig config;
    double stepMs = 0; ///< median, milliseconds
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

/// Training steps of all cells and seeds, those that leave at a rung counted so far.
double trainingSteps(const options::TrainConfig& config);

/// Passes through the network that a step of a search costs beside one of its warm-up, which is one: the weights' and
/// the architecture's (first order), or also the two that its second order needs (DARTS, section 2.3).
int passesOf(const options::SearchConfig& config);

}
