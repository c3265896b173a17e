// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "core/space/skeleton.h"

namespace paretoscope::space {

enum class OperatorKind : std::uint8_t {
    Convolution, ///< no bias
    BatchNorm, ///< affine, running statistics, eps 1e-5
    Relu,
    MaxPool,
    AvgPool, ///< padding not counted
    GlobalAvgPool, ///< C×H×W → C×1×1
    Linear, ///< with bias, input flattened to C
    Add, ///< any number of inputs, at least 2
    Concat, ///< along channels
    ShiftCrop, ///< x[:, :, 1:, 1:]: the second half of a FactorizedReduce
    Zero, ///< zeros of the output shape, reads its input only for the batch size
};

/// A tensor of the lowered network without its batch dimension.
struct TensorShape {
    int channels;
    int height;
    int width;
    bool operator==(const TensorShape&) const = default;
    [[nodiscard]] std::int64_t elements() const { return std::int64_t{channels} * height * width; }
};

/// Where an operator comes from, for break-downs, drop-path and the VTA.
struct Origin {
    int cell = -1; ///< index of the cell, -1 for stem and head; NAS-Bench-201 counts its residual blocks
    int kind = -1; ///< cell kind, -1 in stem, head and residual blocks
    int input = -1; ///< input state that the operator preprocesses
    int edge = -1; ///< edge of the space, -1 for preprocessing and node sums
    Operation operation = Operation::None; ///< the edge's operation
};

/// One operator; `inputs` and `output` are tensor numbers, tensor 0 is the image.
struct Operator {
    OperatorKind kind;
    /// Readable and unique, for example "cells.2.node3.edge1.sep_conv_3x3.dw1" (node: target state, edge: source
    /// state); also the prefix of its parameters.
    std::string name;
    std::vector<int> inputs;
    int output;
    TensorShape inputShape; ///< of inputs[0]
    TensorShape outputShape;
    int kernel = 1;
    int stride = 1;
    int padding = 0;
    int dilation = 1;
    int groups = 1;
    Origin origin;
    /// Which piece of an edge's operation or of a preprocessing it is, as a supernet's cell names it: ".dw1",
    /// ".pw1.bn",
    /// ".even"; empty where it has no parameters, and for a preprocessing's convolution.
    std::string part;
    /// Set on the last operator of an edge whose path drop-path may drop (every operation but the identity skip).
    bool dropPath = false;

    [[nodiscard]] std::int64_t macs() const; ///< convolution and linear only, an image
    [[nodiscard]] std::int64_t parameters() const; ///< learnable numbers (BatchNorm 2C, running statistics not counted)
};

/// Where a cell lies among the operators.
struct LoweredCell {
    SkeletonStep step;
    std::size_t
        firstOperator; ///< its operators are [firstOperator, endOperator), none where it only passes an input on
    std::size_t endOperator;
    std::vector<int> inputs; ///< tensor numbers by input state, before preprocessing
    int output; ///< tensor number
};

/// An architecture as a list of operators in execution order: the one description from which networks, ONNX files and
/// the VTA's tasks are built.
struct LoweredNetwork {
    Architecture architecture;
    std::vector<Operator> operators;
    std::vector<TensorShape> tensors; ///< by tensor number
    std::vector<LoweredCell> cells; ///< in execution order, without residual blocks
    int output = -1; ///< the logits' tensor
    int auxiliaryInput = -1; ///< the tensor that an auxiliary head reads (DARTS: output of cell 2L/3), -1 without

    [[nodiscard]] std::int64_t macs() const;
    [[nodiscard]] std::int64_t parameters() const;
    /// Bytes of the largest set of tensors alive at once for one float32 image, plus nothing for weights.
    [[nodiscard]] std::int64_t peakActivationBytes() const;
};

/// The evaluation network of DARTS (affine batch normalisation, none after pools) or NAS-Bench-201. Throws Error
/// (InvalidShape, InvalidGenotype).
LoweredNetwork lower(const Architecture& architecture);

/// The auxiliary head of DARTS' training networks (CIFAR: with the second batch normalisation), reading `input`; its
/// operators are numbered on from `network`. Returns only the head's operators and tensors appended to a copy of the
/// network's tensor list. Throws Error (InvalidShape) for spaces without one, and for images below 32 (CIFAR stem) or
/// 224 pixels (ImageNet stem).
LoweredNetwork auxiliaryHead(const LoweredNetwork& network);

}
