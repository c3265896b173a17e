// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace paretoscope::predictor {

/// How good predictions are on architectures that the model has not seen. Torch-free. Errors are fractions of the
/// measured latency.
struct ErrorReport {
    int heldOut = 0; ///< architectures, none of which the model that predicted it was fitted on
    double meanError = 0; ///< of |predicted − measured| / measured
    double medianError = 0;
    double within5 = 0; ///< share of architectures with at most 5 % error
    double within10 = 0;
    double tau = 0; ///< Kendall's τ-b between measured and predicted
    double tauLow = -1; ///< 95 % interval, bootstrap over architectures
    double tauHigh = 1;
    double rho = 0; ///< Spearman's ρ
    std::optional<double> noiseFloor; ///< mean error that measuring again would have; empty where not measured
    std::optional<double> ceilingTau; ///< τ that a perfect predictor would reach against measurements this noisy

    bool operator==(const ErrorReport&) const = default;
};

/// `measured` and `predicted` by architecture, in ms. Throws Error (InvalidValue) where lengths differ or a measured
/// value is not positive. Deterministic in `seed`.
ErrorReport errorReport(std::span<const double> measured, std::span<const double> predicted, std::uint64_t seed = 1);

/// One held-out architecture: a point of the predictor's scatter.
struct HeldOutPoint {
    std::string genotype; ///< space::identityText of the canonical genotype
    double measuredMs = 0; ///< median of its repeats
    double predictedMs = 0;
    double additiveMs = 0; ///< by the additive part alone
    double baselineMs = 0; ///< by the paper's plain network; NaN where it was not fitted

    bool operator==(const HeldOutPoint&) const = default;
};

/// What is stored with a predictor (store::PredictorRecord::report) and drawn by a view.
struct FitReport {
    ErrorReport model; ///< the predictor, cross-fitted
    ErrorReport additive; ///< its additive part alone, on the same architectures
    std::optional<ErrorReport> baseline; ///< the paper's plain network, on the same architectures
    int architectures = 0; ///< different ones that were used
    int measurements = 0; ///< that were used, repeats included
    int sentinels = 0; ///< left out: re-measurements of the reference architecture
    int rejected = 0; ///< left out: not finite or not positive
    double referenceMs = 0; ///< median of the architectures' latencies
    bool residualKept = false; ///< whether the residual network helped on held-back data
    bool liveFeatures = false; ///< whether costs of what a compiler keeps of a cell helped (Features::live)
    double seconds = 0; ///< wall-clock time of the fit
    std::vector<HeldOutPoint> points;

    bool operator==(const FitReport&) const = default;
};

std::string toJson(const FitReport& report);
/// Throws Error (InvalidData) saying what is missing or wrong.
FitReport fitReportFromJson(std::string_view text);
/// FitReport::referenceMs alone. Throws likewise.
double referenceMsFromJson(std::string_view text);

}
