// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "core/nn/executor.h"
#include "core/nn/fixed_cells.h"
#include "core/nn/named_tensor.h"
#include "core/space/lowering.h"

namespace paretoscope::nn {

/// A discrete architecture as a network: interprets the lowering's operator list, frees each tensor at its last use.
/// Not thread-safe; several instances may run beside each other. LibTorch's exceptions pass through.
class FixedNetwork {
public:
    struct Options {
        bool auxiliaryHead = false; ///< build the head that only training reads (DARTS, Liu et al. 2019, section 3.2)
        /// Where the network is trained: its tensors are placed there and whole cells computed by the executor's own,
        /// exact but for the order of sums. Null: on the host, operator by operator as it is deployed; what is timed.
        std::shared_ptr<const Executor> executor = nullptr;
    };

    struct TrainingOutput {
        torch::Tensor logits; ///< [batch, classes]
        torch::Tensor auxiliaryLogits; ///< [batch, classes], undefined without auxiliary head
    };

    /// Weights drawn from `generator` as PyTorch's layers draw them (uniform, ±1/√fan-in); batch normalisation 1 and 0.
    FixedNetwork(const space::LoweredNetwork& network, Options options, torch::Generator generator);

    /// Logits [batch, classes] of images [batch, channels, height, width]. Batch statistics after train(), running ones
    /// after eval(). Records gradients as the caller's grad mode says; in inference mode it allocates and copies as
    /// little as it can.
    torch::Tensor forward(const torch::Tensor& images);

    /// The same with the auxiliary head and drop-path: each image loses each path with that probability, the rest is
    /// scaled by 1 / (1 - probability) (DARTS, cnn/utils.py).
    TrainingOutput forwardTraining(const torch::Tensor& images, double dropPathProbability, torch::Generator generator);

    /// Gives back what fused cells keep from pass to pass, hundreds of megabytes; the next pass takes it again.
    void release();

    void train() { training_ = true; }
    void eval() { training_ = false; }
    [[nodiscard]] bool training() const { return training_; }
    void to(torch::Device device);
    void to(torch::ScalarType numbers);

    [[nodiscard]] const space::LoweredNetwork& lowered() const { return network_; }
    /// Learnable tensors, auxiliary head included.
    [[nodiscard]] std::vector<torch::Tensor> parameters() const;
    [[nodiscard]] std::vector<torch::Tensor> runningStatistics() const;
    /// Numbers to learn, auxiliary head excluded, as the papers count them.
    [[nodiscard]] std::int64_t parameterCount() const;
    /// Parameters and running statistics, sharing memory with the network: "<operator>.weight", ".bias",
    /// ".running_mean",
    /// ".running_var". The auxiliary head's follow with their own operator names.
    [[nodiscard]] NamedTensors state() const;
    /// Throws Error (ProjectDamaged) where names or shapes differ.
    void loadState(const NamedTensors& state);

    /// Small normal weights, running variance 1, mean 0: no denormal number ever slows a timed pass.
    void initialiseForTiming(torch::Generator generator);

private:
    struct Pass; // what a forward pass carries along
    struct Fused {
        space::LoweredCell place;
        std::unique_ptr<DiscreteCell> cell;
    };

    void createFusedCells(const Executor& executor);
    /// Of one operator, named as in state() but for the operator.
    [[nodiscard]] NamedTensors tensorsOf(std::size_t index) const;
    [[nodiscard]] const Fused* fusedAt(std::size_t index, const Pass& pass) const;
    [[nodiscard]] torch::Tensor droppedPaths(const Fused& fused, const Pass& pass) const;
    void convert(const std::function<torch::Tensor(const torch::Tensor&)>& converted);
    void createTensors(torch::Generator generator);
    void planReleases();
    torch::Tensor run(const torch::Tensor& images, Pass& pass, std::size_t layers);
    torch::Tensor apply(std::size_t index, const Pass& pass);
    torch::Tensor applyAndDrop(std::size_t index, const Pass& pass);

    space::LoweredNetwork network_;
    Options options_;
    std::vector<space::Operator> operators_; ///< the network's, then the auxiliary head's
    std::size_t bodyLayers_ = 0;
    std::size_t tensorCount_ = 0;
    int auxiliaryOutput_ = -1;
    std::vector<torch::Tensor> weights_; ///< by operator, undefined where it has none
    std::vector<torch::Tensor> biases_;
    std::vector<torch::Tensor> means_;
    std::vector<torch::Tensor> variances_;
    std::vector<std::vector<int>> released_; ///< by operator: tensors that no later operator reads
    std::vector<Fused> fused_; ///< in the operators' order
    bool training_ = true;
};

}
