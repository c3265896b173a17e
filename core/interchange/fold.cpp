// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "core/base/error.h"
#include "core/interchange/weights.h"

namespace paretoscope::interchange {

namespace {

using space::Operator;
using space::OperatorKind;

constexpr double epsilon = 1e-5; ///< of OperatorKind::BatchNorm

/// y = scale · x + offset for each channel.
struct Affine {
    std::vector<double> scale;
    std::vector<double> offset;
};

Affine affineOf(const Operator& op, const Weights& weights) {
    const std::vector<std::int64_t> shape{op.outputShape.channels};
    const auto values = [&](const char* part) -> const std::vector<float>& {
        return weightOf(weights, op.name + part, shape).values;
    };
    const auto& weight = values(".weight");
    const auto& bias = values(".bias");
    const auto& mean = values(".running_mean");
    const auto& variance = values(".running_var");
    Affine affine;
    for (std::size_t i = 0; i < weight.size(); ++i) {
        if (variance[i] < 0) {
            throw Error(ErrorCode::InvalidData,
                "The weight '" + op.name
                    + ".running_var' holds a negative variance; the network's weights are damaged.",
                {{"name", op.name + ".running_var"}, {"reason", "negative"}});
        }
        affine.scale.push_back(weight[i] / std::sqrt(variance[i] + epsilon));
        affine.offset.push_back(bias[i] - affine.scale.back() * mean[i]);
    }
    return affine;
}

class Folder {
public:
    Folder(const space::LoweredNetwork& network, const Weights& weights)
        : given_(weights)
        , result_{network, {}}
        , producer_(network.tensors.size(), -1)
        , readers_(network.tensors.size(), 0) { }

    WeightedNetwork fold() {
        dropWhatNothingReads();
        for (const Operator& op : result_.network.operators) {
            for (const auto& [name, shape] : weightShapes(op)) {
                result_.weights[name] = weightOf(given_, name, shape);
            }
        }
        std::vector<bool> folded;
        for (const Operator& op : result_.network.operators) {
            folded.push_back(op.kind == OperatorKind::BatchNorm && foldIntoProducer(op));
        }
        std::size_t index = 0;
        std::erase_if(result_.network.operators, [&](const Operator&) { return folded[index++]; });
        return std::move(result_);
    }

private:
    void dropWhatNothingReads() {
        auto& operators = result_.network.operators;
        readers_[at(result_.network.output)] = 1;
        std::vector<Operator> kept;
        for (auto op = operators.rbegin(); op != operators.rend(); ++op) {
            if (readers_[at(op->output)] > 0) {
                for (const int input : op->inputs) {
                    ++readers_[at(input)];
                }
                kept.push_back(std::move(*op));
            }
        }
        operators.assign(std::make_move_iterator(kept.rbegin()), std::make_move_iterator(kept.rend()));
        for (std::size_t i = 0; i < operators.size(); ++i) {
            producer_[at(operators[i].output)] = static_cast<int>(i);
        }
    }

    static std::size_t at(int tensor) { return static_cast<std::size_t>(tensor); }

    /// The operator of that kind that makes the tensor for one reader alone.
    Operator* soleProducer(int tensor, OperatorKind kind) {
        const int index = producer_[at(tensor)];
        if (index < 0 || readers_[at(tensor)] != 1) {
            return nullptr;
        }
        Operator& op = result_.network.operators[at(index)];
        return op.kind == kind ? &op : nullptr;
    }

    bool foldIntoProducer(const Operator& norm) {
        const int input = norm.inputs.front();
        Operator* concat = soleProducer(input, OperatorKind::Concat);
        Operator* last = concat != nullptr ? concat : soleProducer(input, OperatorKind::Convolution);
        if (last == nullptr) {
            return false;
        }
        std::vector<Operator*> convolutions;
        for (const int tensor : concat != nullptr ? concat->inputs : std::vector<int>{input}) {
            convolutions.push_back(soleProducer(tensor, OperatorKind::Convolution));
        }
        if (std::count(convolutions.begin(), convolutions.end(), nullptr) > 0) {
            return false;
        }
        const Affine affine = affineOf(norm, result_.weights);
        std::size_t channel = 0;
        for (const Operator* convolution : convolutions) {
            apply(affine, channel, *convolution);
            channel += at(convolution->outputShape.channels);
        }
        for (const auto& [name, shape] : weightShapes(norm)) {
            result_.weights.erase(name);
        }
        last->output = norm.output;
        producer_[at(norm.output)] = producer_[at(input)];
        return true;
    }

    void apply(const Affine& affine, std::size_t firstChannel, const Operator& convolution) {
        const std::size_t channels = at(convolution.outputShape.channels);
        std::vector<float>& weight = result_.weights[convolution.name + ".weight"].values;
        FloatArray& bias = result_.weights[convolution.name + ".bias"];
        bias.shape = {convolution.outputShape.channels};
        bias.values.resize(channels, 0);
        const std::size_t each = weight.size() / channels;
        for (std::size_t i = 0; i < channels; ++i) {
            const double scale = affine.scale[firstChannel + i];
            for (std::size_t j = i * each; j < (i + 1) * each; ++j) {
                weight[j] = static_cast<float>(weight[j] * scale);
            }
            bias.values[i] = static_cast<float>(bias.values[i] * scale + affine.offset[firstChannel + i]);
        }
    }

    const Weights& given_;
    WeightedNetwork result_;
    std::vector<int> producer_; ///< index of the operator that makes a tensor, -1 for the image
    std::vector<int> readers_;
};

}

WeightedNetwork foldBatchNorms(const space::LoweredNetwork& network, const Weights& weights) {
    return Folder(network, weights).fold();
}

}
