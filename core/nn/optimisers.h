// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/nn/named_tensor.h"

namespace paretoscope::nn {

/// Scales all gradients so that their joint 2-norm is at most `maximum`; returns the norm before. Parameters without
/// gradient are skipped. A norm that is not finite is returned as it is and leaves the gradients alone.
double clipGradientNorm(const std::vector<torch::Tensor>& parameters, double maximum);

/// Sets all gradients to "none".
void clearGradients(const std::vector<torch::Tensor>& parameters);

/// Stochastic gradient descent with momentum, one fused pass over all parameters. Same maths as torch::optim::SGD after
/// clipGradientNorm. Its state lies where the parameters lie; a device may have a step of its own.
class Sgd {
public:
    struct Options {
        double momentum = 0.9;
        double weightDecay = 3e-4;
        bool nesterov = false;
        double clipNorm = 0; ///< largest joint norm of the gradients, 0 = any
    };

    Sgd(std::vector<torch::Tensor> parameters, Options options);
    virtual ~Sgd() = default;
    Sgd(const Sgd&) = delete;
    Sgd& operator=(const Sgd&) = delete;

    /// Returns the gradients' joint norm before clipping, one number beside the parameters, 0 where nothing is clipped.
    /// Where the norm is not finite, all parameters keep their values. Parameters without gradient are skipped.
    virtual torch::Tensor step(double learningRate);
    [[nodiscard]] const std::vector<torch::Tensor>& parameters() const { return parameters_; }
    [[nodiscard]] const Options& options() const { return options_; }
    /// Momentum buffers, by parameter; what second-order search needs. Zeros before the first step.
    [[nodiscard]] const std::vector<torch::Tensor>& momentumBuffers() const { return buffers_; }

    /// "<prefix>momentum.<i>", sharing memory: an exported state resumes bit-exactly.
    [[nodiscard]] NamedTensors state(const std::string& prefix) const;
    /// Throws Error (ProjectDamaged) where names or shapes differ.
    void loadState(const NamedTensors& state, const std::string& prefix);

protected:
    /// What a step moves: parameters that have a gradient, with gradient and buffer laid out alike.
    struct Moved {
        std::vector<torch::Tensor> parameters;
        std::vector<torch::Tensor> gradients;
        std::vector<torch::Tensor> buffers;
    };
    [[nodiscard]] Moved moved() const;

private:
    std::vector<torch::Tensor> parameters_;
    std::vector<torch::Tensor> buffers_;
    Options options_;
};

/// The same for a device that runs ahead of the host: the norm is compared and gradients are scaled there, in the fused
/// pass itself, so that a step waits for nothing. Equal to Sgd but for rounding.
class DeviceSgd final : public Sgd {
public:
    using Sgd::Sgd;
    torch::Tensor step(double learningRate) override;
};

/// Adam with L2 weight decay, one fused pass. Same maths as torch::optim::Adam. Defaults: DARTS' architecture
/// optimiser.
class Adam {
public:
    struct Options {
        double beta1 = 0.5;
        double beta2 = 0.999;
        double epsilon = 1e-8;
        double weightDecay = 1e-3;
    };

    Adam(std::vector<torch::Tensor> parameters, Options options);

    /// Parameters without gradient are skipped.
    void step(double learningRate);
    [[nodiscard]] const std::vector<torch::Tensor>& parameters() const { return parameters_; }

    /// "<prefix>average.<i>", "<prefix>square.<i>", "<prefix>steps.<i>", sharing memory.
    [[nodiscard]] NamedTensors state(const std::string& prefix) const;
    /// Throws Error (ProjectDamaged) where names or shapes differ.
    void loadState(const NamedTensors& state, const std::string& prefix);

private:
    std::vector<torch::Tensor> parameters_;
    std::vector<torch::Tensor> averages_;
    std::vector<torch::Tensor> squares_;
    std::vector<torch::Tensor> steps_;
    Options options_;
};

}
