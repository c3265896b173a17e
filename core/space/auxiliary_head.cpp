// SPDX-License-Identifier: Apache-2.0
// The head that DARTS' training networks have beside the classifier (the authors' cnn/model.py).
#include <string>

#include "core/base/error.h"
#include "core/space/lowering_builder.h"

namespace paretoscope::space {

LoweredNetwork auxiliaryHead(const LoweredNetwork& network) {
    const bool imageNet = network.architecture.shape.stem == Stem::ImageNet;
    const LoweringBuilder::Window window{.kernel = 5, .stride = imageNet ? 2 : 3};
    if (network.auxiliaryInput < 0) {
        const std::string space(searchSpace(network.architecture.genotype.space).name);
        throw Error(ErrorCode::InvalidShape,
            "Networks of the " + space + " space have no auxiliary head; train without it.",
            {{"field", "auxiliary head"}, {"value", space}, {"allowed", "none"}});
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
    LoweredNetwork head{network.architecture, {}, network.tensors, {}, -1, network.auxiliaryInput};
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
