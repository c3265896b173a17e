// SPDX-License-Identifier: Apache-2.0
#include "core/space/operation.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "core/base/error.h"

namespace paretoscope::space {

namespace {

using Kind = OperationKind;

constexpr std::array specs{
    OperationSpec{Operation::None, "none", Kind::None, 1, 1, 1, "none", "none", "#f4f4f4", "#000000", ""},
    OperationSpec{Operation::MaxPool3x3, "max_pool_3x3", Kind::MaxPool, 3, 1, 1, "max pool 3×3", "max 3×3", "#d55e00",
        "#000000", "nn.MaxPool2d(3, stride, 1)"},
    OperationSpec{Operation::AvgPool3x3, "avg_pool_3x3", Kind::AvgPool, 3, 1, 1, "avg pool 3×3", "avg 3×3", "#f0e442",
        "#000000", "nn.AvgPool2d(3, stride, 1, count_include_pad=False)"},
    OperationSpec{Operation::SkipConnect, "skip_connect", Kind::Skip, 1, 1, 1, "skip", "skip", "#a6a6a6", "#000000",
        "nn.Identity() if stride == 1 else FactorizedReduce(c, c)"},
    OperationSpec{Operation::SepConv3x3, "sep_conv_3x3", Kind::Depthwise, 3, 1, 2, "sep conv 3×3", "sep 3×3", "#8fd0f5",
        "#000000", "SepConv(c, 3, stride)"},
    OperationSpec{Operation::SepConv5x5, "sep_conv_5x5", Kind::Depthwise, 5, 1, 2, "sep conv 5×5", "sep 5×5", "#0072b2",
        "#ffffff", "SepConv(c, 5, stride)"},
    OperationSpec{Operation::DilConv3x3, "dil_conv_3x3", Kind::Depthwise, 3, 2, 1, "dil conv 3×3", "dil 3×3", "#5fd9b4",
        "#000000", "DilConv(c, 3, stride)"},
    OperationSpec{Operation::DilConv5x5, "dil_conv_5x5", Kind::Depthwise, 5, 2, 1, "dil conv 5×5", "dil 5×5", "#00795a",
        "#ffffff", "DilConv(c, 5, stride)"},
    OperationSpec{Operation::NorConv1x1, "nor_conv_1x1", Kind::Dense, 1, 1, 1, "conv 1×1", "conv 1×1", "#efc4dc",
        "#000000", "ReluConvBn(c, c, 1, stride)"},
    OperationSpec{Operation::NorConv3x3, "nor_conv_3x3", Kind::Dense, 3, 1, 1, "conv 3×3", "conv 3×3", "#c0609a",
        "#000000", "ReluConvBn(c, c, 3, stride, 1)"},
};

constexpr bool areInOrder() {
    for (std::size_t i = 0; i < specs.size(); ++i) {
        if (specs[i].operation != static_cast<Operation>(i)) {
            return false;
        }
    }
    return true;
}
static_assert(areInOrder(), "an operation's value is its row's index");

}

const OperationSpec& operationSpec(Operation operation) {
    const auto index = static_cast<std::size_t>(operation);
    if (index >= specs.size()) {
        throw Error(ErrorCode::InvalidValue,
            "There is no operation with the number " + std::to_string(index)
                + "; operations are described in one table.",
            {{"field", "operation"}, {"value", std::to_string(index)}});
    }
    return specs[index];
}

std::span<const OperationSpec> operationSpecs() {
    return specs;
}

std::string_view operationName(Operation operation) {
    return operationSpec(operation).name;
}

std::optional<Operation> operationFromName(std::string_view name) {
    const auto* found =
        std::find_if(specs.begin(), specs.end(), [name](const OperationSpec& spec) { return spec.name == name; });
    return found == specs.end() ? std::nullopt : std::optional(found->operation);
}

}
