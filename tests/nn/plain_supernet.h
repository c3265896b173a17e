// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <vector>

#include "core/nn/named_tensor.h"
#include "core/nn/supernet.h"

namespace paretoscope::nn {

/// The supernet as the published codes write it, layer by layer and edge by edge: nothing shared, nothing frozen,
/// nothing skipped (quark0/darts cnn/model_search.py and operations.py; yuhuixu1993/PC-DARTS model_search.py;
/// D-X-Y/AutoDL-Projects for NAS-Bench-201). What the fast one is checked and timed against. Parameters carry the names
/// that Supernet gives them.
class PlainSupernet {
public:
    explicit PlainSupernet(const SupernetConfig& config, torch::Generator generator);

    /// Mixing by softmax of the own α and β.
    torch::Tensor forward(const torch::Tensor& images);
    /// Mixing as told: by kind [edges, operations] and, where not empty, [edges].
    torch::Tensor forward(const torch::Tensor& images, const std::vector<torch::Tensor>& operations,
        const std::vector<torch::Tensor>& edges);

    void setTraining(bool training) { *training_ = training; }
    void setAuxiliarySkip(double coefficient) { auxiliarySkip_ = coefficient; }
    void to(torch::Dtype dtype);

    [[nodiscard]] const NamedTensors& parameters() const { return parameters_; }
    [[nodiscard]] const std::vector<torch::Tensor>& alphas() const { return alphas_; }
    [[nodiscard]] const std::vector<torch::Tensor>& betas() const { return betas_; }

private:
    using Layer = std::function<torch::Tensor(const torch::Tensor&)>;
    struct Cell {
        int kind = 0;
        std::vector<Layer> preprocess;
        std::vector<std::vector<Layer>> operations; ///< [edge][operation]
        std::vector<bool> reducing; ///< by edge: stride 2
    };

    Layer convolution(const std::string& name, int inputs, int outputs, int kernel, int stride, int padding,
        int dilation, int groups);
    Layer normalisation(const std::string& name, int channels, bool affine);
    Layer factorizedReduce(const std::string& name, int inputs, int outputs);
    Layer operation(const std::string& name, space::Operation kind, int channels, int stride);
    Cell cell(const std::string& name, int kind, const std::vector<int>& inputs, int channels, bool reduction,
        bool afterReduction);
    Layer residualReduction(const std::string& name, int inputs, int outputs);
    void buildDarts();
    void buildNasBench201();

    torch::Tensor runCell(const Cell& cell, const std::vector<torch::Tensor>& inputs, const torch::Tensor& operations,
        const torch::Tensor& edges) const;
    torch::Tensor mixed(
        const Cell& cell, std::size_t edge, const torch::Tensor& input, const torch::Tensor& weights) const;

    SupernetConfig config_;
    torch::Generator generator_;
    std::shared_ptr<bool> training_ = std::make_shared<bool>(true);
    double auxiliarySkip_ = 0.0;
    NamedTensors parameters_;
    std::vector<torch::Tensor> buffers_;
    std::vector<Layer> stem_;
    std::vector<Cell> cells_;
    std::vector<Layer> blocks_; ///< NAS-Bench-201: between stages
    Layer last_;
    torch::Tensor headWeight_;
    torch::Tensor headBias_;
    std::vector<torch::Tensor> alphas_;
    std::vector<torch::Tensor> betas_;
};

}
