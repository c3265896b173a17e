// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace paretoscope::space {

/// What may sit on an edge of a cell, over all search spaces (DARTS: Liu et al. 2019, section 3; NAS-Bench-201: Dong &
/// Yang 2020). The numeric value is only an identity; the position within a search space is SearchSpace::operations.
enum class Operation : std::uint8_t {
    None,
    MaxPool3x3,
    AvgPool3x3,
    SkipConnect,
    SepConv3x3,
    SepConv5x5,
    DilConv3x3,
    DilConv5x5,
    NorConv1x1,
    NorConv3x3,
};

enum class OperationKind : std::uint8_t {
    None,
    MaxPool,
    AvgPool, ///< padding not counted
    Skip, ///< the identity, with stride 2 a FactorizedReduce
    Depthwise, ///< OperationSpec::repetitions of ReLU, depthwise convolution, 1×1 convolution, batch normalisation
    Dense, ///< ReLU, convolution, batch normalisation
};

/// All that is known of an operation: networks, kernels, pictures and exports are made from this. Convolutions and
/// pools are centred and keep the size, but for the stride; of several repetitions only the first has the edge's
/// stride.
struct OperationSpec {
    Operation operation;
    std::string_view name; ///< that the published codes print, "sep_conv_3x3"
    OperationKind kind;
    int kernel = 1;
    int dilation = 1;
    int repetitions = 1;
    std::string_view label; ///< for people: "sep conv 3×3" (UTF-8)
    std::string_view shortLabel; ///< the same in at most eight letters, for boxes on a screen: "sep 3×3"
    /// Fill of an operation's box, "#rrggbb", one in every view. Colour-blind safe (hues of Okabe & Ito 2008; of two
    /// kernels the larger has the full colour), and never the only sign: the box names the operation.
    std::string_view fill;
    std::string_view text; ///< colour of text on `fill`, black or white, contrast at least 4.5 : 1
    std::string_view python; ///< a PyTorch module of channels `c` and `stride`, from the blocks of an exported module

    [[nodiscard]] constexpr int padding() const { return dilation * (kernel - 1) / 2; }
    /// Whether it has weights with any stride.
    [[nodiscard]] constexpr bool convolves() const {
        return kind == OperationKind::Depthwise || kind == OperationKind::Dense;
    }
    [[nodiscard]] constexpr bool pools() const {
        return kind == OperationKind::MaxPool || kind == OperationKind::AvgPool;
    }
};

/// Throws Error (InvalidValue) for a number that is no operation.
const OperationSpec& operationSpec(Operation operation);

/// All operations in the order of the enumerators.
std::span<const OperationSpec> operationSpecs();

/// operationSpec(operation).name
std::string_view operationName(Operation operation);

/// The operation of that published name, or nothing.
std::optional<Operation> operationFromName(std::string_view name);

}
