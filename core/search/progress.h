// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "core/options/search_progress.h"
#include "core/records/candidate.h"
#include "core/search/derive.h"
#include "core/search/saved_state.h"

namespace paretoscope::search {

/// One step of a bilevel search; entropy: see Decision.
struct SearchStep : options::StepMetrics {
    int step = 0; ///< weight steps done
    int steps = 0;
    int epoch = 0; ///< that this step belongs to
    int epochs = 0;
    bool warmUp = false; ///< the architecture stood still
    double learningRate = 0;
};

/// The end of an epoch: what the archive gained, and the state from which to continue.
struct SearchEpoch {
    int epoch = 0;
    int step = 0;
    SearchStep last;
    ArchitectureParameters parameters;
    Decision decision;
    space::Genotype derived;
    records::AccuracyProtocol protocol; ///< of the candidates' accuracies
    std::vector<records::Candidate>
        candidates; ///< new or rescored in this epoch, without store ids; rescored ones keep their genotype
};

/// Called on the searching thread; may take locks, must not block long. All may be empty.
struct SearchCallbacks {
    std::function<void(const SearchStep&)> step;
    std::function<void(const SearchEpoch&)> epoch;
    std::function<void(const SavedState&)> checkpoint; ///< after every epoch, and where a stop or a pause was asked for
    std::function<bool()> paused; ///< asked at each step: whether to save a checkpoint, call wait and then go on
    std::function<void()> wait;
};

}
