// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <stop_token>
#include <vector>

#include "core/search/training.h"

namespace paretoscope::engine {

/// Trains several networks to the same step, one thread each and as many at once as they compute best: each
/// training's result depends on its own seed alone.
class ParallelTrainings {
public:
    struct Progress {
        double fraction = 0; ///< of all steps
        double etaSeconds = 0; ///< NaN at the beginning
        double loss = 0; ///< of the newest step
        double stepMs = 0;
        int trainings = 0;
        bool mayCheckpoint = false; ///< all trainings stand still now: their state may be exported
    };
    /// Called on the thread of run(), several times a second; false pauses the training until it returns true.
    using Report = std::function<bool(const Progress&)>;

    /// Called on a training's own thread once it has reached the step; what it throws ends the run.
    using Reached = std::function<void(std::size_t training)>;

    /// `compute`: that the trainings were made with.
    ParallelTrainings(
        std::vector<search::Training*> trainings, int step, search::Compute compute, Reached reached = {});

    /// Returns when all have reached the step or a stop was asked for. Throws what a training threw.
    void run(const std::stop_token& stop, const Report& report);

private:
    std::vector<search::Training*> trainings_;
    int step_;
    search::Compute compute_;
    Reached reached_;
};

}
