// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/interchange/cost_unit.h"

// What a column of a foreign table is, by the words of its name. Any thread.

namespace paretoscope::interchange {

/// Letters and digits that stand together in a column's name, and where. "Latency (ms)" has two.
struct Word {
    std::string text; ///< lower case
    std::size_t begin;
    std::size_t end;
};

std::vector<Word> wordsOf(const std::string& column);

enum class ColumnKind : std::uint8_t {
    Other,
    Cost,
    Accuracy,
    Both, ///< "acc_time_ms": nobody can tell which
    CostOfMaking, ///< "train_time_s", "compile time (ms)": not what a run takes
    CostFigure, ///< "latency_ms_std", "log_latency_ms", "inferences per second": a figure about costs
    AccuracyFigure, ///< "acc_std"
    ErrorRate, ///< "top1_error", "1-acc", "acc_gain": what is left to 1, or a change
};

ColumnKind kindOf(const std::string& column);

/// Of a cost: whether the name speaks of several units or runs ("(x10^-3 s)", "per 1000 runs", "ms x 1000").
bool isMultiple(const std::string& column);

/// The unit among the words of a column's name ("latency_ms_pixel3"), and the device in the rest ("pixel3").
struct NamedUnit {
    const CostUnit* unit;
    std::string rest;
};

/// Nothing where the name has none, several, or a multiple of one.
std::optional<NamedUnit> unitWithin(const std::string& column);

/// For a message; whoever reads it may know better.
std::string likelyUnit(const std::string& column);

/// Whether the column holds remarks, of which nobody expects numbers ("latency_note").
bool saysRemark(const std::string& column);

/// Whether the name says that the column holds percent.
bool saysPercent(const std::string& column);

}
