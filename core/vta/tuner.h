// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <stop_token>
#include <vector>

#include "core/vta/booster.h"
#include "core/vta/cost_guess.h"
#include "core/vta/task.h"

namespace paretoscope::vta {

/// One measurement slot: a configuration and what came of it. A build that fails takes a slot too.
struct Trial {
    std::uint32_t index = 0;
    Outcome outcome;
    bool operator==(const Trial&) const = default;
};

/// How the next measurements are chosen.
enum class TuningMethod : std::uint8_t {
    Random, ///< uniformly, without replacement
    AutoTvm, ///< XGBTuner: boosted trees and simulated annealing; failures count as zero
    Validity, ///< AutoTvm started and biased by what the compiler says (Rieber et al. 2022)
    Classifier, ///< AutoTvm beside a learned validity model; failures train only that one (the ML2Tuner kind)
    StaticFilter, ///< AutoTvm on the valid configurations alone: an oracle
    Ours, ///< instruction counts, a validity model, knowledge of other layers; compiles before it measures
    OursFiltered, ///< the same with any number of compiler calls
};
std::string_view methodName(TuningMethod method);
/// Throws Error (UnknownName) listing them.
TuningMethod methodFromName(std::string_view name);
std::vector<TuningMethod> allMethods();

/// What tuned layers taught: instruction counts with the cycles that were measured, and rows of stream features with
/// validity. A layer appends its own when it is done.
struct Knowledge {
    std::vector<StreamCounts> timed;
    std::vector<double> cycles;
    FeatureRows judged;
    std::vector<float> valid; ///< 1 or 0
};

struct TunerOptions {
    TuningMethod method = TuningMethod::Ours;
    std::uint32_t maxTrials = 750;
    std::size_t batch = 8; ///< measurements between two decisions
    std::size_t plan = 64; ///< AutoTVM's plan_size
    Objective objective = Objective::Rank; ///< of AutoTvm, Validity and StaticFilter
    std::size_t firstFit = 0; ///< measurements before the first fit; 0: one plan
    // The stages of Validity, each switchable.
    std::uint32_t presample = 1000; ///< compiler calls before the first measurement, 0: none; also the budget of Ours
    std::size_t firstSet = 50; ///< balanced and diverse first set, 0: none
    bool validityBias = true; ///< in the annealer
    /// Of Ours and OursFiltered: rank by cycles guessed from instruction counts before anything was measured. Off: only
    /// this layer's measurements say what is fast.
    bool countInstructions = true;
    std::uint64_t seed = 1;
    std::int64_t stopAtCycles = 0; ///< stop once something this fast is measured; 0: never
    std::uint32_t patience = 0; ///< stop after so many measurements without a better one; 0: never
};

struct TuningProgress {
    std::span<const Trial> trials; ///< all so far
    std::uint32_t invalid = 0; ///< of these
    std::int64_t bestCycles = 0;
    std::uint64_t compilerCalls = 0;
};

struct TuningResult {
    std::vector<Trial> trials;
    std::uint64_t compilerCalls = 0; ///< different configurations that the compiler was asked about before measuring
    std::int64_t bestCycles = 0; ///< 0 where nothing valid was found
    std::uint32_t best = 0;
    bool nothingLeft = false; ///< every configuration that could win was measured
};

struct TuningCallbacks {
    /// After each batch, on the calling thread.
    std::function<void(const TuningProgress&)> progress;
    /// Trials of an earlier, interrupted run with the same target and options, in order: their outcomes are taken from
    /// here instead of being measured again, so the run goes on exactly where it stopped.
    std::span<const Trial> earlier;
};

/// Tunes one target. Deterministic for a seed. `knowledge` may be null; it is read at the start and, for Ours and
/// OursFiltered, extended at the end. Throws Error: InvalidData where no configuration can be valid (the reasons are in
/// the text), Interrupted soon after a stop is asked for.
TuningResult tune(const TuningTarget& target, const TunerOptions& options, Knowledge* knowledge = nullptr,
    const TuningCallbacks& callbacks = {}, const std::stop_token& stop = {});

}
