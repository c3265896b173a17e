// SPDX-License-Identifier: Apache-2.0
// With onnx.cpp one of the two files that see protobuf's headers.
#include "core/interchange/onnx_check.h"

#include <cmath>
#include <cstring>
#include <set>
#include <string>
#include <vector>

#include "core/base/array.h"
#include "core/base/error.h"
#include "paretoscope_onnx.pb.h"

namespace paretoscope::interchange {

namespace {

namespace pb = paretoscope_onnx;

[[noreturn]] void refuseModel(const std::string& what) {
    throw Error(
        ErrorCode::InvalidData, "The ONNX file does not hold what it should: " + what + ".", {{"reason", what}});
}

std::int64_t checkedElements(const pb::TensorProto& tensor) {
    const std::vector<std::int64_t> sizes(tensor.dims().begin(), tensor.dims().end());
    const std::int64_t elements = base::elementCount(sizes);
    const bool isFloat = tensor.data_type() == pb::TensorProto::FLOAT;
    const std::size_t width = isFloat ? sizeof(float) : sizeof(std::int64_t);
    if (tensor.raw_data().size() != static_cast<std::size_t>(elements) * width) {
        refuseModel("'" + tensor.name() + "' has another size than its dimensions");
    }
    if (!isFloat) {
        return 0;
    }
    for (std::int64_t i = 0; i < elements; ++i) {
        float value = 0;
        std::memcpy(&value, tensor.raw_data().data() + static_cast<std::size_t>(i) * sizeof(float), sizeof(float));
        if (!std::isfinite(value)) {
            refuseModel("'" + tensor.name() + "' holds a number that is not finite");
        }
    }
    return elements;
}

void requireSizes(const pb::ValueInfoProto& info, const std::vector<std::int64_t>& sizes) {
    const auto& dimensions = info.type().tensor_type().shape().dim();
    bool same = dimensions.size() == static_cast<int>(sizes.size()) + 1
        && (!dimensions[0].dim_param().empty() || dimensions[0].dim_value() > 0);
    for (std::size_t i = 0; same && i < sizes.size(); ++i) {
        same = dimensions[static_cast<int>(i) + 1].dim_value() == sizes[i];
    }
    if (!same) {
        refuseModel("'" + info.name() + "' has another shape than the network's");
    }
}

void checkNodes(const pb::GraphProto& graph, std::set<std::string>& known) {
    std::set<std::string> names;
    for (const pb::NodeProto& node : graph.node()) {
        if (!names.insert(node.name()).second) {
            refuseModel("two nodes are named '" + node.name() + "'");
        }
        for (const std::string& input : node.input()) {
            if (!known.contains(input)) {
                refuseModel("node '" + node.name() + "' reads '" + input + "', which nothing before it makes");
            }
        }
        for (const std::string& output : node.output()) {
            if (!known.insert(output).second) {
                refuseModel("'" + output + "' is made twice");
            }
        }
    }
}

}

OnnxSummary checkOnnx(std::string_view bytes, const space::LoweredNetwork& network) {
    pb::ModelProto model;
    if (!model.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
        refuseModel("it is no ONNX model");
    }
    const pb::GraphProto& graph = model.graph();
    OnnxSummary summary{graph.node_size(), 0};
    std::set<std::string> known;
    for (const pb::TensorProto& tensor : graph.initializer()) {
        summary.weights += checkedElements(tensor);
        if (!known.insert(tensor.name()).second) {
            refuseModel("two weights are named '" + tensor.name() + "'");
        }
    }
    if (graph.input_size() != 1 || graph.output_size() != 1) {
        refuseModel("it should have one input and one output");
    }
    known.insert(graph.input(0).name());
    checkNodes(graph, known);
    if (!known.contains(graph.output(0).name())) {
        refuseModel("nothing makes the output");
    }
    const space::TensorShape& image = network.tensors.front();
    requireSizes(graph.input(0), {image.channels, image.height, image.width});
    requireSizes(graph.output(0), {network.tensors[static_cast<std::size_t>(network.output)].channels});
    return summary;
}

}
