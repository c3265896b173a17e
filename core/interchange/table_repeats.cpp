// SPDX-License-Identifier: Apache-2.0
#include "core/interchange/table_repeats.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string_view>

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/interchange/column_words.h"
#include "core/interchange/table_number.h"

namespace paretoscope::interchange {

namespace {

/// Words of columns that say on what and how a network was run: a cost of any architecture depends on it.
constexpr std::array<std::string_view, 28> runtimeWords{"device", "devices", "hardware", "hw", "board", "phone", "gpu",
    "cpu", "npu", "processor", "accelerator", "platform", "host", "machine", "backend", "runtime", "framework",
    "engine", "provider", "compiler", "batch", "batchsize", "bs", "thread", "threads", "cores", "precision", "dtype"};
/// Those that say what else was measured, trained or used; they may also be the architecture's.
constexpr std::array<std::string_view, 22> settingWords{"epoch", "epochs", "step", "steps", "iteration", "iterations",
    "budget", "dataset", "data", "set", "split", "fidelity", "quantization", "quantisation", "bits", "resolution",
    "res", "size", "width", "depth", "channels", "mode"};
/// What may stand beside those and changes nothing.
constexpr std::array<std::string_view, 18> plainWords{"name", "type", "id", "model", "number", "num", "nr", "no", "n",
    "used", "of", "target", "input", "image", "img", "train", "training", "test"};
/// Words of columns that only number or date repeats.
constexpr std::array<std::string_view, 42> repeatWords{"seed", "seeds", "run", "runs", "trial", "trials", "repeat",
    "repeats", "repetition", "rep", "reps", "replicate", "replica", "index", "idx", "id", "nr", "no", "number", "row",
    "line", "uuid", "hash", "sample", "fold", "attempt", "round", "try", "time", "timestamp", "date", "datetime", "day",
    "session", "created", "note", "notes", "comment", "file", "filename", "path", "unnamed"};

constexpr std::array<std::string_view, 2> unitWords{"unit", "units"};

template <std::size_t N>
bool isIn(const std::array<std::string_view, N>& words, const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

enum class Tells : std::uint8_t { Setting, RepeatsOnly, Unknown };

/// "batch_size" and "device id" are settings, "run id" numbers repeats, and so does what differs in each of them as
/// another cost or accuracy does; "gpu_load" is neither.
Tells whatItTells(const std::string& column) {
    const std::vector<Word> words = wordsOf(column);
    const auto isSetting = [](const Word& word) {
        return isIn(runtimeWords, word.text) || isIn(settingWords, word.text);
    };
    const auto isPlain = [](const Word& word) { return isIn(plainWords, word.text); };
    if (std::any_of(words.begin(), words.end(), isSetting)
        && std::all_of(
            words.begin(), words.end(), [&](const Word& word) { return isSetting(word) || isPlain(word); })) {
        return Tells::Setting;
    }
    const bool repeats = words.empty() || kindOf(column) != ColumnKind::Other
        || std::any_of(words.begin(), words.end(), [](const Word& word) { return isIn(repeatWords, word.text); });
    return repeats ? Tells::RepeatsOnly : Tells::Unknown;
}

bool saysRuntime(const std::string& column) {
    const std::vector<Word> words = wordsOf(column);
    return std::any_of(words.begin(), words.end(), [](const Word& word) { return isIn(runtimeWords, word.text); });
}

/// Kept rows of each architecture that has several different values.
std::vector<std::vector<std::size_t>> differing(const TableRepeats& repeats, const std::vector<double>& values) {
    std::vector<std::vector<std::size_t>> groups;
    for (const auto& [architecture, rows] : repeats.byArchitecture) {
        std::vector<std::size_t> known;
        std::copy_if(rows.begin(), rows.end(), std::back_inserter(known),
            [&values](std::size_t row) { return !std::isnan(values[row]); });
        if (std::any_of(
                known.begin(), known.end(), [&](std::size_t row) { return values[row] != values[known.front()]; })) {
            groups.push_back(std::move(known));
        }
    }
    return groups;
}

/// In how many of the groups each value of the column stands; empty where no group has several.
std::map<std::string, std::size_t> groupsByValue(
    const TableRepeats& repeats, std::size_t column, const std::vector<std::vector<std::size_t>>& groups) {
    std::map<std::string, std::size_t> counts;
    bool apart = false;
    for (const std::vector<std::size_t>& group : groups) {
        std::set<std::string> values;
        for (const std::size_t row : group) {
            values.emplace(trimmed(repeats.csv.rows[repeats.rows[row]][column]));
        }
        apart = apart || values.size() > 1;
        for (const std::string& value : values) {
            ++counts[value];
        }
    }
    return apart ? counts : std::map<std::string, std::size_t>();
}

/// Values that many architectures share are a choice that somebody made; what is measured differs from row to row.
bool isChoice(const std::map<std::string, std::size_t>& counts, std::size_t groups) {
    std::size_t all = 0;
    std::size_t shared = 0;
    for (const auto& [value, count] : counts) {
        all += count;
        shared += count > 1 && 3 * count >= groups ? count : 0;
    }
    return groups > 1 && 2 * shared > all;
}

std::string valuesOf(const std::map<std::string, std::size_t>& counts) {
    constexpr std::size_t shown = 5;
    std::vector<std::string> values;
    for (const auto& [value, count] : counts) {
        if (values.size() == shown) {
            values.emplace_back("…");
            break;
        }
        values.push_back(value.empty() ? "nothing" : base::shortLine(value, 30));
    }
    return base::listed(values);
}

}

void requireOneSetting(const TableRepeats& repeats, const std::string& name, const std::vector<double>& values) {
    const std::vector<std::vector<std::size_t>> groups = differing(repeats, values);
    for (std::size_t column = 0; !groups.empty() && column < repeats.csv.header.size(); ++column) {
        const std::string& other = repeats.csv.header[column];
        const Tells tells = whatItTells(other);
        if (repeats.read.contains(column) || tells == Tells::RepeatsOnly) {
            continue;
        }
        const std::map<std::string, std::size_t> counts = groupsByValue(repeats, column, groups);
        if (counts.empty() || (tells == Tells::Unknown && !isChoice(counts, groups.size()))) {
            continue;
        }
        throw Error(ErrorCode::InvalidData,
            "The column '" + name + "' has several numbers for one architecture (" + std::to_string(groups.size())
                + " architectures), and the column '" + other + "' tells them apart (" + valuesOf(counts)
                + "). One number for all of them would be of none. Make a file for each '" + other
                + "' that is wanted, with its rows only, and import each, with --as NAME where it is another device; "
                  "or take the column '"
                + other + "' out of the file if its rows are repeats of one measurement.",
            {{"name", other}});
    }
}

void requireOneUnit(const TableRepeats& repeats, const std::string& name, const CostUnit& unit) {
    for (std::size_t column = 0; column < repeats.csv.header.size(); ++column) {
        const std::string& other = repeats.csv.header[column];
        const std::vector<Word> words = wordsOf(other);
        if (repeats.read.contains(column) || words.empty() || !isIn(unitWords, words.back().text)) {
            continue;
        }
        for (const std::size_t row : repeats.rows) {
            const std::string value(trimmed(repeats.csv.rows[row][column]));
            const CostUnit* said = costUnitNamed(value);
            if (said != nullptr && said->kind == unit.kind && said->factor != unit.factor) {
                throw Error(ErrorCode::InvalidData,
                    "The column '" + other + "' says " + value + " in line " + std::to_string(repeats.csv.lineOf(row))
                        + ", and the column '" + name + "' would be taken in " + std::string(unit.name)
                        + ". Convert its numbers to one unit; or name that with --cost '" + name + ":" + value
                        + "' where all rows have it, and take the column '" + other + "' out of the file.",
                    {{"name", other}});
            }
        }
    }
}

void requireOneDevice(const TableRepeats& repeats, const std::string& name) {
    for (std::size_t column = 0; column < repeats.csv.header.size(); ++column) {
        const std::string& other = repeats.csv.header[column];
        if (repeats.read.contains(column) || whatItTells(other) != Tells::Setting || !saysRuntime(other)) {
            continue;
        }
        std::map<std::string, std::size_t> counts;
        for (const std::size_t row : repeats.rows) {
            ++counts[std::string(trimmed(repeats.csv.rows[row][column]))];
        }
        // A column of all different numbers is measured beside the costs, and no choice that somebody made.
        if (counts.size() > 1 && 2 * counts.size() <= repeats.rows.size()) {
            throw Error(ErrorCode::InvalidData,
                "The column '" + other + "' has several values (" + valuesOf(counts)
                    + "), so the numbers of the column '" + name
                    + "' are of several settings; together they would be of none. Make a file for each '" + other
                    + "' that is wanted, with its rows only, and import each, with --as NAME where it is another "
                      "device; or take the column '"
                    + other + "' out of the file if it makes no difference.",
                {{"name", other}});
        }
    }
}

std::string farRepeats(const TableRepeats& repeats, const std::string& name, const std::vector<double>& values) {
    constexpr double far = 1.2;
    std::size_t count = 0;
    std::string example;
    std::size_t first = values.size();
    for (const std::vector<std::size_t>& group : differing(repeats, values)) {
        const auto byValue = [&values](std::size_t a, std::size_t b) { return values[a] < values[b]; };
        const auto [low, high] = std::minmax_element(group.begin(), group.end(), byValue);
        if (values[*high] <= far * values[*low]) {
            continue;
        }
        ++count;
        if (group.front() < first) { // the same one every time
            first = group.front();
            example = csvNumber(values[*low]) + " to " + csvNumber(values[*high]) + " (first in line "
                + std::to_string(repeats.csv.lineOf(repeats.rows[first])) + ")";
        }
    }
    return count == 0 ? std::string()
                      : std::to_string(count) + " architectures have values of the column '" + name
            + "' that differ by more than 20 %, such as " + example
            + ": are these several devices or settings? Only repeats belong into one table.";
}

}
