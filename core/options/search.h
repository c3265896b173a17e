// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "core/options/network.h"
#include "core/records/run.h"

namespace paretoscope::options {

enum class LambdaMode : std::uint8_t {
    Fixed, ///< λ as given
    Live, ///< λ may be set while the search runs
    Target, ///< λ found by dual ascent so that the searched cell has targetLatencyMs
};
inline std::array<base::Named<LambdaMode>, 3> namesOf(LambdaMode) {
    return {{{LambdaMode::Fixed, "fixed"}, {LambdaMode::Live, "live"}, {LambdaMode::Target, "target"}}};
}

/// What keeps weight-free operations from winning early without fighting λ.
enum class CollapseGuard : std::uint8_t {
    /// What suits the search space: β-decay where every edge keeps an operation (NAS-Bench-201), where short searches
    /// with the auxiliary skip ended with skips on most edges (docs/measured.md, "ground-truth"); else the auxiliary
    /// skip.
    Automatic,
    None,
    AuxiliarySkip, ///< DARTS-minus: an extra skip beside every mixed operation, weight 1 falling to 0 (Chu et al. 2021)
    BetaDecay, ///< β-DARTS: weight · mean logsumexp(α) in the architecture's loss, weight rising from 0 (Ye et al.
    ///< 2022)
};
inline std::array<base::Named<CollapseGuard>, 4> namesOf(CollapseGuard) {
    return {{{CollapseGuard::Automatic, "auto"}, {CollapseGuard::None, "none"},
        {CollapseGuard::AuxiliarySkip, "auxiliary-skip"}, {CollapseGuard::BetaDecay, "beta-decay"}}};
}

/// What a search at one λ ended with.
struct SearchedCell {
    double lambda = 0;
    std::string genotype; ///< as space::toText() writes it
    double predictedMs = std::numeric_limits<double>::quiet_NaN();
    double saving = std::numeric_limits<double>::quiet_NaN(); ///< predicted, against λ = 0
    double entropy = 1; ///< of α, 1 = uniform
    int skips = 0;
    bool decided = false;
};

template <typename Fields>
void describe(Fields& fields, SearchedCell& r) {
    fields("lambda", r.lambda);
    fields("genotype", r.genotype);
    fields("predicted_ms", r.predictedMs);
    fields("saving", r.saving);
    fields("entropy", r.entropy);
    fields("skips", r.skips);
    fields("decided", r.decided);
}

/// The α and β that a search ended with: log-weights by kind of cell.
struct SearchedParameters {
    std::vector<std::vector<double>> alphas; ///< kinds × (edges · operations)
    std::vector<std::vector<double>> betas; ///< kinds × edges; empty without edge normalisation
};

template <typename Fields>
void describe(Fields& fields, SearchedParameters& r) {
    fields("alphas", r.alphas);
    fields("betas", r.betas);
}

struct SearchResult {
    std::string deviceSetting;
    double referenceMs = 0; ///< that λ's latencies are divided by
    std::string images;
    std::vector<SearchedCell> searches; ///< one for each λ, in their order
    std::vector<SearchedParameters> parameters; ///< of the same
    std::string computedOn; ///< nn::Executor::name()
};

template <typename Fields>
void describe(Fields& fields, SearchResult& r) {
    fields("device_setting", r.deviceSetting);
    fields("reference_ms", r.referenceMs);
    fields("images", r.images);
    fields("searches", r.searches);
    fields("parameters", r.parameters);
    fields("computed_on", r.computedOn);
}

/// Differentiable search. With several λ the weights' warm-up is shared and each λ continues from it. Weights: SGD with
/// momentum, cosine to `minimumLearningRate` over the run. α and β: Adam.
struct SearchConfig {
    using Result = SearchResult;
    static constexpr records::JobKind kind = records::JobKind::Search;
    static constexpr double architectureBeta1 = 0.5; ///< of Adam, as in DARTS
    static constexpr double architectureBeta2 = 0.999;

    NetworkConfig network;
    DataConfig data;
    std::string deviceSetting; ///< whose predictor prices the latency; empty: this computer's
    std::string cost = "latency"; ///< which stored cost that predictor prices: "latency", "energy", or their "product"
    LambdaMode mode = LambdaMode::Fixed;
    std::vector<double> lambdas{0.0}; ///< one search for each, in this order
    std::optional<double> targetLatencyMs; ///< needed by LambdaMode::Target
    std::optional<double> stopAtSaving;
    bool plainPrice =
        false; ///< λ multiplies latency in the search's own loss also where an exploration says what λ buys
    int order = 1; ///< how α's gradient treats the weights (DARTS, section 2.3): 1 constant, 2 one step on
    int partialChannels = 1; ///< PC-DARTS K: 1/K of the channels pass the operations; 1 = all (DARTS)
    std::optional<bool> edgeNormalisation; ///< PC-DARTS β, a weight an edge; nothing said: where K > 1, since fewer
                                           ///< channels make the choice of edges noisier (section 3.3)
    CollapseGuard guard = CollapseGuard::Automatic;
    double guardStrength = 0; ///< AuxiliarySkip: starting weight; BetaDecay: final weight; 0 = the guard's own default
    std::vector<space::Operation> forbidden; ///< never sampled, never derived: what the target cannot run
    int skipCap = 0; ///< most skips derived in a normal cell, 0 = no cap (P-DARTS uses 2; it fights λ)
    bool stopAtSkips = false; ///< at a fixed λ of 0 only: end when a cell derives 2 skips or more (DARTS+)
    int batchSize = defaults::batchSize;
    int warmUpSteps = defaults::warmUpSteps;
    int searchSteps = defaults::searchSteps;
    double weightLearningRate = defaults::weightLearningRate;
    double minimumLearningRate = 0; ///< of the weights, at the end
    double momentum = 0.9;
    double weightDecay = 3e-4;
    double clipNorm = 5; ///< largest gradient norm of the weights, 0 = no clipping
    double architectureLearningRate = defaults::architectureLearningRate;
    double architectureWeightDecay = 1e-3;
    int samples = 4; ///< M: architectures sampled a step for the latency term
    int archiveSamples = defaults::archiveSamples;
    int epochSteps = defaults::epochSteps;
    std::string on = anyComputer; ///< what computes, as computeOnFrom() reads it
    std::uint64_t seed = 1;

    bool operator==(const SearchConfig&) const = default;

    [[nodiscard]] bool normalisesEdges() const { return edgeNormalisation.value_or(partialChannels > 1); }
    [[nodiscard]] int imagesForWeights() const { return data.trainImages / 2; } ///< the first ones
    [[nodiscard]] int imagesForArchitecture() const { return data.trainImages / 2; } ///< the next ones
    [[nodiscard]] CollapseGuard collapseGuard() const; ///< not Automatic
    /// How many searches: with λ given one each.
    [[nodiscard]] int searches() const { return mode == LambdaMode::Fixed ? static_cast<int>(lambdas.size()) : 1; }
    [[nodiscard]] int steps() const { return warmUpSteps + searchSteps; } ///< of one search
    /// Of all searches, which share the warm-up.
    [[nodiscard]] std::int64_t allSteps() const { return warmUpSteps + std::int64_t{searches()} * searchSteps; }
    [[nodiscard]] int epochs() const { return (steps() + epochSteps - 1) / epochSteps; }
    /// The guard's weight at `step` of the run.
    [[nodiscard]] double guardWeight(int step) const;
    /// The weights' learning rate at `step` (cosine).
    [[nodiscard]] double learningRate(int step) const;
};

template <typename Fields>
void describe(Fields& fields, SearchConfig& c) {
    fields(Option("network"), c.network);
    fields(Option("data"), c.data);
    fields(deviceOption(), c.deviceSetting);
    fields(Option("cost")
               .oneOf({{"latency"}, {"energy"}, {"product"}})
               .flag("--cost", "what λ prices: latency, energy (where it was measured), or their product"),
        c.cost);
    fields(Option("mode")
               .oneOf({{"fixed", QT_TRANSLATE_NOOP("JobOptions", "as given")},
                   {"live", QT_TRANSLATE_NOOP("JobOptions", "taken from the slider while it runs")},
                   {"target", QT_TRANSLATE_NOOP("JobOptions", "found for the target latency")}})
               .label(QT_TRANSLATE_NOOP("JobOptions", "λ is")),
        c.mode);
    fields(
        Option("lambdas")
            .between(0, 1e6)
            .notEmpty()
            .flag("--lambda", "price of latency in the loss, CE + λ · latency / reference; several share one warm-up")
            .label(QT_TRANSLATE_NOOP("JobOptions", "Prices λ, one search each"),
                QT_TRANSLATE_NOOP("JobOptions", "Numbers with semicolons between them")),
        c.lambdas);
    fields(Option("target_latency_ms")
               .writtenAs(Form::Milliseconds)
               .above(0)
               .flag("--target", "latency to search for, in ms or with its unit; λ is found by dual ascent")
               .label(QT_TRANSLATE_NOOP("JobOptions", "Target latency (ms)"),
                   QT_TRANSLATE_NOOP("JobOptions", "Needed where λ is found for it")),
        c.targetLatencyMs);
    fields(Option("stop_at_saving")
               .above(0)
               .below(1)
               .flag("--stop-at-saving",
                   "end the λ grid at the first one that is predicted to save this share of the first one's latency"),
        c.stopAtSaving);
    fields(Option("plain_price")
               .partOfRecipe()
               .flag("--plain-price",
                   "a λ is the multiplier in the search's loss, also where an exploration says what it buys"),
        c.plainPrice);
    fields(
        Option("order")
            .oneOf({{"1", QT_TRANSLATE_NOOP("JobOptions", "first")}, {"2", QT_TRANSLATE_NOOP("JobOptions", "second")}})
            .flag("--order", "1, or 2 for the second-order architecture gradient")
            .label(QT_TRANSLATE_NOOP("JobOptions", "Order of the architecture’s gradient")),
        c.order);
    fields(
        Option("partial_channels")
            .oneOf({{"1", QT_TRANSLATE_NOOP("JobOptions", "all")}, {"2", QT_TRANSLATE_NOOP("JobOptions", "one half")},
                {"4", QT_TRANSLATE_NOOP("JobOptions", "one quarter")}})
            .flag("--partial-channels", "PC-DARTS K: 1, 2 or 4")
            .label(QT_TRANSLATE_NOOP("JobOptions", "Channels searched")),
        c.partialChannels);
    fields(Option("edge_normalisation")
               .flag("--edge-normalisation,!--no-edge-normalisation",
                   "PC-DARTS edge weights; on where K > 1 unless said otherwise"),
        c.edgeNormalisation);
    fields(Option("guard")
               .oneOf({{"auto", QT_TRANSLATE_NOOP("JobOptions", "what suits the search space")},
                   {"none", QT_TRANSLATE_NOOP("JobOptions", "nothing")},
                   {"auxiliary-skip", QT_TRANSLATE_NOOP("JobOptions", "an auxiliary skip (DARTS-minus)")},
                   {"beta-decay", QT_TRANSLATE_NOOP("JobOptions", "a penalty on α (β-DARTS)")}})
               .flag("--guard",
                   "what keeps skip connections from winning early; auto: auxiliary-skip, in NAS-Bench-201 beta-decay")
               .label(QT_TRANSLATE_NOOP("JobOptions", "Guard against collapse")),
        c.guard);
    fields(Option("guard_strength")
               .between(0, 1000)
               .flag("--guard-strength",
                   "weight of that guard: of the auxiliary skip at the start, of β decay at the "
                   "end; 0: 1 and 0.25")
               .label(QT_TRANSLATE_NOOP("JobOptions", "Strength of the guard (0: its default)")),
        c.guardStrength);
    fields(forbiddenOption(), c.forbidden);
    fields(Option("skip_cap")
               .between(0, 100)
               .flag("--skip-cap", "most skip connections derived in a normal cell (P-DARTS: 2), 0: no cap")
               .label(QT_TRANSLATE_NOOP("JobOptions", "Most skip connections in a normal cell (0: any)")),
        c.skipCap);
    fields(
        Option("stop_at_skips")
            .flag("--stop-at-skips", "end a search at λ = 0 when its normal cell derives two skip connections (DARTS+)")
            .label(QT_TRANSLATE_NOOP("JobOptions", "Stop at two skip connections where λ is 0")),
        c.stopAtSkips);
    fields(batchOption(), c.batchSize);
    fields(Option("warm_up_steps")
               .between(0, defaults::mostSteps)
               .flag("--warm-up-steps", "weight steps before α moves")
               .label(QT_TRANSLATE_NOOP("JobOptions", "Warm-up steps")),
        c.warmUpSteps);
    fields(Option("search_steps")
               .between(1, defaults::mostSteps)
               .flag("--steps", "bilevel steps after them")
               .label(QT_TRANSLATE_NOOP("JobOptions", "Search steps")),
        c.searchSteps);
    fields(Option("weight_learning_rate")
               .above(0)
               .atMost(10)
               .flag("--weight-learning-rate", "of SGD at the start")
               .label(QT_TRANSLATE_NOOP("JobOptions", "Learning rate")),
        c.weightLearningRate);
    fields(Option("minimum_learning_rate")
               .between(0, 10)
               .flag("--minimum-learning-rate", "that the cosine of SGD ends at (DARTS: 0.001)")
               .label(QT_TRANSLATE_NOOP("JobOptions", "Learning rate at the end")),
        c.minimumLearningRate);
    fields(momentumOption(), c.momentum);
    fields(weightDecayOption(), c.weightDecay);
    fields(clipNormOption("largest norm of the weights' gradient, 0: any"), c.clipNorm);
    fields(Option("architecture_learning_rate")
               .above(0)
               .atMost(10)
               .flag("--architecture-learning-rate", "of Adam")
               .label(QT_TRANSLATE_NOOP("JobOptions", "Learning rate of the architecture")),
        c.architectureLearningRate);
    fields(Option("architecture_weight_decay")
               .between(0, 1)
               .flag("--architecture-weight-decay", "of Adam")
               .label(QT_TRANSLATE_NOOP("JobOptions", "Weight decay of the architecture")),
        c.architectureWeightDecay);
    fields(Option("samples").between(1, 1024).flag(
               "--samples", "architectures sampled a step for the latency in the loss"),
        c.samples);
    fields(
        Option("archive_samples")
            .between(0, 100000)
            .flag("--archive-samples", "architectures sampled into the archive at each epoch, beside the derived one"),
        c.archiveSamples);
    fields(Option("epoch_steps")
               .between(1, defaults::mostSteps)
               .flag("--epoch-steps", "steps between two checkpoints and entries of the archive")
               .label(QT_TRANSLATE_NOOP("JobOptions", "Steps between two checkpoints")),
        c.epochSteps);
    fields(computeOnOption(), c.on);
    fields(seedOption(), c.seed);
}

inline JobDescription about(const SearchConfig&) {
    return {"search for cells at one or more prices of latency",
        "paretoscope-cli search --lambda 0 --lambda 0.3 --data cifar10:DIR\n"
        "paretoscope-cli search --target 4.2ms\n"
        "paretoscope-cli search --preset pc-darts-cifar --batch 128\n"
        "paretoscope-cli search --resume",
        QT_TRANSLATE_NOOP("JobOptions", "Search")};
}

std::string titleOf(const SearchConfig& config);

/// Throws Error (InvalidValue) where options contradict each other.
void check(const SearchConfig& config);

}
