// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/member_fields.h"
#include "core/options/checks.h"
#include "core/options/network.h"
#include "core/records/run.h"

namespace paretoscope::options {

struct TunedOperator {
    std::string workload; ///< "conv/1x64x56x56/64x3x3/s1/p1/g1"
    std::string task; ///< key
    double ms = 0;
    std::uint32_t trials = 0;
    std::uint32_t invalid = 0;
    std::uint64_t compilerCalls = 0;
    std::uint32_t index = 0; ///< of the best in its space
    std::string schedule;
};

template <typename Fields>
void describe(Fields& fields, TunedOperator& r) {
    fields("operator", r.workload);
    fields("task", r.task);
    fields("ms", r.ms);
    fields("trials", r.trials);
    fields("invalid", r.invalid);
    fields("compiler_calls", r.compilerCalls);
    fields("index", r.index);
    fields("schedule", r.schedule);
}

/// All operators by one method and seed.
struct TuningSummary {
    std::string method;
    std::uint64_t seed = 0;
    double trials = 0;
    double invalidShare = 0;
    double operatorsMs = 0; ///< sum of the best
};

PARETOSCOPE_FIELDS(TuningSummary, method, seed, trials, invalidShare, operatorsMs)

/// All latencies are simulated.
struct TuneResult {
    std::string provenance = "simulated";
    std::string accelerator;
    std::string variant;
    double operatorsMs = 0;
    double seconds = 0;
    std::optional<double> networkMs; ///< where a network was tuned: the whole, and its parts
    std::optional<double> vtaMs;
    std::optional<double> cpuMs;
    std::optional<double> layoutMs;
    std::vector<TunedOperator> operators;
    std::vector<TuningSummary> tunings;
};

PARETOSCOPE_FIELDS(TuneResult, provenance, accelerator, variant, operatorsMs, seconds, networkMs, vtaMs, cpuMs,
    layoutMs, operators, tunings)

/// Find the best schedules of operators on the simulated VTA: of a network's convolutions, of single operators, or
/// both. With several methods or seeds each operator is tuned by each of them, to compare them; the best of all is
/// kept.
struct TuneConfig {
    using Result = TuneResult;
    static constexpr records::JobKind kind = records::JobKind::Tune;

    std::string accelerator = "pynq"; ///< a built-in VTA or the path of its configuration file (.json)
    std::string variant = "cpu"; ///< where depthwise convolutions run: "cpu" or "group16" (on the VTA, in groups)
    NetworkConfig network;
    std::string genotype; ///< text or published name; all that its network runs on the VTA. Empty: `layers` only
    std::vector<std::string> layers; ///< single operators, such as "conv/1x64x56x56/64x3x3/s1/p1/g1"
    bool verboseSpace = false; ///< tile sizes that are powers of two too, not only divisors
    std::vector<std::string> methods{"ours-filtered"}; ///< as vta::methodName() names them
    int trials = defaults::tuningTrials; ///< measurements of an operator at most
    int patience = defaults::tuningPatience; ///< stop after so many without a better one; 0: never
    int seeds = 1; ///< tunings by each method: seed, seed + 1, ...
    std::uint64_t seed = 1;

    bool operator==(const TuneConfig&) const = default;
};

template <typename Fields>
void describe(Fields& fields, TuneConfig& c) {
    fields(Option("accelerator")
               .notEmpty()
               .flag("--accelerator", "a built-in VTA or the path of its .json file")
               .label(QT_TRANSLATE_NOOP("JobOptions", "Accelerator"),
                   QT_TRANSLATE_NOOP(
                       "JobOptions", "A built-in one (pynq, ultra96, zcu104, …) or a VTA configuration file (.json)")),
        c.accelerator);
    fields(Option("variant")
               .oneOf({{"cpu", QT_TRANSLATE_NOOP("JobOptions", "on the host CPU")},
                   {"group16", QT_TRANSLATE_NOOP("JobOptions", "in groups, on the VTA")}})
               .flag("--variant", "where depthwise convolutions run")
               .label(QT_TRANSLATE_NOOP("JobOptions", "Depthwise convolutions")),
        c.variant);
    fields(Option("network"), c.network);
    fields(Option("genotype").flag("--genotype", "all operators of this network"), c.genotype);
    fields(Option("layers")
               .flag("--layer", "one operator, such as conv/1x64x56x56/64x3x3/s1/p1/g1; may be repeated")
               .label(QT_TRANSLATE_NOOP("JobOptions", "Operators"),
                   QT_TRANSLATE_NOOP("JobOptions",
                       "Empty: those of the chosen candidate's network; else such as "
                       "conv/1x64x56x56/64x3x3/s1/p1/g1")),
        c.layers);
    fields(Option("verbose_space")
               .oneOf({{"false", QT_TRANSLATE_NOOP("JobOptions", "divisors")},
                   {"true", QT_TRANSLATE_NOOP("JobOptions", "divisors and powers of two")}})
               .flag("--verbose-space", "also tile sizes that are powers of two")
               .label(QT_TRANSLATE_NOOP("JobOptions", "Tile sizes")),
        c.verboseSpace);
    fields(Option("methods")
               .notEmpty()
               .flag("--method",
                   "random, autotvm, validity, classifier, static-filter, ours, ours-filtered; several are compared")
               .label(QT_TRANSLATE_NOOP("JobOptions", "Tuners, compared if several"),
                   QT_TRANSLATE_NOOP(
                       "JobOptions", "random; autotvm; validity; classifier; static-filter; ours; ours-filtered")),
        c.methods);
    fields(Option("trials")
               .between(1, 1'000'000)
               .flag("--trials", "measurements of an operator at most")
               .label(QT_TRANSLATE_NOOP("JobOptions", "Maximum measurements per operator")),
        c.trials);
    fields(Option("patience")
               .between(0, 1'000'000)
               .flag("--patience", "stop after so many without a better one, 0: never")
               .label(QT_TRANSLATE_NOOP("JobOptions", "Stop after this many without improvement (0: never)")),
        c.patience);
    fields(Option("seeds")
               .between(1, 100)
               .flag("--seeds", "tunings by each method: --seed, --seed + 1, ...")
               .label(QT_TRANSLATE_NOOP("JobOptions", "Tunings by each tuner")),
        c.seeds);
    fields(seedOption(), c.seed);
}

inline JobDescription about(const TuneConfig&) {
    return {"find the best schedules of operators on the simulated VTA",
        "paretoscope-cli tune --genotype DARTS_V2\n"
        "paretoscope-cli tune --layer conv/1x64x56x56/64x3x3/s1/p1/g1 --method autotvm\n"
        "paretoscope-cli tune --layer conv/1x64x56x56/64x3x3/s1/p1/g1 --method autotvm validity ours --seeds 3\n"
        "paretoscope-cli tune --layer conv/1x64x56x56/64x3x3/s1/p1/g1 --explain 828",
        QT_TRANSLATE_NOOP("JobOptions", "Tune")};
}

inline std::string titleOf(const TuneConfig& c) {
    std::string what = c.genotype.empty() ? "" : "the operators of " + titleOf(c.network);
    if (!c.layers.empty()) {
        what += (what.empty() ? "" : " and ") + std::to_string(c.layers.size())
            + (c.layers.size() == 1 ? " operator" : " operators");
    }
    return "tune " + what + " on vta/" + c.accelerator + "/" + c.variant;
}

inline void check(const TuneConfig& c) {
    if (c.genotype.empty() && c.layers.empty()) {
        refuse("layers", "empty", "one or more operators such as conv/1x64x56x56/64x3x3/s1/p1/g1, or a genotype");
    }
}

}
