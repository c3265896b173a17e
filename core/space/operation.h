// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
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

/// The name that the published codes print, for example "sep_conv_3x3".
std::string_view operationName(Operation operation);

/// The operation of that published name, or nothing.
std::optional<Operation> operationFromName(std::string_view name);

}
