// SPDX-License-Identifier: Apache-2.0
// The networks of NAS-Bench-201 (Dong & Yang 2020, section 2.1; the authors' TinyNetwork).
#include <string>

#include "core/space/lowering_builder.h"

namespace paretoscope::space {

namespace {

int lowerCell(LoweringBuilder& builder, const CellGenotype& cell, int input, int index) {
    const SearchSpace& space = searchSpace(SpaceId::NasBench201);
    const std::string name = "cells." + std::to_string(index);
    const Origin origin{.cell = index, .kind = 0};
    std::vector<int> states{input};
    for (int node = space.inputs; node < space.states(); ++node) {
        const std::string nodeName = name + ".node" + std::to_string(node);
        std::vector<int> addends;
        for (const Choice& choice : cell.choices) {
            if (choice.target != node || choice.operation == Operation::None) {
                continue;
            }
            Origin edge = origin;
            edge.edge = space.edgeIndex(choice.source, node);
            edge.operation = choice.operation;
            builder.setOrigin(edge);
            const std::string edgeName =
                nodeName + ".edge" + std::to_string(choice.source) + "." + std::string(operationName(choice.operation));
            addends.push_back(
                builder.edgeOperation(choice.operation, edgeName, states[static_cast<std::size_t>(choice.source)], 1));
        }
        builder.setOrigin(origin);
        states.push_back(addends.empty() ? builder.zero(nodeName + ".zero", input, builder.shape(input))
                                         : builder.sum(nodeName + ".sum", addends));
    }
    return states.back();
}

/// The basic block of ResNet between two stages: halves the image and doubles the channels.
int residualBlock(LoweringBuilder& builder, int input, int channels, int index) {
    const std::string name = "cells." + std::to_string(index);
    builder.setOrigin({.cell = index});
    int tensor =
        builder.reluConvolutionBatchNorm(name + ".a", input, channels, {.kernel = 3, .stride = 2, .padding = 1});
    tensor = builder.reluConvolutionBatchNorm(name + ".b", tensor, channels, {.kernel = 3, .padding = 1});
    const int pooled = builder.pool(OperatorKind::AvgPool, name + ".shortcut.pool", input, {.kernel = 2, .stride = 2});
    const int shortcut = builder.convolution(name + ".shortcut.conv", pooled, channels, {});
    return builder.sum(name + ".sum", {shortcut, tensor});
}

}

void lowerNasBench201(LoweredNetwork& network) {
    const Shape& shape = network.architecture.shape;
    const CellGenotype& cell = network.architecture.genotype.cells.front();
    LoweringBuilder builder(network);
    const int image = builder.image({shape.inputChannels, shape.inputSize, shape.inputSize});
    int tensor = builder.batchNorm(
        "stem.bn", builder.convolution("stem.conv", image, shape.channels, {.kernel = 3, .padding = 1}));
    int index = 0;
    for (int stage = 0, channels = shape.channels; stage < 3; ++stage, channels *= 2) {
        if (stage > 0) {
            tensor = residualBlock(builder, tensor, channels, index++);
        }
        for (int i = 0; i < shape.cells; ++i) {
            tensor = lowerCell(builder, cell, tensor, index++);
        }
    }
    builder.setOrigin({});
    tensor = builder.relu("head.relu", builder.batchNorm("head.bn", tensor));
    network.output = builder.linear("classifier", builder.globalPool("pool", tensor), shape.classes);
}

}
