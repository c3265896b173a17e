// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>

#include "core/options/fit.h"
#include "core/predictor/error_report.h"
#include "core/predictor/latency_predictor.h"
#include "core/records/measurement.h"

namespace paretoscope::predictor {

struct FitOptions {
    std::uint64_t seed = 1;
    int folds =
        5; ///< each architecture is held out once, so all of them are reported on; 0: no report, six times faster
    int minimumArchitectures = options::fewestForFit; ///< fewer: Error (NotEnoughData)
    int residualFrom = 80; ///< architectures from which on a residual network is tried
    bool baseline = true; ///< also fit the paper's plain network, for comparison
    std::optional<double> noiseFloor; ///< of the device setting, if measured; only reported
    std::optional<double> ceilingTau;
};

struct FitResult {
    LatencyPredictor predictor; ///< fitted on all architectures
    FitReport report; ///< cross-fitted: by models that had not seen the architecture
};

/// Fits a latency predictor to measurements of one device setting and shape. Sentinels are left out; repeats and
/// isomorphic cells are one architecture (median; unstable measurements only where there is no stable one); values that
/// are not finite and positive are rejected and counted. Takes seconds; results depend on measurements and seed only,
/// not on the number of threads.
///
/// Throws Error: NotEnoughData (naming how many more are needed), InvalidData (several settings, shapes, spaces or
/// kinds of cost mixed), InvalidGenotype, Interrupted (`stop` was requested).
FitResult fit(
    std::span<const records::Measurement> measurements, const FitOptions& options = {}, std::stop_token stop = {});

}
