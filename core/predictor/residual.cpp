// SPDX-License-Identifier: Apache-2.0
#include "core/predictor/residual.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>
#include <random>

#include <torch/optim/adamw.h>

#include "core/predictor/execution.h"
#include "core/torch_headers.h"

namespace paretoscope::predictor {

namespace {

using torch::Tensor;
using Random = std::mt19937_64;

constexpr double bound = ResidualEnsemble::bound;
constexpr std::array ridgeStrengths = {1.0, 3.0, 10.0, 30.0, 100.0, 300.0, 1000.0};
constexpr int evaluateEvery = 10;
constexpr int patience = 120; ///< steps without a better held-back error of any member

/// Kaiming's uniform start from the given generator, so that it does not depend on LibTorch's own.
Tensor uniform(at::IntArrayRef shape, double range, Random& random) {
    Tensor tensor = torch::empty(shape, torch::kFloat64);
    std::uniform_real_distribution<double> distribution(-range, range);
    std::generate_n(tensor.data_ptr<double>(), tensor.numel(), [&] { return distribution(random); });
    return tensor;
}

ResidualLayers startingLayers(std::int64_t features, const ResidualOptions& options, Random& random) {
    const std::int64_t members = options.members;
    const std::int64_t hidden = options.hidden;
    const auto inputs = static_cast<double>(features);
    const ResidualLayers layers{
        uniform({members, features, hidden}, std::sqrt(3 / inputs), random),
        torch::zeros({members, 1, hidden}, torch::kFloat64),
        uniform({members, hidden, hidden}, std::sqrt(3.0 / options.hidden), random),
        torch::zeros({members, 1, hidden}, torch::kFloat64),
        torch::zeros({members, hidden, 1}, torch::kFloat64),
        torch::zeros({members, 1, 1}, torch::kFloat64),
        torch::zeros({members, features, 1}, torch::kFloat64),
    };
    for (Tensor layer : layers.list()) {
        layer.requires_grad_(true);
    }
    return layers;
}

/// Inverse of the bounded output, clamped away from ±1.
Tensor atanhTarget(const Tensor& targets) {
    return (targets / bound).clamp(-0.95, 0.95).atanh();
}

/// Ridge solutions by member: [E, F, 1] and the intercepts [E, 1, 1].
struct LinearPath {
    Tensor weights;
    Tensor intercept;
};

/// The sums that a ridge regression of targets [N] on inputs [N, F] needs, over the samples that each member uses: all
/// but the ones that it holds back.
class RidgeSums {
public:
    /// `heldOutBy` [N]: the member that does not use the sample.
    RidgeSums(const Tensor& inputs, const Tensor& targets, const Tensor& heldOutBy, int members) {
        const Tensor all =
            torch::cat({inputs, targets.unsqueeze(1), torch::ones({inputs.size(0), 1}, inputs.options())}, 1);
        const Tensor products = all.t().mm(all);
        std::vector<Tensor> used;
        for (int member = 0; member < members; ++member) {
            const Tensor left = all.index_select(0, heldOutBy.eq(member).nonzero().squeeze(1));
            used.push_back(products - left.t().mm(left));
        }
        const Tensor sums = torch::stack(used); // [E, F + 2, F + 2]
        const std::int64_t features = inputs.size(1);
        const Tensor samples = sums.select(1, features + 1).select(1, features + 1).view({-1, 1, 1});
        centre_ = sums.narrow(1, features + 1, 1).narrow(2, 0, features) / samples;
        mean_ = sums.narrow(1, features + 1, 1).narrow(2, features, 1) / samples;
        gram_ = sums.narrow(1, 0, features).narrow(2, 0, features) - samples * centre_.transpose(1, 2).bmm(centre_);
        moments_ = sums.narrow(1, 0, features).narrow(2, features, 1) - samples * centre_.transpose(1, 2) * mean_;
    }

    [[nodiscard]] LinearPath solve(double strength) const {
        const Tensor penalised = gram_ + strength * torch::eye(gram_.size(1), torch::kFloat64);
        const Tensor weights = torch::linalg_solve(penalised, moments_, true);
        return {weights, mean_ - centre_.bmm(weights)};
    }

private:
    Tensor centre_; ///< [E, 1, F]
    Tensor mean_; ///< [E, 1, 1]
    Tensor gram_; ///< [E, F, F], centred
    Tensor moments_; ///< [E, F, 1], centred
};

/// [N]: the member that holds the sample out, for early stopping.
Tensor drawHeldOutBy(std::int64_t samples, int members, Random& random) {
    std::vector<std::int64_t> order(static_cast<std::size_t>(samples));
    std::iota(order.begin(), order.end(), 0);
    std::shuffle(order.begin(), order.end(), random);
    Tensor heldOutBy = torch::empty({samples}, torch::kInt64);
    for (std::size_t i = 0; i < order.size(); ++i) {
        heldOutBy.data_ptr<std::int64_t>()[order[i]] = static_cast<std::int64_t>(i) % members;
    }
    return heldOutBy;
}

/// What every member is judged by: the samples that it holds out, at most `mostJudged` of them.
class HeldBack {
public:
    HeldBack(const Tensor& inputs, const Tensor& targets, const Tensor& heldOutBy, int members) {
        std::vector<Tensor> rows;
        std::int64_t longest = 0;
        for (int member = 0; member < members; ++member) {
            const Tensor kept = heldOutBy.eq(member).nonzero().squeeze(1);
            rows.push_back(kept.narrow(0, 0, std::min(kept.numel(), mostJudged)));
            longest = std::max(longest, rows.back().numel());
        }
        std::vector<Tensor> paddedRows;
        std::vector<Tensor> shares;
        for (const Tensor& kept : rows) {
            const std::int64_t missing = longest - kept.numel();
            paddedRows.push_back(torch::cat({kept, torch::zeros({missing}, torch::kInt64)}));
            shares.push_back(
                torch::cat({torch::full({kept.numel()}, 1.0 / static_cast<double>(kept.numel()), torch::kFloat64),
                    torch::zeros({missing}, torch::kFloat64)}));
        }
        const Tensor chosen = torch::stack(paddedRows);
        inputs_ = inputs.index_select(0, chosen.flatten()).view({members, longest, inputs.size(1)});
        targets_ = targets.index_select(0, chosen.flatten()).view({members, longest});
        shares_ = torch::stack(shares);
    }

    /// [E]: mean of |predicted / measured − 1|.
    [[nodiscard]] Tensor errors(const ResidualEnsemble& ensemble) const {
        const torch::NoGradGuard noGradient;
        return ((ensemble.logFactors(inputs_) - targets_).exp().sub(1).abs() * shares_).sum(1);
    }

private:
    static constexpr std::int64_t mostJudged = 2000;
    Tensor inputs_; ///< [E, K, F]
    Tensor targets_; ///< [E, K]
    Tensor shares_; ///< [E, K] weights of the samples, adding up to 1
};

/// The best state of each member so far.
class BestMembers {
public:
    BestMembers(const ResidualLayers& layers, Tensor errors) : errors_(std::move(errors)) {
        for (const Tensor& layer : layers.list()) {
            layers_.push_back(layer.detach().clone());
        }
    }

    /// Returns whether any member got better.
    bool update(const ResidualLayers& layers, const Tensor& errors) {
        const std::vector<Tensor> list = layers.list();
        const Tensor better = errors < errors_;
        errors_ = torch::where(better, errors, errors_);
        for (std::size_t i = 0; i < list.size(); ++i) {
            layers_[i] = torch::where(better.view({-1, 1, 1}), list[i].detach(), layers_[i]);
        }
        return better.any().item<bool>();
    }

    [[nodiscard]] ResidualLayers layers() const { return ResidualLayers::fromList(layers_); }

private:
    std::vector<Tensor> layers_;
    Tensor errors_; ///< [E]
};

void setLearningRate(torch::optim::Optimizer& optimiser, double rate) {
    for (auto& group : optimiser.param_groups()) {
        group.options().set_lr(rate);
    }
}

/// Trains all members at once and leaves each at its best.
class Training {
public:
    Training(const Tensor& inputs, const Tensor& targets, const ResidualOptions& options)
        : options_(options)
        , random_(options.seed)
        , inputs_(inputs)
        , targets_(targets)
        , heldOutBy_(drawHeldOutBy(inputs.size(0), options.members, random_))
        , heldBack_(inputs, targets, heldOutBy_, options.members) {
        const Tensor deviation = inputs.std(0, false);
        ensemble_.mean = inputs.mean(0);
        ensemble_.scale = torch::where(deviation > 1e-9, 1 / deviation.clamp_min(1e-9), torch::zeros_like(deviation));
        ensemble_.layers = startingLayers(inputs.size(1), options, random_);
    }

    std::optional<ResidualEnsemble> run(const std::stop_token& stop) {
        torch::optim::AdamW optimiser(
            ensemble_.layers.list(), torch::optim::AdamWOptions(options_.learningRate).weight_decay(1e-2));
        const Tensor before = heldBack_.errors(ensemble_);
        startLinearPath(before);
        BestMembers best(ensemble_.layers, heldBack_.errors(ensemble_));
        int lastGain = 0;
        for (int step = 1; step <= options_.steps && step - lastGain <= patience; ++step) {
            throwIfStopped(stop);
            const double progress = static_cast<double>(step - 1) / options_.steps;
            setLearningRate(optimiser, options_.learningRate * 0.5 * (1 + std::cos(std::numbers::pi * progress)));
            optimiser.zero_grad();
            batchLoss().backward();
            optimiser.step();
            if (step % evaluateEvery == 0 && best.update(ensemble_.layers, heldBack_.errors(ensemble_))) {
                lastGain = step;
            }
        }
        ensemble_.layers = best.layers();
        const double error = before.mean().item<double>();
        const double gain = error - heldBack_.errors(ensemble_).mean().item<double>();
        if (gain < std::max(options_.leastDifference, options_.leastGain * error)) {
            return std::nullopt;
        }
        return ensemble_;
    }

private:
    /// Takes the best ridge solution, or leaves the path at zero where none is better than `errors`.
    void startLinearPath(const Tensor& errors) {
        const torch::NoGradGuard noGradient;
        const RidgeSums sums(
            (inputs_ - ensemble_.mean) * ensemble_.scale, atanhTarget(targets_), heldOutBy_, options_.members);
        const LinearPath none{
            torch::zeros_like(ensemble_.layers.linearWeight), torch::zeros_like(ensemble_.layers.headBias)};
        LinearPath best = none;
        double smallest = errors.mean().item<double>();
        for (const double strength : ridgeStrengths) {
            const LinearPath path = sums.solve(strength);
            setLinearPath(path);
            if (const double error = heldBack_.errors(ensemble_).mean().item<double>(); error < smallest) {
                smallest = error;
                best = path;
            }
        }
        setLinearPath(best);
    }

    void setLinearPath(const LinearPath& path) {
        ensemble_.layers.linearWeight.copy_(path.weights);
        ensemble_.layers.headBias.copy_(path.intercept);
    }

    [[nodiscard]] Tensor batchLoss() {
        Tensor inputs = inputs_;
        Tensor targets = targets_;
        Tensor heldOutBy = heldOutBy_;
        if (inputs_.size(0) > options_.batchSize) {
            const Tensor rows = torch::empty({options_.batchSize}, torch::kInt64);
            std::uniform_int_distribution<std::int64_t> pick(0, inputs_.size(0) - 1);
            std::generate_n(rows.data_ptr<std::int64_t>(), rows.numel(), [&] { return pick(random_); });
            inputs = inputs.index_select(0, rows);
            targets = targets.index_select(0, rows);
            heldOutBy = heldOutBy.index_select(0, rows);
        }
        const Tensor used = heldOutBy.ne(torch::arange(options_.members).unsqueeze(1)).to(torch::kFloat64);
        // Huber's loss bends at 5 %: beyond it lie interrupted timings rather than structure.
        const Tensor losses = torch::huber_loss(
            ensemble_.logFactors(inputs), targets.expand({options_.members, -1}), at::Reduction::None, 0.05);
        // Scaled to errors of a few per cent, so that Adam's epsilon stays out of it.
        return 1e3 * (losses * used).sum() / used.sum();
    }

    ResidualOptions options_;
    Random random_;
    Tensor inputs_;
    Tensor targets_;
    Tensor heldOutBy_; ///< [N]
    HeldBack heldBack_;
    ResidualEnsemble ensemble_;
};

}

std::vector<Tensor> ResidualLayers::list() const {
    return {firstWeight, firstBias, secondWeight, secondBias, headWeight, headBias, linearWeight};
}

ResidualLayers ResidualLayers::fromList(const std::vector<Tensor>& list) {
    return {list.at(0), list.at(1), list.at(2), list.at(3), list.at(4), list.at(5), list.at(6)};
}

Tensor ResidualEnsemble::logFactors(const Tensor& inputs) const {
    const Tensor scaled = (inputs - mean) * scale;
    const Tensor standardised = scaled.dim() == 3 ? scaled : scaled.unsqueeze(0).expand({members(), -1, -1});
    const Tensor first = torch::silu(torch::baddbmm(layers.firstBias, standardised, layers.firstWeight));
    const Tensor second = torch::silu(torch::baddbmm(layers.secondBias, first, layers.secondWeight));
    const Tensor linear = torch::baddbmm(layers.headBias, standardised, layers.linearWeight);
    return bound * (linear + second.bmm(layers.headWeight)).squeeze(2).tanh();
}

std::optional<ResidualEnsemble> fitResidual(
    const Tensor& inputs, const Tensor& targets, const ResidualOptions& options, const std::stop_token& stop) {
    return Training(inputs, targets, options).run(stop);
}

Tensor additiveLatency(const AdditivePart& additive, const Features& features) {
    Tensor latency = additive.constantMs + features.counts.matmul(torch::tensor(additive.costMs, torch::kFloat64));
    if (!additive.liveCostMs.empty()) {
        latency = latency + features.live.matmul(torch::tensor(additive.liveCostMs, torch::kFloat64));
    }
    return latency;
}

Tensor residualInputs(const Features& features, const Tensor& additiveMs) {
    std::vector<Tensor> parts = {features.counts, features.structure, additiveMs.log().unsqueeze(1)};
    if (features.live.defined()) {
        parts.push_back(features.live);
    }
    return torch::cat(parts, 1);
}

std::int64_t residualInputCount(const EdgeGroups& groups) {
    const torch::NoGradGuard noGradient;
    const Features one = features(groups, torch::zeros({1, groups.space().encodingLength()}, torch::kFloat64));
    return residualInputs(one, torch::ones({1}, torch::kFloat64)).size(1);
}

}
