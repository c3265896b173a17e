// SPDX-License-Identifier: Apache-2.0
#include "core/predictor/transfer.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <functional>
#include <iterator>
#include <limits>
#include <span>
#include <string>
#include <utility>

#include "core/analysis/statistics.h"
#include "core/base/error.h"
#include "core/predictor/additive.h"
#include "core/predictor/analytic_costs.h"
#include "core/predictor/execution.h"
#include "core/predictor/features.h"
#include "core/predictor/latency_predictor.h"
#include "core/predictor/make_report.h"
#include "core/torch_headers.h"

namespace paretoscope::predictor {

namespace {

using torch::Tensor;

constexpr std::array noises = {
    0.005, 0.01, 0.02, 0.05, 0.1}; ///< relative, of one measurement and the model's form together
constexpr std::array widenings = {0.003, 0.03, 0.3}; ///< variance of each cost beyond what the sources show, relative
constexpr std::array mixtures = {0.0, 0.1, 0.3}; ///< variance of the weight of each analytic cost
constexpr double scaleDeviation = 0.3; ///< of the new setting's mean latency against its first estimate

/// Constant, costs and those of heard edges as one vector in the order of designRows, zeros where a source has none. A
/// live edge is a heard one too; the few that are heard and not live are taken for the same.
Tensor costVector(const AdditivePart& part, std::int64_t length) {
    std::vector<double> costs{part.constantMs};
    costs.insert(costs.end(), part.costMs.begin(), part.costMs.end());
    if (!part.liveCostMs.empty()) {
        const auto live = std::span(part.liveCostMs).first(part.costMs.size());
        const auto heard = std::span(part.liveCostMs).subspan(part.costMs.size(), part.costMs.size());
        std::ranges::transform(live, heard, std::back_inserter(costs), std::plus<>());
    }
    costs.resize(static_cast<std::size_t>(length), 0.0);
    return torch::tensor(costs, torch::kFloat64);
}

/// What the sources say of a setting that nobody has measured, in units of its mean latency.
struct Prior {
    Tensor mean; ///< [D]
    Tensor covariance; ///< [D, D], scale included, widening not
    /// [D, D], what `mixtures` multiply: towards operators counted, numbers written, multiply-adds, and of each
    /// operation on all edges together, because a runtime's kernel for it may be unlike all sources' (LibTorch's max
    /// pooling takes longer than a separable convolution at batch 16).
    Tensor analytic;
    Tensor widening; ///< [D], the diagonal that `widenings` multiply
    Tensor lowest; ///< [D], ≤ 0: no cost falls below the sources' lowest
};

Prior priorOf(std::span<const LatencyPredictor> sources, const Tensor& typicalRow, const Tensor& analytic,
    const Tensor& operations) {
    std::vector<Tensor> costs;
    for (const LatencyPredictor& source : sources) {
        const Tensor each = costVector(source.additive(), typicalRow.size(0));
        costs.push_back(each / each.dot(typicalRow));
    }
    const Tensor all = torch::stack(costs);
    const Tensor mean = all.mean(0);
    const Tensor spread = all - mean;
    // One source more than were seen is to be expected: the usual (1 + 1/n) of a new draw.
    const double count = static_cast<double>(costs.size());
    const double freedom = std::max(count - 1, 1.0);
    Prior prior;
    prior.mean = mean;
    prior.covariance = spread.t().matmul(spread) * ((1 + 1 / count) / freedom)
        + torch::outer(mean, mean) * (scaleDeviation * scaleDeviation);
    const Tensor apart = analytic / analytic.matmul(typicalRow).unsqueeze(1) - mean;
    prior.analytic = apart.t().matmul(apart) + operations.t().matmul(operations);
    const double typicalCost = mean.slice(0, 1).abs().mean().item<double>();
    prior.widening = (mean.abs() + typicalCost).square();
    prior.lowest = std::get<0>(all.min(0)).clamp_max(0);
    return prior;
}

struct Strength {
    double noise = noises[1];
    double widening = widenings[1];
    double mixture = mixtures[0];
};

/// The most probable costs in ms.
Tensor posterior(const Prior& prior, const Tensor& design, const Tensor& latencyMs, const Strength& strength) {
    const double scale = latencyMs.div(design.matmul(prior.mean)).median().item<double>();
    const Tensor rows = design / (latencyMs / scale).unsqueeze(1); // relative residuals: 1 − row · costs
    const Tensor precision = torch::linalg_inv(
        prior.covariance + prior.analytic * strength.mixture + torch::diag(prior.widening * strength.widening));
    const double weight = 1 / (strength.noise * strength.noise);
    const Tensor h = rows.t().matmul(rows) * weight + precision;
    const Tensor g = rows.sum(0) * weight + precision.matmul(prior.mean);
    // Costs of at least `lowest`: shifted, they are non-negative.
    const Tensor shifted = (g - h.matmul(prior.lowest)).contiguous();
    const Tensor symmetric = ((h + h.t()) / 2).contiguous();
    const auto length = static_cast<std::size_t>(shifted.numel());
    const std::vector<double> solution = nonNegativeQuadratic(
        std::span(symmetric.data_ptr<double>(), length * length), std::span(shifted.data_ptr<double>(), length));
    return (torch::tensor(solution, torch::kFloat64) + prior.lowest) * scale;
}

/// [1024, D]: uniform random cells.
Tensor typicalRows(const EdgeGroups& groups, space::SpaceId space, std::uint64_t seed) {
    constexpr int typicalCells = 1024;
    space::Random random(seed);
    std::vector<space::Genotype> cells;
    for (int i = 0; i < typicalCells; ++i) {
        cells.push_back(space::sampleUniform(space, random));
    }
    return designRows(groups, cells);
}

/// Costs in ms, of all columns and of those of heard edges.
AdditivePart partOf(const Tensor& costs, const EdgeGroups& groups, double lowestConstantMs) {
    const Tensor contiguous = costs.contiguous();
    const double* values = contiguous.data_ptr<double>();
    const auto columns = static_cast<std::size_t>(groups.columns());
    AdditivePart part;
    part.constantMs = std::max(values[0], lowestConstantMs);
    part.costMs.assign(values + 1, values + 1 + columns);
    if (costs.numel() > 1 + groups.columns()) {
        part.liveCostMs.resize(static_cast<std::size_t>(groups.liveColumns()), 0.0);
        std::copy_n(values + 1 + columns, columns, part.liveCostMs.begin() + groups.columns());
    }
    return part;
}

class Transfer {
public:
    Transfer(const Samples& samples, std::span<const LatencyPredictor> sources, std::uint64_t seed)
        : groups_(samples.space)
        , design_(designRows(groups_, samples.genotypes))
        , latencyMs_(torch::tensor(samples.latencyMs, torch::kFloat64))
        , prior_(priorFor(samples, sources, seed)) { }

    /// Predictions of each sample from all others, by the strength that makes them best on average.
    std::vector<double> leaveOneOut(const std::stop_token& stop) {
        std::vector<double> best;
        double bestError = std::numeric_limits<double>::infinity();
        for (const double noise : noises) {
            for (const double widening : widenings) {
                for (const double mixture : mixtures) {
                    throwIfStopped(stop);
                    const Strength strength{noise, widening, mixture};
                    std::vector<double> predictions = predictEachFromOthers(strength);
                    const double error = meanError(predictions);
                    if (error < bestError) {
                        bestError = error;
                        best = std::move(predictions);
                        strength_ = strength;
                    }
                }
            }
        }
        return best;
    }

    [[nodiscard]] AdditivePart fitted() const {
        // The sources' lowest costs together may be lower than any source's: then none may be negative.
        const AdditivePart part = fittedWith(prior_);
        if (cheapestMs(groups_, part) > 0) {
            return part;
        }
        Prior nonNegative = prior_;
        nonNegative.lowest = torch::zeros_like(prior_.lowest);
        return fittedWith(nonNegative);
    }

private:
    [[nodiscard]] Prior priorFor(
        const Samples& samples, std::span<const LatencyPredictor> sources, std::uint64_t seed) const {
        const Tensor typicalRow = typicalRows(groups_, samples.space, seed).mean(0);
        const Tensor analytic = analyticCosts(groups_, samples.shape);
        return priorOf(sources, typicalRow, analytic, operationCosts(groups_, analytic[1]));
    }
    [[nodiscard]] AdditivePart fittedWith(const Prior& prior) const {
        return partOf(posterior(prior, design_, latencyMs_, strength_), groups_, lowestConstantMs());
    }
    [[nodiscard]] double lowestConstantMs() const { return 1e-3 * latencyMs_.min().item<double>(); }

    [[nodiscard]] std::vector<double> predictEachFromOthers(const Strength& strength) const {
        // More than this many models are not needed to tell strengths apart: some samples then leave together.
        constexpr std::int64_t mostModels = 20;
        const std::int64_t count = design_.size(0);
        const std::int64_t models = std::min(count, mostModels);
        std::vector<double> predictions(static_cast<std::size_t>(count));
        const Tensor turn = torch::arange(count) % models;
        for (std::int64_t model = 0; model < models; ++model) {
            const Tensor others = turn.ne(model).nonzero().squeeze(1);
            const Tensor costs =
                posterior(prior_, design_.index_select(0, others), latencyMs_.index_select(0, others), strength);
            for (std::int64_t i = model; i < count; i += models) {
                const double predicted = design_[i].dot(costs).item<double>();
                predictions[static_cast<std::size_t>(i)] = std::max(predicted, lowestConstantMs());
            }
        }
        return predictions;
    }

    [[nodiscard]] double meanError(const std::vector<double>& predictions) const {
        return (torch::tensor(predictions, torch::kFloat64) / latencyMs_ - 1).abs().mean().item<double>();
    }

    EdgeGroups groups_;
    Tensor design_; ///< [n, D]
    Tensor latencyMs_; ///< [n]
    Prior prior_;
    Strength strength_;
};

void check(std::span<const LatencyPredictor> sources) {
    if (sources.empty()) {
        throw Error(
            ErrorCode::InvalidData, "There is no predictor to carry over; fit one on another device setting first.");
    }
}

void check(std::span<const LatencyPredictor> sources, space::SpaceId space) {
    check(sources);
    const bool oneSpace =
        std::ranges::all_of(sources, [&](const LatencyPredictor& source) { return source.space() == space; });
    if (!oneSpace) {
        throw Error(ErrorCode::InvalidData, "A predictor of another search space cannot be carried over.");
    }
}

void check(const Samples& samples, std::span<const LatencyPredictor> sources) {
    if (static_cast<int>(samples.genotypes.size()) < transferMinimum) {
        const int missing = transferMinimum - static_cast<int>(samples.genotypes.size());
        throw Error(ErrorCode::NotEnoughData,
            "To carry predictors over to a new setting takes at least " + std::to_string(transferMinimum)
                + " architectures measured on it; measure " + std::to_string(missing) + " more.",
            {{"missing", std::to_string(missing)}});
    }
    check(sources, samples.space);
}

/// How far one more source's predictions would be from the prior's, as a standard deviation of their logarithm.
double logDeviation(const Tensor& logPredictions) { // [sources, cells]
    constexpr double oneSource = 0.69; // a factor of two
    const auto count = static_cast<double>(logPredictions.size(0));
    return count < 2 ? oneSource : std::sqrt(logPredictions.var(0, true).mean().item<double>() * (1 + 1 / count));
}

}

FitResult predictFromOthers(std::span<const LatencyPredictor> sources, const FitOptions& options) {
    check(sources);
    const auto start = std::chrono::steady_clock::now();
    const space::SpaceId space = sources.front().space();
    check(sources, space);
    const torch::NoGradGuard noGradient;
    const OneThread oneThread;
    const EdgeGroups groups(space);
    const Tensor cells = typicalRows(groups, space, options.seed);
    const Tensor none = torch::zeros({0, cells.size(1)}, torch::kFloat64);
    const Prior prior = priorOf(sources, cells.mean(0), none, none);
    std::vector<Tensor> logPredictions;
    for (const LatencyPredictor& source : sources) {
        logPredictions.push_back(cells.matmul(costVector(source.additive(), cells.size(1))).clamp_min(1e-9).log());
    }
    const Tensor all = torch::stack(logPredictions);
    const double scale = all.mean().exp().item<double>() / cells.matmul(prior.mean).log().mean().exp().item<double>();

    PredictorParts parts;
    parts.space = space;
    parts.additive = partOf(prior.mean * scale, groups, 1e-3 * scale);
    parts.relativeDeviation = logDeviation(all);
    FitReport report;
    constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
    report.model = {.meanError = unknown,
        .medianError = unknown,
        .within5 = unknown,
        .within10 = unknown,
        .tau = unknown,
        .rho = unknown};
    report.additive = report.model;
    report.referenceMs = cells.matmul(prior.mean * scale).median().item<double>();
    report.liveFeatures = !parts.additive.liveCostMs.empty();
    report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return {LatencyPredictor(std::move(parts)), std::move(report)};
}

FitResult fitWithPrior(std::span<const records::Measurement> measurements, std::span<const LatencyPredictor> sources,
    const FitOptions& options, std::stop_token stop) {
    const auto start = std::chrono::steady_clock::now();
    const Samples samples = collectSamples(measurements);
    check(samples, sources);
    const torch::NoGradGuard noGradient;
    const OneThread oneThread;
    Transfer transfer(samples, sources, options.seed);
    const std::vector<double> predictions = transfer.leaveOneOut(stop);
    std::vector<HeldOutPoint> points;
    for (std::size_t i = 0; i < predictions.size(); ++i) {
        points.push_back({space::identityText(samples.genotypes[i]), samples.latencyMs[i], predictions[i],
            predictions[i], std::numeric_limits<double>::quiet_NaN()});
    }
    FitOptions unaided = options;
    unaided.baseline = false; // a plain network has no use for so few samples
    FitReport report = makeReport(samples, std::move(points), unaided);
    PredictorParts parts;
    parts.space = samples.space;
    parts.additive = transfer.fitted();
    parts.relativeDeviation = analysis::deviationFromMeanError(report.model.meanError);
    report.liveFeatures = !parts.additive.liveCostMs.empty();
    report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return {LatencyPredictor(std::move(parts)), std::move(report)};
}

}
