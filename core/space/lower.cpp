// SPDX-License-Identifier: Apache-2.0
// The evaluation networks along their skeletons (DARTS: Liu, Simonyan, Yang 2019, the authors' cnn/model.py;
// NAS-Bench-201: Dong & Yang 2020, section 2.1, the authors' TinyNetwork).
#include <string>

#include "core/space/lowering_builder.h"

namespace paretoscope::space {

namespace {

class NetworkLowering {
public:
    explicit NetworkLowering(LoweredNetwork& network)
        : network_(network)
        , space_(searchSpace(network.architecture.genotype.space))
        , builder_(network) { }

    void run() {
        const Shape& shape = network_.architecture.shape;
        const Skeleton skeleton = space_.skeleton(shape, NetworkUse::Evaluation);
        addStem(skeleton.stem, builder_.image({shape.inputChannels, shape.inputSize, shape.inputSize}));
        for (std::size_t index = 0; index < skeleton.steps.size(); ++index) {
            const SkeletonStep& step = skeleton.steps[index];
            const int number = static_cast<int>(index);
            outputs_.push_back(step.isBlock() ? block(step, number) : cell(step, number));
            if (number == skeleton.auxiliaryStep) {
                network_.auxiliaryInput = outputs_.back();
            }
        }
        builder_.setOrigin({});
        int tensor = outputs_.back();
        if (space_.normalisesLast) {
            tensor = builder_.relu("head.relu", builder_.batchNorm("head.bn", tensor));
        }
        network_.output = builder_.linear("classifier", builder_.globalPool("pool", tensor), shape.classes);
    }

private:
    void addStem(const std::vector<StemLayer>& layers, int image) {
        int tensor = image;
        for (const StemLayer& layer : layers) {
            tensor = outputs_.empty() ? tensor : builder_.relu(layer.relu, tensor);
            tensor = builder_.convolution(
                layer.convolution, tensor, layer.channels, {.kernel = 3, .stride = layer.stride, .padding = 1});
            tensor = builder_.batchNorm(layer.norm, tensor);
            outputs_.push_back(tensor);
        }
    }

    /// The output that input state `input` of the next cell reads.
    [[nodiscard]] int tensorOf(int input) const {
        const auto back = static_cast<std::size_t>(space_.inputs - input);
        return back > outputs_.size() ? outputs_.front() : outputs_[outputs_.size() - back];
    }

    int cell(const SkeletonStep& step, int index) {
        LoweredCell cell{step, network_.operators.size(), 0, {}, -1};
        const std::string name = "cells." + std::to_string(index);
        const Origin origin{.cell = index, .kind = step.kind};
        std::vector<int> states;
        for (int input = 0; input < space_.inputs; ++input) {
            cell.inputs.push_back(tensorOf(input));
            states.push_back(space_.preprocessesInputs ? preprocessed(name, origin, input, step) : cell.inputs.back());
        }
        for (int state = space_.inputs; state < space_.states(); ++state) {
            states.push_back(node(name, origin, states, step));
        }
        cell.output = space_.output == CellOutput::LastNode
            ? states.back()
            : builder_.concat(name + ".concat", {states.begin() + space_.inputs, states.end()});
        cell.endOperator = network_.operators.size();
        network_.cells.push_back(std::move(cell));
        return network_.cells.back().output;
    }

    int preprocessed(const std::string& cell, Origin origin, int input, const SkeletonStep& step) {
        const std::string name = cell + ".preprocess" + std::to_string(input);
        origin.input = input;
        builder_.setOrigin(origin);
        if (input == 0 && step.afterReduction) {
            return builder_.factorizedReduce(name, tensorOf(input), step.channels);
        }
        return builder_.reluConvolutionBatchNorm(name, tensorOf(input), step.channels, {});
    }

    /// The node that follows on `states`.
    int node(const std::string& cell, const Origin& origin, const std::vector<int>& states, const SkeletonStep& step) {
        const int node = static_cast<int>(states.size());
        const std::string name = cell + ".node" + std::to_string(node);
        std::vector<int> addends;
        for (const Choice& choice : network_.architecture.genotype.cells[static_cast<std::size_t>(step.kind)].choices) {
            if (choice.target != node || choice.operation == Operation::None) {
                continue;
            }
            Origin edge = origin;
            edge.edge = space_.edgeIndex(choice.source, node);
            edge.operation = choice.operation;
            builder_.setOrigin(edge);
            const std::string edgeName =
                name + ".edge" + std::to_string(choice.source) + "." + std::string(operationName(choice.operation));
            const int stride = step.reduction && choice.source < space_.inputs ? 2 : 1;
            addends.push_back(builder_.edgeOperation(
                choice.operation, edgeName, states[static_cast<std::size_t>(choice.source)], stride));
        }
        builder_.setOrigin(origin);
        if (addends.empty()) {
            return builder_.zero(name + ".zero", states.front(), {step.channels, step.outputSize, step.outputSize});
        }
        return builder_.sum(name + ".sum", addends);
    }

    /// The basic block of ResNet: halves the image between two stages.
    int block(const SkeletonStep& step, int index) {
        const std::string name = "cells." + std::to_string(index);
        const int input = outputs_.back();
        builder_.setOrigin({.cell = index});
        int tensor = builder_.reluConvolutionBatchNorm(
            name + ".a", input, step.channels, {.kernel = 3, .stride = 2, .padding = 1});
        tensor = builder_.reluConvolutionBatchNorm(name + ".b", tensor, step.channels, {.kernel = 3, .padding = 1});
        const int pooled =
            builder_.pool(OperatorKind::AvgPool, name + ".shortcut.pool", input, {.kernel = 2, .stride = 2});
        const int shortcut = builder_.convolution(name + ".shortcut.conv", pooled, step.channels, {});
        return builder_.sum(name + ".sum", {shortcut, tensor});
    }

    LoweredNetwork& network_;
    const SearchSpace& space_;
    LoweringBuilder builder_;
    std::vector<int> outputs_; ///< of the stem's layers and the steps so far
};

}

LoweredNetwork lower(const Architecture& architecture) {
    validate(architecture);
    LoweredNetwork network{.architecture = architecture, .operators = {}, .tensors = {}, .cells = {}};
    NetworkLowering(network).run();
    return network;
}

}
