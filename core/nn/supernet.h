// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/nn/executor.h"
#include "core/nn/named_tensor.h"
#include "core/nn/supernet_config.h"

namespace paretoscope::nn {

/// Throws Error (InvalidShape) naming what cannot be built (channels not divisible by K, ...).
void validate(const SupernetConfig& config);

/// The sides of bilevel search, and both of them.
enum class Side : std::uint8_t { Weights, Architecture, Both };

/// Where batch normalisation takes its statistics from when a discrete cell is scored.
enum class Statistics : std::uint8_t { Batch, Running };

/// The one-shot network of differentiable search (DARTS: Liu et al. 2019, cnn/model_search.py; PC-DARTS: Xu et al.
/// 2020; NAS-Bench-201: Dong & Yang 2020): every edge is the softmax(α)-weighted sum of all operations. Not
/// thread-safe. LibTorch's exceptions pass through.
class Supernet {
public:
    /// Weights and α, β (1e-3 · normal) are drawn from `generator`. Weights and running statistics live where
    /// `executor` places them, α and β on the host.
    Supernet(const SupernetConfig& config, torch::Generator generator,
        std::shared_ptr<const Executor> executor = cpuExecutor());
    ~Supernet();
    Supernet(Supernet&&) noexcept;
    Supernet& operator=(Supernet&&) noexcept;

    /// Logits [batch, classes] of placed images [batch, channels, height, width] with the mixture that α (and β) say.
    torch::Tensor forward(const torch::Tensor& images);

    /// Logits of the discrete cells alone, with the supernet's weights: one-shot scoring. Each chosen (edge, operation)
    /// has weight 1 where edges are summed unweighted, and 1 / (kept edges of the node) with edge normalisation. Leaves
    /// the running statistics alone.
    torch::Tensor forwardGenotype(const torch::Tensor& images, const space::Genotype& genotype, Statistics statistics);

    /// By cell kind: leaves [edges, operations] and [edges] (betas: empty without edge normalisation).
    [[nodiscard]] const std::vector<torch::Tensor>& alphas() const { return alphas_; }
    [[nodiscard]] const std::vector<torch::Tensor>& betas() const { return betas_; }
    /// alphas, then betas.
    [[nodiscard]] std::vector<torch::Tensor> architectureParameters() const;
    /// Every learnable tensor that is not an architecture parameter.
    [[nodiscard]] std::vector<torch::Tensor> weights() const;
    [[nodiscard]] std::int64_t weightCount() const;
    [[nodiscard]] std::vector<torch::Tensor> runningStatistics() const;

    /// softmax(α) by kind, [edges, operations], and softmax over each node's inputs of β, [edges]; differentiable.
    [[nodiscard]] std::vector<torch::Tensor> operationProbabilities() const;
    [[nodiscard]] std::vector<torch::Tensor> edgeProbabilities() const;

    /// Only this side records gradients: another's are never computed (first-order search).
    void setTrainable(Side side);

    /// Coefficient of an extra skip connection on each edge (DARTS-: Chu et al. 2021); 0 = none, which costs nothing.
    void setAuxiliarySkip(double coefficient) { auxiliarySkip_ = coefficient; }
    [[nodiscard]] double auxiliarySkip() const { return auxiliarySkip_; }

    void train() { training_ = true; }
    void eval() { training_ = false; }
    [[nodiscard]] bool training() const { return training_; }
    /// Off: passes in training mode leave the running statistics alone (the extra passes of second-order search).
    void setUpdatesStatistics(bool updates) { updatesStatistics_ = updates; }
    /// float64 for tests.
    void to(torch::Dtype dtype);

    /// Weights, running statistics, "alpha.<kind>" and "beta.<kind>", sharing memory with the network.
    [[nodiscard]] NamedTensors state() const;
    /// Throws Error (ProjectDamaged) where names or shapes differ.
    void loadState(const NamedTensors& state);

    [[nodiscard]] const SupernetConfig& config() const { return config_; }

private:
    struct Trunk; // stem, cells in order, head

    [[nodiscard]] torch::Tensor laidOut(const torch::Tensor& images) const;
    [[nodiscard]] CellMixing mixingOf(const torch::Tensor& operations, const torch::Tensor& edges) const;
    [[nodiscard]] torch::Tensor keptEdgeWeights(
        const std::vector<space::Operation>& chosen, const torch::Tensor& like) const;
    void placeTensors();

    SupernetConfig config_;
    std::shared_ptr<const Executor> executor_;
    std::unique_ptr<Trunk> trunk_;
    std::vector<torch::Tensor> alphas_;
    std::vector<torch::Tensor> betas_;
    double auxiliarySkip_ = 0.0;
    bool training_ = true;
    bool updatesStatistics_ = true;
};

}
