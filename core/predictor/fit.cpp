// SPDX-License-Identifier: Apache-2.0
#include "core/predictor/fit.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <functional>
#include <future>
#include <limits>
#include <numeric>
#include <string>

#include "core/base/error.h"
#include "core/predictor/additive.h"
#include "core/predictor/execution.h"
#include "core/predictor/features.h"
#include "core/predictor/make_report.h"
#include "core/predictor/mlp_baseline.h"
#include "core/predictor/residual.h"
#include "core/predictor/samples.h"
#include "core/torch_headers.h"

namespace paretoscope::predictor {

namespace {

using torch::Tensor;

void requireEnough(const Samples& samples, const FitOptions& options) {
    const auto usable = static_cast<int>(samples.genotypes.size());
    if (usable >= options.minimumArchitectures) {
        return;
    }
    const int missing = options.minimumArchitectures - usable;
    throw Error(ErrorCode::NotEnoughData,
        "A latency predictor needs at least " + std::to_string(options.minimumArchitectures)
            + " different measured architectures; there are " + std::to_string(usable)
            + " (left out: " + std::to_string(samples.sentinels) + " sentinels, " + std::to_string(samples.rejected)
            + " values that are not positive numbers). Measure " + std::to_string(missing)
            + " more, or carry over what predictors of other settings know (fit --from).",
        {{"needed", std::to_string(options.minimumArchitectures)}, {"usable", std::to_string(usable)},
            {"missing", std::to_string(missing)}});
}

void check(const FitOptions& options) {
    if (options.folds == 1 || options.folds < 0 || options.minimumArchitectures < std::max(10, 2 * options.folds)) {
        throw Error(ErrorCode::InvalidValue,
            "A fit needs at least 2 folds (or 0 for no report) and at least 10 architectures, two for each fold.",
            {{"folds", std::to_string(options.folds)}});
    }
}

template <typename Value>
std::vector<Value> select(const std::vector<Value>& values, const std::vector<std::size_t>& chosen) {
    std::vector<Value> result;
    result.reserve(chosen.size());
    for (const std::size_t i : chosen) {
        result.push_back(values[i]);
    }
    return result;
}

Tensor rowIndex(const std::vector<std::size_t>& chosen) {
    return torch::tensor(std::vector<std::int64_t>(chosen.begin(), chosen.end()), torch::kInt64);
}

Features selectRows(const Features& all, const std::vector<std::size_t>& chosen) {
    const Tensor rows = rowIndex(chosen);
    Features result{all.counts.index_select(0, rows), {}, all.structure.index_select(0, rows)};
    if (all.live.defined()) {
        result.live = all.live.index_select(0, rows);
    }
    return result;
}

/// Calls work(0) … work(count − 1) on `threads` threads, each the next that is free; throws what one of them threw.
void parallelFor(std::size_t count, int threads, const std::function<void(std::size_t)>& work) {
    std::atomic<std::size_t> next = 0;
    const auto serve = [&] {
        for (std::size_t i = next++; i < count; i = next++) {
            work(i);
        }
    };
    std::vector<std::future<void>> helpers;
    for (std::size_t i = 1; i < std::min(count, static_cast<std::size_t>(threads)); ++i) {
        helpers.push_back(std::async(std::launch::async, serve));
    }
    serve();
    for (std::future<void>& helper : helpers) {
        helper.get();
    }
}

/// Samples with their features, computed once.
class Fitting {
public:
    Fitting(const Samples& samples, const FitOptions& options, std::stop_token stop)
        : samples_(samples)
        , options_(options)
        , stop_(std::move(stop))
        , groups_(samples.space)
        , features_(features(groups_, encodeRows(samples.space, samples.genotypes)))
        , data_(additiveData(features_)) { }

    [[nodiscard]] PredictorParts fitOn(const std::vector<std::size_t>& chosen) const {
        const std::vector<double> latency = select(samples_.latencyMs, chosen);
        PredictorParts parts;
        parts.space = samples_.space;
        parts.additive = fitAdditive(groups_, data_.rows(chosen), latency, options_.seed);
        throwIfStopped(stop_);
        if (static_cast<int>(chosen.size()) >= options_.residualFrom) {
            const Features seen = selectRows(features_, chosen);
            const Tensor additive = additiveLatency(parts.additive, seen);
            const Tensor targets = (torch::tensor(latency, torch::kFloat64) / additive).log();
            ResidualOptions residual;
            residual.seed = options_.seed;
            parts.residual = fitResidual(residualInputs(seen, additive), targets, residual, stop_);
        }
        return parts;
    }

    /// Predictions of every sample by a model that has not seen it, and how far that model's members were apart.
    struct CrossFitted {
        std::vector<HeldOutPoint> points;
        std::vector<double> disagreements; ///< relative
    };
    [[nodiscard]] CrossFitted emptyResult() const {
        CrossFitted result{std::vector<HeldOutPoint>(samples_.genotypes.size()), {}};
        result.disagreements.resize(result.points.size());
        return result;
    }
    /// Fills in the held-out samples of one fold.
    void crossFit(const Fold& fold, CrossFitted& result) const {
        throwIfStopped(stop_);
        const LatencyPredictor predictor(fitOn(fold.training));
        const std::vector<space::Genotype> heldOut = select(samples_.genotypes, fold.heldOut);
        // The model knows of no held-out errors yet: its deviation is its members' disagreement alone.
        const std::vector<UncertainLatency> predicted = predictor.predictWithDeviation(heldOut);
        const Tensor additive = predictor.predictAdditive(encodeRows(samples_.space, heldOut)).contiguous();
        const std::vector<double> baseline = baselinePredictions(fold, heldOut);
        for (std::size_t i = 0; i < heldOut.size(); ++i) {
            result.points[fold.heldOut[i]] = {space::identityText(heldOut[i]), samples_.latencyMs[fold.heldOut[i]],
                predicted[i].ms, additive.data_ptr<double>()[i], baseline[i]};
            result.disagreements[fold.heldOut[i]] = predicted[i].deviationMs / predicted[i].ms;
        }
    }

private:
    [[nodiscard]] std::vector<double> baselinePredictions(
        const Fold& fold, const std::vector<space::Genotype>& heldOut) const {
        if (!options_.baseline) {
            return std::vector<double>(heldOut.size(), std::numeric_limits<double>::quiet_NaN());
        }
        MlpBaselineOptions baseline;
        baseline.seed = options_.seed;
        const MlpBaseline network(
            select(samples_.genotypes, fold.training), select(samples_.latencyMs, fold.training), baseline);
        return network.predict(heldOut);
    }

    const Samples& samples_;
    FitOptions options_;
    std::stop_token stop_;
    EdgeGroups groups_;
    Features features_;
    AdditiveData data_;
};

}

FitResult fit(std::span<const records::Measurement> measurements, const FitOptions& options, std::stop_token stop) {
    check(options);
    const auto start = std::chrono::steady_clock::now();
    const Samples samples = collectSamples(measurements);
    requireEnough(samples, options);
    const int threads = at::get_num_threads();
    const OneThread oneThread; // in each fit: the fits share the threads
    const Fitting fitting(samples, options, std::move(stop));
    std::vector<Fold> folds;
    if (options.folds > 0) {
        folds = makeFolds(samples.genotypes.size(), options.folds, options.seed);
    }
    Fitting::CrossFitted crossFitted = fitting.emptyResult();
    PredictorParts parts;
    parallelFor(folds.size() + 1, threads, [&](std::size_t i) {
        if (i < folds.size()) {
            fitting.crossFit(folds[i], crossFitted);
        } else {
            std::vector<std::size_t> all(samples.genotypes.size());
            std::iota(all.begin(), all.end(), std::size_t{0});
            parts = fitting.fitOn(all);
        }
    });

    FitReport report;
    double deviation = 0;
    if (!folds.empty()) {
        deviation = calibratedDeviation(crossFitted.points, crossFitted.disagreements);
        report = makeReport(samples, std::move(crossFitted.points), options);
    }
    parts.relativeDeviation = deviation;
    report.residualKept = parts.residual.has_value();
    report.liveFeatures = !parts.additive.liveCostMs.empty();
    report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return {LatencyPredictor(std::move(parts)), std::move(report)};
}

}
