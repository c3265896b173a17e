// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cctype>
#include <initializer_list>
#include <iterator>
#include <optional>
#include <utility>

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/interchange/benchmark_table.h"
#include "core/interchange/cost_unit.h"

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

/// How many bytes of a word begin here: a letter or digit, or the sign of micro, which are two bytes.
std::size_t wordBytes(std::string_view column, std::size_t i) {
    const std::string_view two = column.substr(i, 2);
    return two == "\u00B5" || two == "\u03BC" ? 2 : std::isalnum(static_cast<unsigned char>(column[i])) != 0 ? 1 : 0;
}

/// Letters and digits that stand together in a column's name, and where. "Latency (ms)" has two.
struct Word {
    std::string text; ///< lower case
    std::size_t begin;
    std::size_t end;
};

std::vector<Word> wordsOf(const std::string& column) {
    std::vector<Word> words;
    for (std::size_t i = 0; i < column.size();) {
        const std::size_t bytes = wordBytes(column, i);
        if (bytes > 0) {
            if (words.empty() || words.back().end != i) {
                words.push_back({{}, i, i});
            }
            words.back().text += lower(column.substr(i, bytes));
            words.back().end = i + bytes;
        }
        i += std::max<std::size_t>(bytes, 1);
    }
    return words;
}

bool isOneOf(const std::string& word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool isCostWord(const std::string& word) {
    return isOneOf(
        word, {"latency", "latencies", "lat", "energy", "energies", "time", "runtime", "inference", "delay"});
}

/// "top1_error", "acc_gain": what is left to 1, or a change.
bool isOpposite(const Word& word) {
    return isOneOf(word.text, {"error", "errors", "err", "loss", "gain", "drop", "diff", "difference", "delta"});
}

bool hasWord(const std::vector<Word>& words, std::initializer_list<std::string_view> wanted) {
    return std::any_of(words.begin(), words.end(), [wanted](const Word& word) { return isOneOf(word.text, wanted); });
}

/// "inferences per second", but not "time per image".
bool isRate(const std::vector<Word>& words) {
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        const CostUnit* unit = costUnitNamed(words[i + 1].text);
        const bool time = (unit != nullptr && unit->kind == records::CostKind::LatencyMs)
            || isOneOf(words[i + 1].text, {"minute", "min", "hour", "h", "day"});
        if (words[i].text == "per" && time) {
            return true;
        }
    }
    return false;
}

/// Whether the numbers say how much another number varies, rank it, or count something in a time.
bool isOther(const std::vector<Word>& words) {
    return isRate(words)
        || hasWord(words,
            {"std", "stddev", "stdev", "sd", "se", "sem", "var", "variance", "rank", "count", "epoch", "epochs",
                "provenance", "note", "notes", "iqr", "ci", "fps", "throughput", "hz"});
}

bool speaksOfCost(const std::vector<Word>& words) {
    return !isOther(words)
        && std::any_of(words.begin(), words.end(), [](const Word& word) { return isCostWord(word.text); });
}

/// "train_time_s", "compile time (ms)": what it takes to make a network, not what one of its runs takes.
bool isOfMaking(const std::vector<Word>& words) {
    return !hasWord(words, {"latency", "latencies", "lat", "inference"})
        && hasWord(words,
            {"train", "training", "search", "searching", "compile", "compiling", "compilation", "build", "building",
                "conversion", "load", "loading", "startup", "setup", "tuning"});
}

bool looksLikeCost(const std::string& column) {
    const std::vector<Word> words = wordsOf(column);
    return speaksOfCost(words) && !isOfMaking(words);
}

/// For a message; whoever reads it may know better.
std::string likelyUnit(const std::string& column) {
    return hasWord(wordsOf(column), {"energy", "energies"}) ? "mJ' if that is its unit (or J, uJ)"
                                                            : "ms' if that is its unit (or s, us, ns)";
}

/// "test_acc", "accuracy", "Top-1 (%)", but neither "maccs" nor "accelerator".
bool speaksOfAccuracy(const std::vector<Word>& words) {
    if (isOther(words) || hasWord(words, {"per"})) {
        return false;
    }
    for (std::size_t i = 0; i < words.size(); ++i) {
        const bool topOne = words[i].text == "top" && i + 1 < words.size() && words[i + 1].text == "1";
        if (topOne || isOneOf(words[i].text, {"acc", "accuracy", "accuracies", "top1", "acc1"})) {
            return true;
        }
    }
    return false;
}

bool looksLikeAccuracy(const std::string& column) {
    const std::vector<Word> words = wordsOf(column);
    return speaksOfAccuracy(words) && std::none_of(words.begin(), words.end(), isOpposite);
}

/// The unit among the words of a column's name ("latency_ms_pixel3"), and the device in the rest ("pixel3").
struct NamedUnit {
    const CostUnit* unit;
    std::string rest;
};

std::string trimmedMarks(std::string text) {
    const auto isMark = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; };
    while (!text.empty() && isMark(text.back())) {
        text.pop_back();
    }
    text.erase(text.begin(), std::find_if_not(text.begin(), text.end(), isMark));
    return text;
}

/// "(x10^-3 s)", "[100 us]": a multiple of the unit that begins at `unit`, in a bracket or behind a stroke.
bool isMultiple(std::string_view column, std::size_t unit) {
    const std::size_t open = column.substr(0, unit).find_last_of("([{/");
    if (open == std::string_view::npos) {
        return false;
    }
    const std::string_view between = column.substr(open + 1, unit - open - 1);
    const auto isFactor = [](char c) {
        return std::string_view("0123456789 .+-*^xXeE").find(c) != std::string_view::npos || (c & 0x80) != 0;
    };
    return between.find_first_of("0123456789") != std::string_view::npos && std::ranges::all_of(between, isFactor);
}

std::optional<NamedUnit> unitWithin(const std::string& column) {
    const std::vector<Word> words = wordsOf(column);
    std::optional<NamedUnit> found;
    for (std::size_t i = 1; i < words.size(); ++i) { // a bare "s" or "j" is more often an abbreviation than a unit
        const CostUnit* unit = costUnitNamed(column.substr(words[i].begin, words[i].end - words[i].begin));
        const bool rate = column[words[i].begin - 1] == '/'
            && isOneOf(words[i - 1].text, {"inference", "inferences", "image", "images", "img", "samples", "frames"});
        if (unit == nullptr || rate) {
            continue;
        }
        if (isMultiple(column, words[i].begin)) {
            return std::nullopt;
        }
        if (found && (found->unit->kind != unit->kind || found->unit->factor != unit->factor)) {
            return std::nullopt; // "second run (ms)": nobody can tell which of them it is
        }
        if (found) {
            continue;
        }
        std::string rest = trimmedMarks(column.substr(words[i].end));
        if (rest.empty() && !isCostWord(words.front().text)) { // "pixel3_latency_ms"
            const auto cost =
                std::find_if(words.begin(), words.end(), [](const Word& word) { return isCostWord(word.text); });
            rest = cost == words.end() ? std::string() : trimmedMarks(column.substr(0, cost->begin));
        }
        const bool perRun = rest.starts_with("per ") || rest.starts_with("per_"); // "latency_ms_per_image"
        found = NamedUnit{unit, perRun ? std::string() : std::move(rest)};
    }
    return found;
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
            if (looksLikeCost(column) && unitWithin(column)) {
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
            if (looksLikeAccuracy(column)) {
                columns.push_back({column, column.find('%') != std::string::npos ? 0.01 : 0});
            }
        }
        return columns;
    }
    for (const std::string& text : request.accuracies) {
        const Wish wish = taken(text, header);
        if (std::find(header.begin(), header.end(), wish.column) == header.end()) {
            refuse("The table has no column '" + wish.column + "'.", header);
        }
        columns.push_back({wish.column, accuracyFactor(wish.unit, header)});
    }
    return columns;
}

/// A first line of numbers or cells, instead of names, would be lost without a word.
void requireNames(const std::vector<std::string>& header) {
    for (const std::string& name : header) {
        const bool number = !name.empty() && name.find_first_not_of("0123456789.,+-eE") == std::string::npos
            && name.find_first_of("0123456789") != std::string::npos;
        if (number || name.starts_with('|') || name.starts_with("Genotype(")) {
            refuse("The first line holds '" + name
                    + "', so the table has no header. Put a line with the columns' names above it, such as "
                      "arch_str,latency_ms.",
                header);
        }
    }
}

/// What looks like a cost and is none of the mapping's columns.
std::vector<std::string> costsNotTaken(const std::vector<std::string>& header, const TableMapping& mapping) {
    std::vector<std::string> columns;
    for (const std::string& column : header) {
        const bool taken = std::any_of(mapping.costs.begin(), mapping.costs.end(),
            [&column](const CostColumn& cost) { return cost.column == column; });
        if (!taken && looksLikeCost(column)) {
            columns.push_back(column);
        }
    }
    return columns;
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
    const std::vector<std::string> others = costsNotTaken(header, mapping);
    if (mapping.costs.empty() && mapping.accuracies.empty()) {
        refuse("No column of latencies, energies or accuracies was recognised; name one: "
                + (others.empty() ? "--cost COLUMN:UNIT (s, ms, us, ns, J, mJ, uJ) or --accuracy COLUMN."
                                  : "--cost '" + others.front() + ":" + likelyUnit(others.front()) + "."),
            header);
    }
    if (request.accuracies.empty()) {
        for (const std::string& column : header) {
            if (speaksOfAccuracy(wordsOf(column)) && !looksLikeAccuracy(column)) {
                mapping.notes.push_back("The column '" + column
                    + "' was not taken: by its name it is an error or a change, and not an accuracy.");
            }
        }
    }
    if (request.costs.empty() && request.accuracies.empty()) {
        for (const std::string& column : others) {
            mapping.notes.push_back("The column '" + column + "' looks like a cost and was not taken, because its name "
                + "does not tell its unit: name it with --cost '" + column + ":" + likelyUnit(column) + ".");
        }
        for (const std::string& column : header) {
            if (const std::vector<Word> words = wordsOf(column); speaksOfCost(words) && isOfMaking(words)) {
                mapping.notes.push_back("The column '" + column
                    + "' was not taken: by its name it is what making a network takes, and not a run of it; name it "
                      "with --cost if it is.");
            }
        }
    }
    return mapping;
}

}
