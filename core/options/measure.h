// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/member_fields.h"
#include "core/options/network.h"
#include "core/records/run.h"

namespace paretoscope::options {

struct MeasureResult {
    std::string deviceSetting;
    int architectures = 0; ///< measured on the setting in all
    int repeated = 0; ///< of them measured again
    double noiseFloor = 0; ///< of all these NaN: not known
    double repeatTau = 0;
    double ceilingTau = 0;
    double sentinelDrift = 0;
    int unstable = 0; ///< measurements whose windows did not agree
    int failed = 0; ///< architectures that the device failed on in this run
    std::string endedBy; ///< "architectures", "error", "no_improvement" or "budget"
    double heldOutError = 0; ///< of the last fit, NaN where none was made
    double compileMs = 0; ///< median that a runner took to prepare a network, in no latency; NaN where none prepares
    std::vector<std::optional<double>> latenciesMs; ///< of the chosen genotypes, in their order; nothing: it failed
};

PARETOSCOPE_FIELDS(MeasureResult, deviceSetting, architectures, repeated, noiseFloor, repeatTau, ceilingTau,
    sentinelDrift, unstable, failed, endedBy, heldOutError, compileMs, latenciesMs)

/// Time random architectures on a device setting.
struct MeasureConfig {
    using Result = MeasureResult;
    static constexpr records::JobKind kind = records::JobKind::Measure;

    std::string deviceSetting; ///< empty: this computer's processor, all cores, batch 1
    NetworkConfig network;
    int architectures = 330;
    double repeatShare = 0.12;
    bool countEnergy = true;
    std::vector<std::string> genotypes; ///< measure exactly these (again) instead of random ones
    double budgetSeconds = 0; ///< stop after so long, whatever is reached then; 0: no limit
    /// Stop as soon as a predictor that is fitted to what was measured has this mean relative error on architectures
    /// held out, or no longer gets better; `architectures` are the most then. 0: measure them all.
    double untilError = 0;
    std::uint64_t seed = 1;

    bool operator==(const MeasureConfig&) const = default;
};

template <typename Fields>
void describe(Fields& fields, MeasureConfig& c) {
    fields(deviceOption(), c.deviceSetting);
    fields(Option("network"), c.network);
    fields(Option("architectures")
               .between(1, 10'000'000)
               .flag("--architectures", "different architectures wanted, stored ones included")
               .label(QT_TRANSLATE_NOOP("JobOptions", "Architectures")),
        c.architectures);
    fields(Option("repeat_share")
               .between(0, 1)
               .flag("--repeat-share", "part of them measured twice, for the noise floor")
               .label(QT_TRANSLATE_NOOP("JobOptions", "Share measured twice")),
        c.repeatShare);
    fields(Option("count_energy")
               .flag("--energy,!--no-energy",
                   "count the energy too, where something counts it; a GPU's counter is slow: without, ten times as "
                   "many cells a minute"),
        c.countEnergy);
    fields(Option("budget_s")
               .atLeast(0)
               .writtenAs(Form::Duration)
               .flag("--budget", "stop after so long: 90s, 10min, 2h; 0: no limit"),
        c.budgetSeconds);
    fields(Option("until_error")
               .atLeast(0)
               .below(1)
               .writtenAs(Form::Percent)
               .flag("--until-error",
                   "stop when a predictor fitted to what was measured errs by no more (5%), or gets no better; 0: off"),
        c.untilError);
    fields(genotypesOption("--genotype", "measure exactly this one (again); may be repeated"), c.genotypes);
    fields(seedOption(), c.seed);
}

inline JobDescription about(const MeasureConfig&) {
    return {"time random architectures on a device setting",
        "paretoscope-cli measure\n"
        "paretoscope-cli measure --device cpu/eager/t1/b16/f32 --architectures 500\n"
        "paretoscope-cli measure --device cpu/script/t1/b1/f32 --until-error 5% --budget 10min\n"
        "paretoscope-cli measure --device vta:pynq --architectures 1000\n"
        "paretoscope-cli measure --genotype DARTS_V2 --genotype PC_DARTS_cifar",
        QT_TRANSLATE_NOOP("JobOptions", "Measure")};
}

inline std::string titleOf(const MeasureConfig& c) {
    const std::string what = c.genotypes.empty()
        ? std::to_string(c.architectures) + " architectures"
        : std::to_string(c.genotypes.size()) + (c.genotypes.size() == 1 ? " chosen cell" : " chosen cells");
    return "measure " + what + " on " + c.deviceSetting + ", " + titleOf(c.network);
}

/// Throws Error (InvalidValue): what is to be measured on must be known exactly.
inline void check(const MeasureConfig& c) {
    if (!c.deviceSetting.empty()) {
        (void)records::parseDeviceSetting(c.deviceSetting);
    }
}

}
