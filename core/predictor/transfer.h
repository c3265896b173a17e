// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <stop_token>

#include "core/predictor/fit.h"

namespace paretoscope::predictor {

/// Fewer measured architectures than this say next to nothing about how far a transferred predictor is off.
inline constexpr int transferMinimum = 5;

/// Fits to a handful of measurements of a new device setting with predictors of other settings as prior: other
/// hardware, runtimes, batches or shapes of the same search space.
///
/// A Bayesian additive model: the sources' costs per edge and operation, each source scaled to a mean latency of one,
/// have a mean and a covariance over the sources, widened towards analytic costs (analyticCosts) where that predicts
/// held-out cells better, because a batch or a runtime may be unlike all sources; the new setting's costs are a draw
/// from that normal distribution, and the measurements, with relative noise, turn it into the most probable ones
/// (closed form). Noise and the prior's widening are chosen by leave-one-out. From ten samples it ranks about as well
/// as a meta-learned network (HELP, Lee et al. 2021, which conditions on ten reference latencies). The report is by
/// leave-one-out too.
///
/// Throws Error: NotEnoughData (fewer than transferMinimum architectures), InvalidData (no source, or one of another
/// space), else as fit() does.
FitResult fitWithPrior(std::span<const records::Measurement> measurements, std::span<const LatencyPredictor> sources,
    const FitOptions& options = {}, std::stop_token stop = {});

/// The answer before anything was measured: the sources' mean costs, in the geometric mean of their time scales. Its
/// deviation holds how far the sources' scales and rankings are apart (one source alone: a factor of two): ranks may be
/// used, milliseconds are an order of magnitude. The report has no held-out architectures; its referenceMs is the
/// predicted median of random ones. Throws Error (InvalidData): no source, or of several spaces.
FitResult predictFromOthers(std::span<const LatencyPredictor> sources, const FitOptions& options = {});

}
