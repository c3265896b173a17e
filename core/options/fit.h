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

/// How well the energies were fitted.
struct EnergyFit {
    int architectures = 0;
    double error = 0;
    double tau = 0;
    double referenceMj = 0;
};

PARETOSCOPE_FIELDS(EnergyFit, architectures, error, tau, referenceMj)

struct FitResult {
    std::int64_t predictor = 0; ///< id
    int architectures = 0;
    int heldOut = 0;
    double error = 0; ///< mean, on those held out; errors and shares are fractions of one
    double medianError = 0;
    double within5 = 0; ///< share with at most 5 % error
    double within10 = 0;
    double tau = 0;
    double tauLow = 0;
    double tauHigh = 0;
    double rho = 0;
    std::optional<double> noiseFloor;
    std::optional<double> ceilingTau;
    std::string noise; ///< in words: what the two are from, or why they are not known
    double additiveError = 0;
    double additiveTau = 0;
    double referenceMs = 0;
    double seconds = 0;
    std::optional<double> baselineError; ///< of the paper's plain network
    std::optional<double> baselineTau;
    std::optional<EnergyFit> energy; ///< where enough energies were measured
};

PARETOSCOPE_FIELDS(FitResult, predictor, architectures, heldOut, error, medianError, within5, within10, tau, tauLow,
    tauHigh, rho, noiseFloor, ceilingTau, noise, additiveError, additiveTau, referenceMs, seconds, baselineError,
    baselineTau, energy)

/// Fit a latency predictor to the stored measurements.
/// Measured architectures that a predictor needs.
inline constexpr int fewestForFit = 30;

struct FitConfig {
    using Result = FitResult;
    static constexpr records::JobKind kind = records::JobKind::Fit;

    std::string deviceSetting;
    NetworkConfig network;
    /// Other device settings whose stored predictors (of the same search space, whatever their network) are the prior:
    /// a handful of measurements is enough then. Empty: from the measurements alone.
    std::vector<std::string> from;
    std::uint64_t seed = 1;

    bool operator==(const FitConfig&) const = default;
};

template <typename Fields>
void describe(Fields& fields, FitConfig& c) {
    fields(deviceOption(), c.deviceSetting);
    fields(Option("network"), c.network);
    fields(Option("from").flag("--from",
               "carry over what predictors of these device settings know: ten to fifty measurements are enough then"),
        c.from);
    fields(seedOption(), c.seed);
}

inline JobDescription about(const FitConfig&) {
    return {"fit a latency predictor to the measurements",
        "paretoscope-cli fit --device cpu/eager/t2/b1/f32\n"
        "paretoscope-cli fit --device table/pixel3\n"
        "paretoscope-cli fit --device cmd/pi/b1 --from cpu/eager/t1/b1/f32 cpu/script/t1/b1/f32\n"
        "Without options of the network, the one that was measured on the setting is meant.",
        QT_TRANSLATE_NOOP("JobOptions", "Fit")};
}

inline std::string titleOf(const FitConfig& c) {
    return "fit " + c.deviceSetting + ", " + titleOf(c.network);
}

inline void check(const FitConfig&) { }

}
