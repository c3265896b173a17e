// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cctype>
#include <iterator>
#include <optional>
#include <utility>

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/interchange/benchmark_table.h"
#include "core/interchange/column_words.h"

namespace paretoscope::interchange {

namespace {

/// In this order: a column of texts stands beside one of numbers more often under the first two.
constexpr std::array<std::string_view, 5> architectureNames{"arch_str", "genotype", "architecture", "arch", "cell"};

std::string lower(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(),
        [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

[[noreturn]] void refuse(const std::string& what, const std::vector<std::string>& header) {
    const std::string columns = base::listed(header);
    throw Error(ErrorCode::InvalidData, what + " The table has the columns: " + columns + ".", {{"allowed", columns}});
}

/// What '*' stood for, or nothing where `column` does not match.
std::optional<std::string> matched(std::string_view pattern, std::string_view column) {
    const std::size_t star = pattern.find('*');
    if (star == std::string_view::npos) {
        return pattern == column ? std::optional<std::string>("") : std::nullopt;
    }
    const std::string_view head = pattern.substr(0, star);
    const std::string_view tail = pattern.substr(star + 1);
    if (column.size() < head.size() + tail.size() || !column.starts_with(head) || !column.ends_with(tail)) {
        return std::nullopt;
    }
    return std::string(column.substr(head.size(), column.size() - head.size() - tail.size()));
}

/// "COLUMN:UNIT=NAME", taken apart from its end, since column names may hold anything; a name that is a column's as it
/// stands is that column.
struct Wish {
    std::string column;
    std::string unit;
    std::string name;
};

/// Moves what stands behind the last `mark` of the column's name.
void moveBehind(char mark, std::string& column, std::string& behind) {
    if (const std::size_t at = column.rfind(mark); at != std::string::npos) {
        behind = column.substr(at + 1);
        column.resize(at);
    }
}

Wish taken(const std::string& text, const std::vector<std::string>& header) {
    const Wish whole{text, {}, {}};
    Wish named = whole;
    moveBehind('=', named.column, named.name);
    Wish both = named;
    moveBehind(':', both.column, both.unit);
    Wish withUnit = whole;
    moveBehind(':', withUnit.column, withUnit.unit);
    for (const Wish& wish : {whole, named, both, withUnit}) {
        if (std::find(header.begin(), header.end(), wish.column) != header.end()) {
            return wish;
        }
    }
    return both;
}

CostColumn costColumn(const std::string& column, const Wish& wish, const std::string& star,
    const MappingRequest& request, const std::vector<std::string>& header) {
    const std::optional<NamedUnit> within = unitWithin(column);
    const CostUnit* unit = wish.unit.empty() ? (within ? within->unit : nullptr) : costUnitNamed(wish.unit);
    if (unit == nullptr) {
        refuse(wish.unit.empty() ? "The unit of the column '" + column + "' is not known; write --cost '" + column + ":"
                    + likelyUnit(column) + "."
                                 : "There is no unit '" + wish.unit + "'; allowed are s, ms, us, ns, J, mJ, uJ.",
            header);
    }
    std::string name = !wish.name.empty() ? wish.name : !star.empty() ? star : within ? within->rest : std::string();
    if (wish.name.empty() && !request.deviceName.empty()) {
        name = request.deviceName;
    }
    if (name.empty()) {
        name = within || wish.column == column ? request.tableName : column;
    }
    name = deviceName(name.empty() ? column : name);
    return {column, name, unit->kind, unit->factor};
}

std::vector<CostColumn> costColumns(const std::vector<std::string>& header, const MappingRequest& request) {
    std::vector<CostColumn> columns;
    if (request.costs.empty()) {
        for (const std::string& column : header) {
            if (kindOf(column) == ColumnKind::Cost && unitWithin(column)) {
                columns.push_back(costColumn(column, {}, {}, request, header));
            }
        }
        return columns;
    }
    for (const std::string& text : request.costs) {
        const Wish wish = taken(text, header);
        const std::size_t before = columns.size();
        for (const std::string& column : header) {
            if (const auto star = matched(wish.column, column)) {
                columns.push_back(costColumn(column, wish, *star, request, header));
            }
        }
        if (columns.size() == before) {
            refuse("The table has no column '" + wish.column + "'.", header);
        }
    }
    return columns;
}

double accuracyFactor(const std::string& unit, const std::vector<std::string>& header) {
    if (unit.empty()) {
        return 0;
    }
    if (unit != "percent" && unit != "fraction") {
        refuse("There is no unit '" + unit + "' of an accuracy; allowed are percent and fraction.", header);
    }
    return unit == "percent" ? 0.01 : 1;
}

std::vector<AccuracyColumn> accuracyColumns(const std::vector<std::string>& header, const MappingRequest& request) {
    std::vector<AccuracyColumn> columns;
    if (request.accuracies.empty()) {
        for (const std::string& column : header) {
            if (kindOf(column) == ColumnKind::Accuracy) {
                const bool percent = saysPercent(column);
                columns.push_back({.column = column, .factor = percent ? 0.01 : 0, .byName = percent});
            }
        }
        return columns;
    }
    for (const std::string& text : request.accuracies) {
        const Wish wish = taken(text, header);
        if (std::find(header.begin(), header.end(), wish.column) == header.end()) {
            refuse("The table has no column '" + wish.column + "'.", header);
        }
        const bool percent = wish.unit.empty() && saysPercent(wish.column);
        columns.push_back(
            {.column = wish.column, .factor = percent ? 0.01 : accuracyFactor(wish.unit, header), .byName = percent});
    }
    return columns;
}

/// A first line of numbers or cells, instead of names, would be lost without a word.
void requireNames(const std::vector<std::string>& header) {
    for (const std::string& name : header) {
        if (isValue(name)) {
            refuse("The first line holds '" + name
                    + "', so the table has no header. Put a line with the columns' names above it, such as "
                      "arch_str,latency_ms, or remove the title above them.",
                header);
        }
    }
}

/// In words, where only the column's name keeps it from being read; empty where nothing is to be told.
std::string whyNotTaken(const std::string& column, const MappingRequest& request) {
    const std::string costHint = "--cost '" + column + ":" + likelyUnit(column);
    const bool costsGuessed = request.costs.empty() && request.accuracies.empty();
    switch (kindOf(column)) {
    case ColumnKind::Cost:
        if (!costsGuessed) {
            return {};
        }
        return isMultiple(column)
            ? "by its name its numbers are of several runs or in a multiple of a unit; make them those of one run, or "
              "name it with "
                + costHint + "."
            : "it looks like a cost, and its name does not tell its unit: name it with " + costHint + ".";
    case ColumnKind::CostOfMaking:
        return !costsGuessed ? std::string()
                             : "by its name it is what making a network takes, or a moment, and not a run of it; name "
                               "it with --cost if it is.";
    case ColumnKind::CostFigure:
        return !costsGuessed || saysRemark(column) ? std::string()
                                                   : "by its name it is a rate, a spread, a bound, a logarithm, a "
                                                     "share, a change or a prediction of a cost, and not "
                                                     "a cost; name it "
                                                     "with --cost if it is.";
    case ColumnKind::Both:
        return !costsGuessed ? std::string() : "it may be a cost or an accuracy; name it with --cost or --accuracy.";
    case ColumnKind::ErrorRate:
        return !request.accuracies.empty() ? std::string()
                                           : "by its name it is an error or a change, and not an accuracy.";
    case ColumnKind::AccuracyFigure:
        return !request.accuracies.empty() || saysRemark(column)
            ? std::string()
            : "by its name it is a spread, a rank or a share of an accuracy, and not an accuracy.";
    case ColumnKind::Accuracy:
    case ColumnKind::Other:
        break;
    }
    return {};
}

/// Of two columns of the same name only one could be read.
void requireOwnNames(const std::vector<std::string>& header, const TableMapping& mapping) {
    std::vector<std::string> used{mapping.architecture};
    for (const CostColumn& cost : mapping.costs) {
        used.push_back(cost.column);
    }
    for (const AccuracyColumn& accuracy : mapping.accuracies) {
        used.push_back(accuracy.column);
    }
    for (const std::string& name : used) {
        if (std::count(header.begin(), header.end(), name) > 1) {
            refuse("Several columns are named '" + name + "'; give each a name of its own in the file.", header);
        }
    }
    for (const AccuracyColumn& accuracy : mapping.accuracies) {
        if (std::count(used.begin(), used.end(), accuracy.column) > 1) {
            refuse("The column '" + accuracy.column
                    + "' is asked for twice; one column holds architectures, a cost or an accuracy.",
                header);
        }
    }
}

/// Other columns that could hold the architectures: taken for one of these, numbers of another list would be cells too.
std::vector<std::string> otherArchitectureColumns(const std::vector<std::string>& header, const std::string& chosen) {
    std::vector<std::string> others;
    std::copy_if(header.begin(), header.end(), std::back_inserter(others), [&chosen](const std::string& column) {
        return column != chosen
            && std::find(architectureNames.begin(), architectureNames.end(), lower(column)) != architectureNames.end();
    });
    return others;
}

std::string architectureColumn(const std::vector<std::string>& header, const std::string& wanted) {
    if (!wanted.empty()) {
        if (std::find(header.begin(), header.end(), wanted) == header.end()) {
            refuse("The table has no column '" + wanted + "'.", header);
        }
        return wanted;
    }
    for (const std::string_view name : architectureNames) {
        const auto found = std::find_if(
            header.begin(), header.end(), [name](const std::string& column) { return lower(column) == name; });
        if (found != header.end()) {
            return *found;
        }
    }
    // A title above the header fills its first column only.
    if (!header.front().empty() && (header.size() == 1 || header.back().empty())) {
        refuse("The first line, '" + header.front()
                + "', names no columns; if it is a title, remove the lines above the header.",
            header);
    }
    refuse(
        "Which column holds the architectures? None is named arch_str, architecture, genotype, arch or cell; name it "
        "with --architecture COLUMN (genotype texts, or NAS-Bench-201's numbers).",
        header);
}

}

std::string deviceName(std::string_view text) {
    std::string name(text);
    for (char& c : name) {
        const auto byte = static_cast<unsigned char>(c);
        c = std::isalnum(byte) != 0 || c == '-' || c == '_' || c == '.' ? c : '-';
    }
    return name;
}

TableMapping mappingFor(const std::vector<std::string>& header, const MappingRequest& request) {
    TableMapping mapping;
    requireNames(header);
    mapping.architecture = architectureColumn(header, request.architecture);
    mapping.architectureGuessed = request.architecture.empty();
    mapping.costs = costColumns(header, request);
    mapping.accuracies = accuracyColumns(header, request);
    mapping.keepDisconnected = request.keepDisconnected;
    if (const std::vector<std::string> others = otherArchitectureColumns(header, mapping.architecture);
        request.architecture.empty() && !others.empty()) {
        mapping.notes.push_back("The architectures are read from the column '" + mapping.architecture
            + "', and not from " + base::listed(others, [](const std::string& name) { return "'" + name + "'"; })
            + "; --architecture COLUMN chooses.");
    }
    // Asked for one kind only: the other is not guessed, but told.
    if (!request.costs.empty() && request.accuracies.empty()) {
        for (const AccuracyColumn& accuracy : std::exchange(mapping.accuracies, {})) {
            mapping.notes.push_back("The column '" + accuracy.column
                + "' looks like an accuracy and was not taken, because only costs were asked for: add --accuracy '"
                + accuracy.column + "' if it is wanted.");
        }
    }
    if (request.costs.empty() && !request.accuracies.empty()) {
        for (const CostColumn& cost : std::exchange(mapping.costs, {})) {
            mapping.notes.push_back("The column '" + cost.column
                + "' looks like a cost and was not taken, because only accuracies were asked for: add --cost '"
                + cost.column + "' if it is wanted.");
        }
    }
    if (!request.deviceName.empty() && mapping.costs.size() > 1) {
        for (CostColumn& cost : mapping.costs) { // one name for several devices would mix them
            cost.name = deviceName(request.deviceName + "-" + cost.column);
        }
    }
    requireOwnNames(header, mapping);
    for (std::size_t i = 0; i < mapping.costs.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (mapping.costs[i].name == mapping.costs[j].name && mapping.costs[i].kind == mapping.costs[j].kind) {
                refuse("The columns '" + mapping.costs[j].column + "' and '" + mapping.costs[i].column
                        + "' would both become table/" + mapping.costs[i].name + "; name one with =NAME.",
                    header);
            }
        }
    }
    if (mapping.costs.empty() && mapping.accuracies.empty()) {
        std::string why = "; name one: --cost COLUMN:UNIT (s, ms, us, ns, J, mJ, uJ) or --accuracy COLUMN.";
        for (const std::string& column : header) {
            if (const std::string reason = whyNotTaken(column, request); !reason.empty()) {
                why = ". The column '" + column + "' was not taken: " + reason;
                break;
            }
        }
        refuse("No column of latencies, energies or accuracies was recognised" + why, header);
    }
    for (const std::string& column : header) {
        const bool taken = std::any_of(mapping.costs.begin(), mapping.costs.end(),
                               [&column](const CostColumn& cost) { return cost.column == column; })
            || std::any_of(mapping.accuracies.begin(), mapping.accuracies.end(),
                [&column](const AccuracyColumn& accuracy) { return accuracy.column == column; });
        if (const std::string why = whyNotTaken(column, request); !taken && !why.empty()) {
            mapping.notes.push_back("The column '" + column + "' was not taken: " + why);
        }
    }
    return mapping;
}

}
