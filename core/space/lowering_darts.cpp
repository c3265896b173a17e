// SPDX-License-Identifier: Apache-2.0
// The evaluation networks of DARTS (Liu, Simonyan, Yang 2019; the authors' cnn/model.py and cnn/operations.py).
#include <string>

#include "core/base/error.h"
#include "core/space/lowering_builder.h"

namespace paretoscope::space {

namespace {

using Window = LoweringBuilder::Window;

/// The two previous outputs that a cell reads, and whether the newer one is half the size of the older.
struct Stream {
    int older;
    int newer;
    bool halved;
};

Stream cifarStem(LoweringBuilder& builder, int image, int channels) {
    const int convolved = builder.convolution("stem.conv", image, 3 * channels, {.kernel = 3, .padding = 1});
    const int stem = builder.batchNorm("stem.bn", convolved);
    return {stem, stem, false};
}

Stream imageNetStem(LoweringBuilder& builder, int image, int channels) {
    const Window halving{.kernel = 3, .stride = 2, .padding = 1};
    int tensor = builder.convolution("stem0.conv1", image, channels / 2, halving);
    tensor = builder.relu("stem0.relu", builder.batchNorm("stem0.bn1", tensor));
    tensor = builder.convolution("stem0.conv2", tensor, channels, halving);
    const int stem0 = builder.batchNorm("stem0.bn2", tensor);
    return {stem0, builder.reluConvolutionBatchNorm("stem1", stem0, channels, halving), true};
}

int lowerCell(LoweringBuilder& builder, const CellGenotype& cell, const Stream& stream, Origin origin, int channels) {
    const SearchSpace& space = searchSpace(SpaceId::Darts);
    const std::string name = "cells." + std::to_string(origin.cell);
    const bool reduction = origin.kind == 1;
    builder.setOrigin(origin);
    std::vector<int> states{stream.halved
            ? builder.factorizedReduce(name + ".preprocess0", stream.older, channels)
            : builder.reluConvolutionBatchNorm(name + ".preprocess0", stream.older, channels, {}),
        builder.reluConvolutionBatchNorm(name + ".preprocess1", stream.newer, channels, {})};
    for (int node = space.inputs; node < space.states(); ++node) {
        const std::string nodeName = name + ".node" + std::to_string(node);
        std::vector<int> addends;
        for (const Choice& choice : cell.choices) {
            if (choice.target != node) {
                continue;
            }
            Origin edge = origin;
            edge.edge = space.edgeIndex(choice.source, node);
            edge.operation = choice.operation;
            builder.setOrigin(edge);
            const std::string edgeName =
                nodeName + ".edge" + std::to_string(choice.source) + "." + std::string(operationName(choice.operation));
            const int stride = reduction && choice.source < space.inputs ? 2 : 1;
            addends.push_back(builder.edgeOperation(
                choice.operation, edgeName, states[static_cast<std::size_t>(choice.source)], stride));
        }
        builder.setOrigin(origin);
        states.push_back(builder.sum(nodeName + ".sum", addends));
    }
    return builder.concat(name + ".concat", {states.begin() + space.inputs, states.end()});
}

}

void lowerDarts(LoweredNetwork& network) {
    const Shape& shape = network.architecture.shape;
    LoweringBuilder builder(network);
    const int image = builder.image({shape.inputChannels, shape.inputSize, shape.inputSize});
    Stream stream = shape.stem == Stem::ImageNet ? imageNetStem(builder, image, shape.channels)
                                                 : cifarStem(builder, image, shape.channels);
    int channels = shape.channels;
    for (int i = 0; i < shape.cells; ++i) {
        const bool reduction = i == shape.cells / 3 || i == 2 * shape.cells / 3;
        const int kind = reduction ? 1 : 0;
        channels = reduction ? 2 * channels : channels;
        const CellGenotype& cell = network.architecture.genotype.cells[static_cast<std::size_t>(kind)];
        const int output = lowerCell(builder, cell, stream, {.cell = i, .kind = kind}, channels);
        stream = {stream.newer, output, reduction};
        if (i == 2 * shape.cells / 3) {
            network.auxiliaryInput = output;
        }
    }
    builder.setOrigin({});
    network.output = builder.linear("classifier", builder.globalPool("pool", stream.newer), shape.classes);
}

LoweredNetwork auxiliaryHead(const LoweredNetwork& network) {
    const bool imageNet = network.architecture.shape.stem == Stem::ImageNet;
    const Window window{.kernel = 5, .stride = imageNet ? 2 : 3};
    if (network.auxiliaryInput < 0) {
        throw Error(ErrorCode::InvalidShape,
            "An auxiliary head exists only for networks of the darts space; train without it.",
            {{"field", "auxiliary head"}, {"value", "nas-bench-201"}, {"allowed", "darts"}});
    }
    // The 2x2 convolution needs two positions after the pooling.
    const int smallest = window.kernel + window.stride;
    if (network.tensors[static_cast<std::size_t>(network.auxiliaryInput)].height < smallest) {
        const std::string needed = std::to_string(smallest * (imageNet ? 32 : 4));
        throw Error(ErrorCode::InvalidShape,
            "An auxiliary head needs images of at least " + needed + " pixels; train without it.",
            {{"field", "input size"}, {"value", std::to_string(network.architecture.shape.inputSize)},
                {"allowed", needed}});
    }
    LoweredNetwork head{network.architecture, {}, network.tensors, -1, network.auxiliaryInput};
    LoweringBuilder builder(head);
    int tensor = builder.relu("auxiliary.relu0", network.auxiliaryInput);
    tensor = builder.pool(OperatorKind::AvgPool, "auxiliary.pool", tensor, window);
    tensor = builder.batchNorm("auxiliary.bn1", builder.convolution("auxiliary.conv1", tensor, 128, {}));
    tensor = builder.relu("auxiliary.relu1", tensor);
    tensor = builder.convolution("auxiliary.conv2", tensor, 768, {.kernel = 2});
    if (!imageNet) {
        // The authors' ImageNet head lacks this one by mistake and keeps it so, to repeat the paper's numbers.
        tensor = builder.batchNorm("auxiliary.bn2", tensor);
    }
    tensor = builder.relu("auxiliary.relu2", tensor);
    if (builder.shape(tensor).height > 1) {
        tensor =
            builder.globalPool("auxiliary.globalpool", tensor); // images larger than the published 32 and 224 pixels
    }
    head.output = builder.linear("auxiliary.classifier", tensor, network.architecture.shape.classes);
    return head;
}

}
