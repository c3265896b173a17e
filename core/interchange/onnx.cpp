// SPDX-License-Identifier: Apache-2.0
// With onnx_check.cpp the only file that sees protobuf's headers: LibTorch brings an older protobuf of its own.
#include "core/interchange/onnx.h"

#include <bit>
#include <limits>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/space/search_space.h"
#include "paretoscope/version.h"
#include "paretoscope_onnx.pb.h"

namespace paretoscope::interchange {

namespace {

namespace pb = paretoscope_onnx;
using space::Operator;
using space::OperatorKind;
using space::TensorShape;

static_assert(std::endian::native == std::endian::little, "raw_data is little-endian");

/// The version of the file format that came with an operator set (ONNX, docs/Versioning.md).
int irVersionOf(int opset) {
    return opset <= 11 ? 6 : opset <= 14 ? 7 : opset <= 18 ? 8 : opset <= 20 ? 9 : 10;
}

void requireWritten(const OnnxForm& form) {
    if (form.opset < OnnxForm::oldestOpset || form.opset > OnnxForm::newestOpset) {
        const std::string allowed =
            std::to_string(OnnxForm::oldestOpset) + " to " + std::to_string(OnnxForm::newestOpset);
        throw Error(ErrorCode::InvalidValue,
            "ONNX's operator set " + std::to_string(form.opset) + " is not written; allowed are " + allowed + ".",
            {{"field", "opset"}, {"value", std::to_string(form.opset)}, {"allowed", allowed}});
    }
}

std::vector<std::int64_t> sizesOf(const TensorShape& shape) {
    return {shape.channels, shape.height, shape.width};
}

/// Turns operators into nodes, one function a group of kinds.
class GraphWriter {
public:
    GraphWriter(const WeightedNetwork& source, const ImageInput& input, const OnnxForm& form, pb::GraphProto& graph)
        : network_(source.network)
        , weights_(source.weights)
        , input_(input)
        , form_(form)
        , graph_(graph)
        , names_(network_.tensors.size()) { }

    void write() {
        for (const Operator& op : network_.operators) {
            names_[at(op.output)] = op.output == network_.output ? "logits" : op.name;
        }
        const TensorShape& image = network_.tensors.front();
        describe(*graph_.add_input(), "image", sizesOf(image),
            form_.pixels == PixelRange::Bytes ? pb::TensorProto::UINT8 : pb::TensorProto::FLOAT);
        names_.front() = writeNormalisation(image);
        for (const Operator& op : network_.operators) {
            writeOperator(op);
            if (op.output != network_.output) {
                describe(*graph_.add_value_info(), op.name, sizesOf(op.outputShape));
            }
        }
        const std::vector<std::int64_t> classes{network_.tensors[at(network_.output)].channels};
        if (form_.softmax) {
            describe(*graph_.add_value_info(), "logits", classes);
            pb::NodeProto& node = addNode("probabilities", "Softmax", "probabilities");
            node.add_input("logits");
            setInteger(node, "axis", 1);
        }
        describe(*graph_.add_output(), form_.softmax ? "probabilities" : "logits", classes);
    }

private:
    static std::size_t at(int tensor) { return static_cast<std::size_t>(tensor); }

    void describe(pb::ValueInfoProto& info, const std::string& name, const std::vector<std::int64_t>& sizes,
        pb::TensorProto::DataType type = pb::TensorProto::FLOAT) const {
        info.set_name(name);
        auto* tensor = info.mutable_type()->mutable_tensor_type();
        tensor->set_elem_type(type);
        auto* batch = tensor->mutable_shape()->add_dim();
        form_.batch > 0 ? batch->set_dim_value(form_.batch) : batch->set_dim_param("batch");
        for (const std::int64_t size : sizes) {
            tensor->mutable_shape()->add_dim()->set_dim_value(size);
        }
    }

    /// From what the caller gives to what training fed the network; returns the name of that. Not folded into the first
    /// convolution: its padding is of normalised zeros.
    std::string writeNormalisation(const TensorShape& image) {
        std::string given = "image";
        const bool bytes = form_.pixels == PixelRange::Bytes;
        const auto step = [&](const char* type, const std::string& name) -> pb::NodeProto& {
            pb::NodeProto& node = addNode(name, type, name);
            node.add_input(given);
            describe(*graph_.add_value_info(), name, sizesOf(image));
            given = name;
            return node;
        };
        if (bytes) {
            setInteger(step("Cast", "input.float"), "to", pb::TensorProto::FLOAT);
        }
        const float range = bytes ? 255 : 1; // mean and deviation on the scale of the pixels: one operator less
        const bool normalises = input_.normalises() && form_.pixels != PixelRange::Normalised;
        if (normalises) {
            step("Sub", "input.centred").add_input(addPerChannel("input.mean", input_.mean, range));
        }
        if (normalises || bytes) {
            const std::vector<float> ones(static_cast<std::size_t>(image.channels), 1);
            step("Div", "input.normalised")
                .add_input(addPerChannel("input.deviation", normalises ? input_.deviation : ones, range));
        }
        return given;
    }

    /// A number for each channel, times `factor`, as an initialiser [1, C, 1, 1]; returns its name.
    std::string addPerChannel(const std::string& name, std::vector<float> values, float factor) {
        for (float& value : values) {
            value *= factor;
        }
        addFloats(name, {1, static_cast<std::int64_t>(values.size()), 1, 1}, values);
        return name;
    }

    void writeOperator(const Operator& op) {
        switch (op.kind) {
        case OperatorKind::Convolution:
            return writeConvolution(op);
        case OperatorKind::BatchNorm:
            return writeBatchNorm(op);
        case OperatorKind::Relu:
            return writePlain(op, "Relu");
        case OperatorKind::MaxPool:
            return writePool(op, "MaxPool");
        case OperatorKind::AvgPool:
            return writePool(op, "AveragePool");
        case OperatorKind::GlobalAvgPool:
            return writePlain(op, "GlobalAveragePool");
        case OperatorKind::Linear:
            return writeLinear(op);
        case OperatorKind::Add:
            return writePlain(op, op.inputs.size() == 2 ? "Add" : "Sum");
        case OperatorKind::Concat:
            return setInteger(writeNode(op, "Concat"), "axis", 1);
        case OperatorKind::ShiftCrop:
            return writeShiftCrop(op);
        case OperatorKind::Zero:
            return writeZero(op);
        }
    }

    pb::NodeProto& addNode(const std::string& name, const char* type, const std::string& output) {
        pb::NodeProto& node = *graph_.add_node();
        node.set_name(name);
        node.set_op_type(type);
        node.add_output(output);
        return node;
    }

    pb::NodeProto& writeNode(const Operator& op, const char* type) {
        pb::NodeProto& node = addNode(op.name, type, names_[at(op.output)]);
        for (const int input : op.inputs) {
            node.add_input(names_[at(input)]);
        }
        return node;
    }

    void writePlain(const Operator& op, const char* type) { writeNode(op, type); }

    static void setInteger(pb::NodeProto& node, const char* name, std::int64_t value) {
        pb::AttributeProto& attribute = *node.add_attribute();
        attribute.set_name(name);
        attribute.set_type(pb::AttributeProto::INT);
        attribute.set_i(value);
    }

    static void setIntegers(pb::NodeProto& node, const char* name, const std::vector<std::int64_t>& values) {
        pb::AttributeProto& attribute = *node.add_attribute();
        attribute.set_name(name);
        attribute.set_type(pb::AttributeProto::INTS);
        for (const std::int64_t value : values) {
            attribute.add_ints(value);
        }
    }

    static void setWindow(pb::NodeProto& node, const Operator& op) {
        setIntegers(node, "kernel_shape", {op.kernel, op.kernel});
        setIntegers(node, "strides", {op.stride, op.stride});
        setIntegers(node, "pads", {op.padding, op.padding, op.padding, op.padding});
    }

    void addWeight(pb::NodeProto& node, const std::string& name) {
        const FloatArray& array = weights_.at(name);
        addFloats(name, array.shape, array.values);
        node.add_input(name);
    }

    void addFloats(const std::string& name, const std::vector<std::int64_t>& shape, const std::vector<float>& values) {
        pb::TensorProto& tensor = *graph_.add_initializer();
        tensor.set_name(name);
        tensor.set_data_type(pb::TensorProto::FLOAT);
        for (const std::int64_t size : shape) {
            tensor.add_dims(size);
        }
        tensor.set_raw_data(values.data(), values.size() * sizeof(float));
    }

    /// A list of integers as an initialiser; returns its name.
    std::string addIntegers(const std::string& name, const std::vector<std::int64_t>& values) {
        pb::TensorProto& tensor = *graph_.add_initializer();
        tensor.set_name(name);
        tensor.set_data_type(pb::TensorProto::INT64);
        tensor.add_dims(static_cast<std::int64_t>(values.size()));
        tensor.set_raw_data(values.data(), values.size() * sizeof(std::int64_t));
        return name;
    }

    void writeConvolution(const Operator& op) {
        pb::NodeProto& node = writeNode(op, "Conv");
        setWindow(node, op);
        setIntegers(node, "dilations", {op.dilation, op.dilation});
        setInteger(node, "group", op.groups);
        addWeight(node, op.name + ".weight");
        if (weights_.contains(op.name + ".bias")) {
            addWeight(node, op.name + ".bias");
        }
    }

    void writeBatchNorm(const Operator& op) {
        pb::NodeProto& node = writeNode(op, "BatchNormalization");
        pb::AttributeProto& attribute = *node.add_attribute();
        attribute.set_name("epsilon");
        attribute.set_type(pb::AttributeProto::FLOAT);
        attribute.set_f(1e-5F);
        for (const char* part : {".weight", ".bias", ".running_mean", ".running_var"}) {
            addWeight(node, op.name + part);
        }
    }

    void writePool(const Operator& op, const char* type) {
        pb::NodeProto& node = writeNode(op, type);
        setWindow(node, op);
        if (op.kind == OperatorKind::AvgPool) {
            setInteger(node, "count_include_pad", 0);
        }
    }

    void writeLinear(const Operator& op) {
        const std::string flat = op.name + ".flatten";
        pb::NodeProto& flatten = addNode(flat, "Flatten", flat);
        flatten.add_input(names_[at(op.inputs.front())]);
        setInteger(flatten, "axis", 1);
        describe(*graph_.add_value_info(), flat, {op.inputShape.elements()});
        pb::NodeProto& node = addNode(op.name, "Gemm", names_[at(op.output)]);
        node.add_input(flat);
        setInteger(node, "transB", 1);
        addWeight(node, op.name + ".weight");
        addWeight(node, op.name + ".bias");
    }

    void writeShiftCrop(const Operator& op) {
        constexpr std::int64_t toTheEnd = std::numeric_limits<std::int64_t>::max();
        pb::NodeProto& node = writeNode(op, "Slice");
        node.add_input(addIntegers(op.name + ".starts", {1, 1}));
        node.add_input(addIntegers(op.name + ".ends", {toTheEnd, toTheEnd}));
        node.add_input(addIntegers(op.name + ".axes", {2, 3}));
    }

    /// Zeros for as many images as come in: the batch size is read from the input's shape. (Shape takes a range of its
    /// own from operator set 15 on.)
    void writeZero(const Operator& op) {
        const std::string size = op.name + ".batch";
        const std::string sizes = op.name + ".input_shape";
        addNode(sizes, "Shape", sizes).add_input(names_[at(op.inputs.front())]);
        pb::NodeProto& first = addNode(size, "Slice", size);
        first.add_input(sizes);
        first.add_input(addIntegers(op.name + ".begin", {0}));
        first.add_input(addIntegers(op.name + ".end", {1}));
        const std::string all = op.name + ".shape";
        pb::NodeProto& join = addNode(all, "Concat", all);
        join.add_input(size);
        join.add_input(addIntegers(op.name + ".sizes", sizesOf(op.outputShape)));
        setInteger(join, "axis", 0);
        pb::NodeProto& zeros = addNode(op.name, "ConstantOfShape", names_[at(op.output)]);
        zeros.add_input(all);
    }

    const space::LoweredNetwork& network_;
    const Weights& weights_;
    const ImageInput& input_;
    const OnnxForm& form_;
    pb::GraphProto& graph_;
    std::vector<std::string> names_; ///< by tensor number
};

void addProperty(pb::ModelProto& model, const std::string& key, const std::string& value) {
    pb::StringStringEntryProto& entry = *model.add_metadata_props();
    entry.set_key("paretoscope." + key);
    entry.set_value(base::withoutControls(value)); // readers refuse a file for one byte that is no UTF-8
}

void addMetadata(pb::ModelProto& model, const space::Architecture& architecture, const OnnxMetadata& metadata,
    const OnnxForm& form) {
    std::map<std::string, std::string> properties = metadata.properties;
    properties.merge(describedInput(metadata.input, architecture.shape, form.pixels));
    properties["genotype"] = space::toText(architecture.genotype);
    properties["shape"] = space::toText(architecture.shape);
    properties["space"] = space::searchSpace(architecture.genotype.space).name;
    properties["weights"] = name(metadata.weights);
    properties["version"] = programVersion;
    for (const auto& [key, value] : properties) {
        addProperty(model, key, value);
    }
}

}

std::string_view name(WeightsOrigin origin) {
    switch (origin) {
    case WeightsOrigin::Random:
        return "random";
    case WeightsOrigin::OneShot:
        return "one-shot";
    case WeightsOrigin::Trained:
        return "trained";
    }
    return {};
}

std::string onnxBytes(
    const space::LoweredNetwork& network, const Weights& weights, const OnnxMetadata& metadata, const OnnxForm& form) {
    requireWritten(form);
    validate(metadata.input, network.architecture.shape);
    const WeightedNetwork folded = foldBatchNorms(network, weights);
    pb::ModelProto model;
    model.set_ir_version(irVersionOf(form.opset));
    model.set_producer_name("Paretoscope");
    model.set_producer_version(programVersion);
    pb::OperatorSetIdProto& operators = *model.add_opset_import();
    operators.set_domain("");
    operators.set_version(form.opset);
    addMetadata(model, network.architecture, metadata, form);
    model.mutable_graph()->set_name(
        "paretoscope_" + std::string(space::searchSpace(network.architecture.genotype.space).name));
    GraphWriter(folded, metadata.input, form, *model.mutable_graph()).write();
    std::string bytes;
    if (!model.SerializeToString(&bytes)) {
        throw Error(ErrorCode::InvalidShape,
            "The network is too large for one ONNX file (2 GB); export it with fewer channels or cells.",
            {{"field", "channels"}, {"value", std::to_string(network.architecture.shape.channels)}});
    }
    return bytes;
}

void exportOnnx(const space::LoweredNetwork& network, const Weights& weights, const OnnxMetadata& metadata,
    const std::filesystem::path& path, const OnnxForm& form) {
    base::writeFileAtomically(path, onnxBytes(network, weights, metadata, form));
}

}
