// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

#include "core/space/genotype.h"

namespace paretoscope::explore {

/// What a person wants of a device setting.
enum class AimKind : std::uint8_t {
    Front, ///< the best cell at every latency
    Latency, ///< the best cell of at most `value` milliseconds
    Price, ///< the largest label − value · latency / reference
};
struct Aim {
    AimKind kind = AimKind::Front;
    std::size_t setting = 0; ///< index of the device setting
    double value = 0; ///< milliseconds, or the price λ in units of the label
    double referenceMs = 1; ///< what a price refers to
    bool operator==(const Aim&) const = default;
};

/// Why a cell is trained.
enum class Reason : std::uint8_t {
    Known, ///< it was, before this exploration
    FirstDesign, ///< best of its latency by what is believed before any training
    Uncertain, ///< may be the best at its latency: expected label and half a standard deviation
    Best, ///< expected to be the best at its latency
    Mutant, ///< the same of a cell that is one edit away from an expected best one
    Longer, ///< among the expected best: trained for more steps
    Again, ///< among the expected best: trained with another seed
};
std::string_view reasonName(Reason reason);
std::optional<Reason> reasonFromName(std::string_view name);

/// One training of one cell. `repeat` numbers the seeds: all cells share the seed of repeat 0.
struct Request {
    space::Genotype genotype;
    int steps = 0;
    int repeat = 0;
    Reason reason = Reason::FirstDesign;
    std::size_t setting = 0; ///< device setting of the latency below
    double targetMs = std::numeric_limits<double>::quiet_NaN(); ///< latency it is to be good at; NaN for a price
    double mean = std::numeric_limits<double>::quiet_NaN(); ///< what was expected; NaN where nothing was
    double deviation = std::numeric_limits<double>::quiet_NaN();
};

/// What a training gave; larger is better. Labels of trainings with the same steps must be comparable.
struct Label {
    double value = 0;
    double variance = 0; ///< known variance of the value, 0: not known
    bool operator==(const Label&) const = default;
};

struct Training {
    Request request;
    int round = 0; ///< -1: known before
    std::optional<Label> label;
};

}
