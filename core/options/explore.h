// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/options/explore_result.h"
#include "core/options/train.h"

namespace paretoscope::options {

/// Choose cells on merit: train some of them for a few steps, learn from these trainings what others would give
/// (explore::Exploration), train what is expected best, and so on; then more steps for the few that matter. Images that
/// a training has not seen judge it; test images are never looked at. Trainings that the project holds already under
/// the same protocol are known and not repeated, whatever device they were made for: accuracy does not depend on it.
struct ExploreConfig : TrainingRecipe {
    using Result = ExploreResult;
    static constexpr records::JobKind kind = records::JobKind::Explore;

    NetworkConfig network;
    DataConfig data{.validationImages = 4000};
    std::vector<std::string> devices; ///< settings whose predictors say what is fast; none: all that have one
    std::vector<int> steps{300, 640}; ///< of all trainings, and of the few that matter; one number: only the first
    double minutes = 5; ///< for scores and trainings; what these cost is measured on the first ones
    double leastTrainings = 0; ///< made although the minutes are over: on a busy computer they would teach too little
    std::optional<double> trainings; ///< in trainings of the fewest steps; takes the place of the minutes. 0: only
                                     ///< learn from what the project holds
    // Aims; none: the whole front of every setting.
    std::vector<double> latenciesMs; ///< the best cell of at most so many milliseconds
    std::vector<double> lambdas; ///< the best cell at a price of latency, in trained cross entropy
    std::optional<double> saving; ///< the best cell that saves this share of the latency of the best cell at no price
    std::vector<space::Operation> forbidden; ///< in no cell
    std::int64_t mostParameters = 0; ///< of the network; 0: any number
    std::int64_t mostMacs = 0; ///< multiply-accumulates of the network; 0: any number
    std::int64_t proposals = 0; ///< run of a finished search, from whose α cells are drawn that join the pool; 0: none
    int poolSize = 5000; ///< random cells that are looked through
    std::string on = anyComputer; ///< what computes, as computeOnFrom() reads it
    std::uint64_t seed = 1; ///< of the pool, of choices and of weights, order and augmentation

    bool operator==(const ExploreConfig&) const = default;

    /// Of the trainings with so many steps. `genotypes` is left empty.
    [[nodiscard]] TrainConfig training(int steps) const;
};

template <typename Fields>
void describe(Fields& fields, ExploreConfig& c) {
    fields(Option("network"), c.network);
    fields(Option("data"), c.data);
    fields(Option("devices").flag("--device",
               "device setting whose predictor says what is fast; may be repeated; all that have one where left out"),
        c.devices);
    fields(
        Option("steps")
            .between(1, defaults::mostSteps)
            .notEmpty()
            .flag("--steps",
                "training steps of all cells, and of the few that matter; for a long final training a quarter of its "
                "steps")
            .label(QT_TRANSLATE_NOOP("JobOptions", "Steps"),
                QT_TRANSLATE_NOOP("JobOptions",
                    "Of all cells; of the few that matter. For a long final training: a quarter of its steps")),
        c.steps);
    fields(Option("minutes")
               .above(0)
               .atMost(100'000)
               .flag("--minutes", "time for trainings, by the clock")
               .label(QT_TRANSLATE_NOOP("JobOptions", "Minutes")),
        c.minutes);
    fields(Option("least_trainings").between(0, 1e6), c.leastTrainings);
    fields(Option("trainings")
               .between(0, 1e6)
               .flag("--trainings",
                   "trainings of the fewest steps instead of minutes; a longer one counts in proportion; 0: only learn "
                   "from what the project holds")
               .label(QT_TRANSLATE_NOOP("JobOptions", "Trainings, instead of minutes")),
        c.trainings);
    fields(Option("latencies_ms")
               .above(0)
               .writtenAs(Form::Milliseconds)
               .flag("--latency", "latency to find the best cell for, in ms or with its unit; may be repeated")
               .label(QT_TRANSLATE_NOOP("JobOptions", "Latencies aimed at (ms)"),
                   QT_TRANSLATE_NOOP("JobOptions", "The whole front where empty")),
        c.latenciesMs);
    fields(
        Option("lambdas")
            .between(0, 1e6)
            .flag("--lambda", "price of latency to find the best cell for, in trained cross entropy; may be repeated")
            .label(QT_TRANSLATE_NOOP("JobOptions", "Prices λ aimed at"),
                QT_TRANSLATE_NOOP("JobOptions", "The whole front where empty")),
        c.lambdas);
    fields(Option("saving").above(0).below(1).flag("--saving",
               "share of the best cell's latency to save, such as 0.25: the best cell that does is aimed at"),
        c.saving);
    fields(forbiddenOption(), c.forbidden);
    fields(Option("most_parameters")
               .between(0, 1e12)
               .flag("--most-parameters", "no network with more parameters; 0: any number")
               .label(QT_TRANSLATE_NOOP("JobOptions", "Most parameters (0: any)")),
        c.mostParameters);
    fields(Option("most_macs")
               .between(0, 1e15)
               .flag("--most-macs", "no network with more multiply-accumulates; 0: any number"),
        c.mostMacs);
    fields(Option("proposals")
               .atLeast(0)
               .flag("--proposals", "run of a finished search, from whose α cells are drawn that join the others"),
        c.proposals);
    fields(
        Option("pool_size").between(0, 1'000'000).flag("--pool", "random cells that are looked through"), c.poolSize);
    describeRecipe(fields, c);
    fields(computeOnOption(), c.on);
    fields(seedOption(), c.seed);
}

inline JobDescription about(const ExploreConfig&) {
    return {"train few cells for few steps, learn from them, and choose the best at each latency",
        "paretoscope-cli explore --minutes 10 --data cifar10:DIR\n"
        "paretoscope-cli explore --device cpu/eager/t1/b1/f32 --latency 3.5 --trainings 100\n"
        "paretoscope-cli explore --trainings 0   (a new device: what was trained serves it too)\n"
        "paretoscope-cli explore --resume",
        QT_TRANSLATE_NOOP("JobOptions", "Explore")};
}

std::string titleOf(const ExploreConfig& config);

/// Throws Error (InvalidValue) where options contradict each other.
void check(const ExploreConfig& config);

}
