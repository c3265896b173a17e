// SPDX-License-Identifier: Apache-2.0
#include "tests/nn/plain_supernet.h"

#include "core/nn/initialisation.h"
#include "core/torch_headers.h"

namespace paretoscope::nn {

using space::Operation;
using space::SpaceId;

namespace {

template <typename... Layers>
std::function<torch::Tensor(const torch::Tensor&)> sequence(Layers... layers) {
    return [=](const torch::Tensor& input) {
        torch::Tensor value = input;
        ((value = layers(value)), ...);
        return value;
    };
}

const auto relu = [](const torch::Tensor& input) { return at::relu(input); };

torch::Tensor channelShuffle(const torch::Tensor& input, std::int64_t groups) {
    const auto sizes = input.sizes();
    return input.view({sizes[0], groups, sizes[1] / groups, sizes[2], sizes[3]})
        .transpose(1, 2)
        .contiguous()
        .view(sizes);
}

}

PlainSupernet::PlainSupernet(const SupernetConfig& config, torch::Generator generator)
    : config_(config)
    , generator_(std::move(generator)) {
    if (config_.space == SpaceId::Darts) {
        buildDarts();
    } else {
        buildNasBench201();
    }
    const auto& space = space::searchSpace(config_.space);
    for (int kind = 0; kind < space.kindCount(); ++kind) {
        alphas_.push_back(
            (1e-3 * torch::randn({space.edgeCount(), space.operationCount()}, generator_)).requires_grad_());
        if (config_.edgeNormalisation) {
            betas_.push_back((1e-3 * torch::randn({space.edgeCount()}, generator_)).requires_grad_());
        }
    }
}

PlainSupernet::Layer PlainSupernet::convolution(
    const std::string& name, int inputs, int outputs, int kernel, int stride, int padding, int dilation, int groups) {
    const torch::Tensor weight = newConvolutionWeight(outputs, inputs, groups, kernel, generator_);
    parameters_.push_back({name, weight});
    return [=](const torch::Tensor& input) {
        return at::conv2d(input, weight, {}, {stride, stride}, {padding, padding}, {dilation, dilation}, groups);
    };
}

PlainSupernet::Layer PlainSupernet::normalisation(const std::string& name, int channels, bool affine) {
    const NormalisationTensors tensors = newNormalisation(channels, affine);
    buffers_.push_back(tensors.mean);
    buffers_.push_back(tensors.variance);
    if (affine) {
        parameters_.push_back({name + ".weight", tensors.weight});
        parameters_.push_back({name + ".bias", tensors.bias});
    }
    return [=, training = training_](const torch::Tensor& input) {
        return at::batch_norm(
            input, tensors.weight, tensors.bias, tensors.mean, tensors.variance, *training, 0.1, 1e-5, true);
    };
}

PlainSupernet::Layer PlainSupernet::factorizedReduce(const std::string& name, int inputs, int outputs) {
    const Layer first = convolution(name + ".even.weight", inputs, outputs / 2, 1, 2, 0, 1, 1);
    const Layer second = convolution(name + ".odd.weight", inputs, outputs / 2, 1, 2, 0, 1, 1);
    const Layer both = [=](const torch::Tensor& input) {
        return at::cat({first(input), second(input.slice(2, 1).slice(3, 1))}, 1);
    };
    return sequence(relu, both, normalisation(name + ".bn", outputs, false));
}

PlainSupernet::Layer PlainSupernet::operation(const std::string& name, Operation kind, int channels, int stride) {
    const auto half = [&](int number, int kernel, int halfStride, int dilation) {
        const std::string suffix = std::to_string(number);
        const Layer depthwise = convolution(name + ".dw" + suffix + ".weight", channels, channels, kernel, halfStride,
            dilation * (kernel - 1) / 2, dilation, channels);
        const Layer pointwise = convolution(name + ".pw" + suffix + ".weight", channels, channels, 1, 1, 0, 1, 1);
        return sequence(relu, depthwise, pointwise, normalisation(name + ".pw" + suffix + ".bn", channels, false));
    };
    const auto dense = [&](int kernel) {
        return sequence(relu, convolution(name + ".conv1.weight", channels, channels, kernel, stride, kernel / 2, 1, 1),
            normalisation(name, channels, false));
    };
    const bool normedPools = config_.space == SpaceId::Darts;
    const auto pooling = [&](const Layer& layer) {
        return normedPools ? Layer(sequence(layer, normalisation(name, channels, false))) : layer;
    };
    switch (kind) {
    case Operation::None:
        return [stride](const torch::Tensor& input) {
            return stride == 1 ? input.mul(0.0)
                               : input.slice(2, 0, std::nullopt, 2).slice(3, 0, std::nullopt, 2).mul(0.0);
        };
    case Operation::MaxPool3x3:
        return pooling([stride](const torch::Tensor& input) {
            return at::max_pool2d(input, {3, 3}, {stride, stride}, {1, 1});
        });
    case Operation::AvgPool3x3:
        return pooling([stride](const torch::Tensor& input) {
            return at::avg_pool2d(input, {3, 3}, {stride, stride}, {1, 1}, false, false);
        });
    case Operation::SkipConnect:
        return stride == 1 ? Layer([](const torch::Tensor& input) { return input; })
                           : factorizedReduce(name, channels, channels);
    case Operation::SepConv3x3:
        return sequence(half(1, 3, stride, 1), half(2, 3, 1, 1));
    case Operation::SepConv5x5:
        return sequence(half(1, 5, stride, 1), half(2, 5, 1, 1));
    case Operation::DilConv3x3:
        return half(1, 3, stride, 2);
    case Operation::DilConv5x5:
        return half(1, 5, stride, 2);
    case Operation::NorConv1x1:
        return dense(1);
    case Operation::NorConv3x3:
        return dense(3);
    }
    TORCH_INTERNAL_ASSERT(false, "operation without a layer");
}

PlainSupernet::Cell PlainSupernet::cell(const std::string& name, int kind, const std::vector<int>& inputs, int channels,
    bool reduction, bool afterReduction) {
    const auto& space = space::searchSpace(config_.space);
    Cell result;
    result.kind = kind;
    for (int input = 0; input < space.inputs; ++input) {
        const std::string prefix = name + "preprocess" + std::to_string(input);
        const int inputChannels = inputs[static_cast<std::size_t>(input)];
        if (config_.space == SpaceId::NasBench201) {
            result.preprocess.emplace_back([](const torch::Tensor& value) { return value; });
        } else if (input == 0 && afterReduction) {
            result.preprocess.push_back(factorizedReduce(prefix, inputChannels, channels));
        } else {
            result.preprocess.push_back(
                sequence(relu, convolution(prefix + ".weight", inputChannels, channels, 1, 1, 0, 1, 1),
                    normalisation(prefix, channels, false)));
        }
    }
    for (int edge = 0; edge < space.edgeCount(); ++edge) {
        const bool reducing = reduction && space.edges[static_cast<std::size_t>(edge)].source < space.inputs;
        std::vector<Layer> operations;
        for (const Operation kindOfOperation : space.operations) {
            const std::string prefix =
                name + "edge" + std::to_string(edge) + "." + std::string(space::operationName(kindOfOperation));
            operations.push_back(
                operation(prefix, kindOfOperation, channels / config_.partialChannels, reducing ? 2 : 1));
        }
        result.operations.push_back(std::move(operations));
        result.reducing.push_back(reducing);
    }
    return result;
}

void PlainSupernet::buildDarts() {
    const space::Shape& shape = config_.shape;
    const int stem = 3 * shape.channels;
    const bool imageNet = shape.stem == space::Stem::ImageNet;
    const auto layer = [&](const std::string& name, int inputs, int outputs, int stride) {
        return sequence(convolution(name + ".weight", inputs, outputs, 3, stride, 1, 1, 1),
            normalisation(name + ".bn", outputs, true));
    };
    if (imageNet) {
        const Layer first = layer("stem0", shape.inputChannels, stem / 2, 2);
        stem_.push_back(sequence(first, relu, layer("stem1", stem / 2, stem, 2)));
        stem_.push_back(sequence(relu, layer("stem2", stem, stem, 2)));
    } else {
        stem_.push_back(layer("stem0", shape.inputChannels, stem, 1));
    }
    int beforeLast = stem;
    int last = stem;
    int channels = shape.channels;
    bool afterReduction = imageNet;
    for (int index = 0; index < shape.cells; ++index) {
        const bool reduction = index == shape.cells / 3 || index == 2 * shape.cells / 3;
        channels *= reduction ? 2 : 1;
        cells_.push_back(cell("cells." + std::to_string(index) + ".", reduction ? 1 : 0, {beforeLast, last}, channels,
            reduction, afterReduction));
        afterReduction = reduction;
        beforeLast = last;
        last = 4 * channels;
    }
    const LinearWeights head = newLinearWeights(last, shape.classes, generator_);
    headWeight_ = head.weight;
    headBias_ = head.bias;
    parameters_.push_back({"classifier.weight", headWeight_});
    parameters_.push_back({"classifier.bias", headBias_});
}

PlainSupernet::Layer PlainSupernet::residualReduction(const std::string& name, int inputs, int outputs) {
    const Layer main = sequence(relu, convolution(name + "conv1.weight", inputs, outputs, 3, 2, 1, 1, 1),
        normalisation(name + "conv1.bn", outputs, true), relu,
        convolution(name + "conv2.weight", outputs, outputs, 3, 1, 1, 1, 1),
        normalisation(name + "conv2.bn", outputs, true));
    const Layer shortcut = convolution(name + "shortcut.weight", inputs, outputs, 1, 1, 0, 1, 1);
    return [=](const torch::Tensor& input) { return main(input) + shortcut(at::avg_pool2d(input, {2, 2}, {2, 2})); };
}

void PlainSupernet::buildNasBench201() {
    const space::Shape& shape = config_.shape;
    int channels = shape.channels;
    stem_.push_back(sequence(convolution("stem0.weight", shape.inputChannels, channels, 3, 1, 1, 1, 1),
        normalisation("stem0.bn", channels, true)));
    int step = 0;
    for (int stage = 0; stage < 3; ++stage) {
        if (stage > 0) {
            blocks_.push_back(residualReduction("cells." + std::to_string(step++) + ".", channels, 2 * channels));
            channels *= 2;
        }
        for (int index = 0; index < shape.cells; ++index) {
            cells_.push_back(cell("cells." + std::to_string(step++) + ".", 0, {channels}, channels, false, false));
        }
    }
    last_ = sequence(normalisation("last", channels, true), relu);
    const LinearWeights head = newLinearWeights(channels, shape.classes, generator_);
    headWeight_ = head.weight;
    headBias_ = head.bias;
    parameters_.push_back({"classifier.weight", headWeight_});
    parameters_.push_back({"classifier.bias", headBias_});
}

torch::Tensor PlainSupernet::mixed(
    const Cell& cell, std::size_t edge, const torch::Tensor& input, const torch::Tensor& weights) const {
    const std::int64_t parts = config_.partialChannels;
    const torch::Tensor through = parts == 1 ? input : input.slice(1, 0, input.size(1) / parts);
    const auto& space = space::searchSpace(config_.space);
    torch::Tensor sum;
    for (std::size_t index = 0; index < cell.operations[edge].size(); ++index) {
        const torch::Tensor result = cell.operations[edge][index](through);
        torch::Tensor term = weights[static_cast<std::int64_t>(index)] * result;
        if (auxiliarySkip_ != 0.0 && space.operations[index] == Operation::SkipConnect) {
            term = term + auxiliarySkip_ * result;
        }
        sum = sum.defined() ? sum + term : term;
    }
    if (parts == 1) {
        return sum;
    }
    torch::Tensor rest = input.slice(1, input.size(1) / parts);
    if (cell.reducing[edge]) {
        rest = at::max_pool2d(rest, {2, 2}, {2, 2});
    }
    return channelShuffle(at::cat({sum, rest}, 1), parts);
}

torch::Tensor PlainSupernet::runCell(const Cell& cell, const std::vector<torch::Tensor>& inputs,
    const torch::Tensor& operations, const torch::Tensor& edges) const {
    const auto& space = space::searchSpace(config_.space);
    std::vector<torch::Tensor> states;
    for (std::size_t input = 0; input < inputs.size(); ++input) {
        states.push_back(cell.preprocess[input](inputs[input]));
    }
    std::int64_t edge = 0;
    for (int node = space.inputs; node < space.states(); ++node) {
        torch::Tensor sum;
        for (int source = 0; source < node; ++source, ++edge) {
            torch::Tensor term =
                mixed(cell, static_cast<std::size_t>(edge), states[static_cast<std::size_t>(source)], operations[edge]);
            if (edges.defined()) {
                term = edges[edge] * term;
            }
            sum = sum.defined() ? sum + term : term;
        }
        states.push_back(sum);
    }
    if (config_.space == SpaceId::NasBench201) {
        return states.back();
    }
    return at::cat({states[2], states[3], states[4], states[5]}, 1);
}

torch::Tensor PlainSupernet::forward(const torch::Tensor& images) {
    std::vector<torch::Tensor> operations;
    std::vector<torch::Tensor> edges;
    for (const torch::Tensor& alpha : alphas_) {
        operations.push_back(alpha.softmax(-1));
    }
    for (const torch::Tensor& beta : betas_) {
        edges.push_back(at::cat({beta.slice(0, 0, 2).softmax(-1), beta.slice(0, 2, 5).softmax(-1),
            beta.slice(0, 5, 9).softmax(-1), beta.slice(0, 9, 14).softmax(-1)}));
    }
    return forward(images, operations, edges);
}

torch::Tensor PlainSupernet::forward(const torch::Tensor& images, const std::vector<torch::Tensor>& operations,
    const std::vector<torch::Tensor>& edges) {
    torch::Tensor beforeLast = stem_[0](images);
    torch::Tensor last = stem_.size() > 1 ? stem_[1](beforeLast) : beforeLast;
    for (std::size_t index = 0; index < cells_.size(); ++index) {
        const Cell& cell = cells_[index];
        const auto kind = static_cast<std::size_t>(cell.kind);
        const torch::Tensor edgeWeights = edges.empty() ? torch::Tensor() : edges[kind];
        if (config_.space == SpaceId::Darts) {
            const torch::Tensor next = runCell(cell, {beforeLast, last}, operations[kind], edgeWeights);
            beforeLast = last;
            last = next;
            continue;
        }
        const auto perStage = static_cast<std::size_t>(config_.shape.cells);
        if (index > 0 && index % perStage == 0) {
            last = blocks_[index / perStage - 1](last);
        }
        last = runCell(cell, {last}, operations[kind], edgeWeights);
    }
    if (last_) {
        last = last_(last);
    }
    return at::linear(at::adaptive_avg_pool2d(last, {1, 1}).flatten(1), headWeight_, headBias_);
}

void PlainSupernet::to(torch::Dtype dtype) {
    const torch::NoGradGuard noGrad;
    std::vector<torch::Tensor> all = buffers_;
    all.insert(all.end(), alphas_.begin(), alphas_.end());
    all.insert(all.end(), betas_.begin(), betas_.end());
    for (const NamedTensor& entry : parameters_) {
        all.push_back(entry.tensor);
    }
    for (torch::Tensor& tensor : all) {
        tensor.set_data(tensor.to(dtype));
    }
}

}
