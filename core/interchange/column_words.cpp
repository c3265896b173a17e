// SPDX-License-Identifier: Apache-2.0
#include "core/interchange/column_words.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <initializer_list>
#include <string_view>

namespace paretoscope::interchange {

namespace {

using namespace std::string_view_literals;

/// How many bytes of a word begin here: a letter or digit, or the sign of micro, which are two bytes.
std::size_t wordBytes(std::string_view column, std::size_t i) {
    const std::string_view two = column.substr(i, 2);
    return two == "\u00B5" || two == "\u03BC" ? 2 : std::isalnum(static_cast<unsigned char>(column[i])) != 0 ? 1 : 0;
}

bool isOneOf(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool hasWord(const std::vector<Word>& words, std::initializer_list<std::string_view> wanted) {
    return std::any_of(words.begin(), words.end(), [wanted](const Word& word) { return isOneOf(word.text, wanted); });
}

bool isCostWord(const std::string& word) {
    return isOneOf(
        word, {"latency", "latencies", "lat", "energy", "energies", "time", "runtime", "inference", "delay"});
}

bool speaksOfCost(const std::vector<Word>& words) {
    return std::any_of(words.begin(), words.end(), [](const Word& word) { return isCostWord(word.text); });
}

/// The word at `i`, which may be "top" with a "1" behind it.
bool isAccuracyWord(const std::vector<Word>& words, std::size_t i) {
    const bool topOne = words[i].text == "top" && i + 1 < words.size() && words[i + 1].text == "1";
    return topOne || isOneOf(words[i].text, {"acc", "accuracy", "accuracies", "top1", "acc1"});
}

/// "test_acc", "accuracy", "Top-1 (%)", but neither "maccs" nor "accelerator".
bool speaksOfAccuracy(const std::vector<Word>& words) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (isAccuracyWord(words, i)) {
            return true;
        }
    }
    return false;
}

bool isNumber(std::string_view word) {
    return !word.empty() && word.find_first_not_of("0123456789") == std::string_view::npos;
}

/// 10, 1000, 1e3, 10k: what somebody multiplies by, where "x86" and "224x224" are names.
bool isPowerOfTen(std::string_view word) {
    if (word.ends_with('k') || word.ends_with('m')) {
        word.remove_suffix(1);
        return isNumber(word);
    }
    const bool exponent = word.size() > 2 && word.starts_with("1e") && isNumber(word.substr(2));
    return exponent
        || (word.size() > 1 && word.starts_with('1') && word.find_first_not_of('0', 1) == std::string_view::npos);
}

std::string_view between(std::string_view column, const Word& word, const Word& next) {
    return column.substr(word.end, next.begin - word.end);
}

bool holds(std::string_view text, std::initializer_list<std::string_view> marks) {
    return std::any_of(marks.begin(), marks.end(),
        [text](std::string_view mark) { return text.find(mark) != std::string_view::npos; });
}

/// "1-accuracy", "100 - acc", "1 − top1", "(1 minus acc)".
bool isLeftToOne(const std::string& column, const std::vector<Word>& words) {
    if (words.size() < 2 || !isOneOf(words.front().text, {"1", "100"})) {
        return false;
    }
    std::size_t last = 0;
    while (last + 2 < words.size() && words[last + 1].text.find_first_not_of('0') == std::string::npos) {
        ++last; // 1.0
    }
    std::size_t next = last + 1;
    const bool minus =
        words[next].text == "minus" || holds(between(column, words[last], words[next]), {"-", "\u2212", "\u2013"});
    while (next + 1 < words.size()
        && isOneOf(words[next].text, {"minus", "test", "val", "valid", "validation", "train", "mean"})) {
        ++next;
    }
    return minus && isAccuracyWord(words, next);
}

/// An error, or a change from something else.
bool isOpposite(const std::vector<Word>& words) {
    return hasWord(words,
        {"error", "errors", "err", "loss", "gain", "drop", "diff", "difference", "delta", "increase", "decrease",
            "improvement", "reduction", "degradation", "change"});
}

/// "inferences per second", "1/latency", "latency (1/s)", but not "time per image".
bool isRate(std::string_view column, const std::vector<Word>& words) {
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        const CostUnit* unit = costUnitNamed(words[i + 1].text);
        const bool time = (unit != nullptr && unit->kind == records::CostKind::LatencyMs)
            || isOneOf(words[i + 1].text, {"minute", "min", "hour", "h", "day"});
        const bool divided = words[i].text == "1" && holds(between(column, words[i], words[i + 1]), {"/"})
            && (time || unit != nullptr || isCostWord(words[i + 1].text));
        if ((words[i].text == "per" && time) || divided) {
            return true;
        }
    }
    return hasWord(words, {"fps", "throughput", "hz", "ips", "qps"});
}

/// Whether the numbers say how much another number varies, rank it, count something, or are another number's logarithm,
/// share or change.
bool isFigure(std::string_view column, const std::vector<Word>& words) {
    return isRate(column, words)
        || hasWord(words,
            {"std", "stddev", "stdev", "sd", "se", "sem", "stderr", "var", "variance", "mad", "cv", "iqr", "ci", "rank",
                "ranking", "percentile", "quantile", "count", "counts", "n", "num", "epoch", "epochs", "provenance",
                "note", "notes", "log", "logs", "log2", "log10", "log1p", "ln", "norm", "normed", "normalized",
                "normalised", "relative", "rel", "ratio", "share", "speedup", "speedups", "inverse", "inv",
                "reciprocal", "overhead", "standardized", "standardised", "zscore", "scaled", "sigma", "ci90", "ci95",
                "ci99", "lower", "upper", "bound", "lg", "predicted", "prediction", "pred"});
}

/// "train_time_s", "compile time (ms)", "end_time_ms": what it takes to make a network, or a moment, and not what one
/// of its runs takes. Where "latency" stands beside such words ("end-to-end"), it is meant.
bool isOfMaking(const std::vector<Word>& words) {
    return !hasWord(words, {"latency", "latencies", "lat", "inference"})
        && hasWord(words,
            {"train", "training", "search", "searching", "compile", "compiling", "compilation", "build", "building",
                "conversion", "load", "loading", "startup", "setup", "tuning", "start", "end", "timestamp", "iter",
                "iteration", "total"});
}

constexpr std::array runWords{"runs"sv, "iterations"sv, "iters"sv, "images"sv, "imgs"sv, "inferences"sv, "samples"sv,
    "reps"sv, "repeats"sv, "repetitions"sv, "times"sv, "batches"sv, "frames"sv};

bool isRunWord(std::string_view word) {
    return std::ranges::find(runWords, word) != runWords.end();
}

/// "per 1000 runs", "J/1000 inferences", "total_time_s_100_runs", but not "mean of 100 runs".
bool countsRuns(std::string_view column, const std::vector<Word>& words) {
    const bool averaged = hasWord(words,
        {"mean", "avg", "average", "averaged", "median", "min", "minimum", "max", "maximum", "p50", "p90", "p95", "p99",
            "best"});
    for (std::size_t i = 1; i < words.size(); ++i) {
        const std::string& word = words[i].text;
        const bool many = (isNumber(word) && word != "1") || isPowerOfTen(word);
        if (many && (words[i - 1].text == "per" || between(column, words[i - 1], words[i]).ends_with('/'))) {
            return true;
        }
        const bool runs = i + 1 < words.size() && isRunWord(words[i + 1].text);
        if (many && runs && !averaged) {
            return true;
        }
        if (words[i - 1].text == "per" && isOneOf(word, {"batch", "epoch", "dataset"})) {
            return true;
        }
    }
    const auto joined = [](const Word& word) { // "64images"
        const std::size_t letters = word.text.find_first_not_of("0123456789");
        return letters != 0 && letters != std::string::npos && word.text.substr(0, letters) != "1"
            && isRunWord(std::string_view(word.text).substr(letters));
    };
    if (!averaged && std::any_of(words.begin(), words.end(), joined)) {
        return true;
    }
    return hasWord(words,
        {"thousand", "thousands", "hundred", "hundreds", "million", "millions", "tenth", "tenths", "hundredth",
            "hundredths", "thousandth", "thousandths", "sum", "summed"});
}

/// "1000*latency_s", "ms x 1000", "latency_ms_x1000", "10^-3 s"; a mark with numbers on both sides is a size.
bool isMultiplied(std::string_view column, const std::vector<Word>& words) {
    if (holds(column, {"^", "**", "\u207B", "\u00B2", "\u00B3"})) {
        return true;
    }
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& word = words[i].text;
        const bool factor = word.size() > 2
            && ((word.starts_with('x') && isPowerOfTen(std::string_view(word).substr(1)))
                || (word.ends_with('x') && isPowerOfTen(std::string_view(word).substr(0, word.size() - 1)))
                || (isPowerOfTen(word) && word.find('e') != std::string::npos));
        const bool before = i > 0 && isNumber(words[i - 1].text.substr(0, 1));
        const bool after = i + 1 < words.size() && isNumber(words[i + 1].text.substr(0, 1));
        if (factor || (word == "x" && before != after)) {
            return true;
        }
        // "1e-3": the minus parts the words.
        if (after && word.size() > 1 && word.back() == 'e' && isNumber(word.substr(0, word.size() - 1))
            && isOneOf(between(column, words[i], words[i + 1]), {"-", "+"})) {
            return true;
        }
    }
    for (const std::string_view mark : {"*"sv, "\u00D7"sv, "\u00B7"sv}) {
        for (std::size_t at = column.find(mark); at != std::string_view::npos; at = column.find(mark, at + 1)) {
            const std::size_t left = at == 0 ? std::string_view::npos : column.find_last_not_of(' ', at - 1);
            const std::size_t right = column.find_first_not_of(' ', at + mark.size());
            const auto isDigit = [column](std::size_t i) { return i < column.size() && isNumber(column.substr(i, 1)); };
            if (isDigit(left) != isDigit(right)) {
                return true;
            }
        }
    }
    return false;
}

/// "[100 us]": a number before the unit that begins at `unit`, in a bracket or behind a stroke.
bool hasFactor(std::string_view column, std::size_t unit) {
    const std::size_t open = column.substr(0, unit).find_last_of("([{/");
    if (open == std::string_view::npos) {
        return false;
    }
    const std::string_view before = column.substr(open + 1, unit - open - 1);
    const auto isFactor = [](char c) {
        return "0123456789 .+-*^xXeE"sv.find(c) != std::string_view::npos || (c & 0x80) != 0;
    };
    return before.find_first_of("0123456789") != std::string_view::npos && std::ranges::all_of(before, isFactor);
}

const CostUnit* unitOf(const std::string& column, const Word& word) {
    return costUnitNamed(std::string_view(column).substr(word.begin, word.end - word.begin));
}

/// "micro-seconds", "(m s)", "($\\mu$s)", "W s": what stands before the unit changes it.
bool hasPrefix(std::string_view column, const std::vector<Word>& words, std::size_t unit) {
    const std::string_view before = between(column, words[unit - 1], words[unit]);
    const bool damaged = before.ends_with('?') || before.ends_with('$') || before.ends_with("\uFFFD");
    return damaged
        || isOneOf(words[unit - 1].text,
            {"mu", "micro", "milli", "nano", "pico", "kilo", "mega", "centi", "deci", "m", "u", "n", "k", "w", "watt",
                "micros", "textmu", "\u00B5", "\u03BC"});
}

/// Whether a lone letter is a unit there: in brackets, or behind a word that says what is counted in it ("latency_s",
/// "time_mean_s"). In "latency_galaxy_s" it is a part of a name.
bool standsAsUnit(std::string_view column, const std::vector<Word>& words, std::size_t unit) {
    const char open = column[words[unit].begin - 1];
    return words[unit].text.size() > 1 || open == '(' || open == '[' || open == '{' || isCostWord(words[unit - 1].text)
        || isOneOf(words[unit - 1].text,
            {"mean", "avg", "average", "median", "min", "max", "p50", "p90", "p95", "p99", "in", "test", "total"});
}

std::string trimmedMarks(std::string text) {
    const auto isMark = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; };
    while (!text.empty() && isMark(text.back())) {
        text.pop_back();
    }
    text.erase(text.begin(), std::find_if_not(text.begin(), text.end(), isMark));
    return text;
}

}

std::vector<Word> wordsOf(const std::string& column) {
    std::vector<Word> words;
    for (std::size_t i = 0; i < column.size();) {
        const std::size_t bytes = wordBytes(column, i);
        if (bytes > 0) {
            if (words.empty() || words.back().end != i) {
                words.push_back({{}, i, i});
            }
            for (const char c : column.substr(i, bytes)) {
                words.back().text += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
            }
            words.back().end = i + bytes;
        }
        i += std::max<std::size_t>(bytes, 1);
    }
    return words;
}

ColumnKind kindOf(const std::string& column) {
    const std::vector<Word> words = wordsOf(column);
    const bool cost = speaksOfCost(words);
    const bool accuracy = speaksOfAccuracy(words);
    const bool opposite = isOpposite(words);
    if (isFigure(column, words) || (cost && opposite)) {
        return cost ? ColumnKind::CostFigure : accuracy ? ColumnKind::AccuracyFigure : ColumnKind::Other;
    }
    if (accuracy && (opposite || isLeftToOne(column, words))) {
        return ColumnKind::ErrorRate;
    }
    if (accuracy && cost) {
        const bool unit = std::any_of(
            words.begin() + 1, words.end(), [&column](const Word& word) { return unitOf(column, word) != nullptr; });
        return unit ? ColumnKind::Both : ColumnKind::Accuracy;
    }
    if (accuracy) {
        return hasWord(words, {"per"}) ? ColumnKind::AccuracyFigure : ColumnKind::Accuracy;
    }
    return !cost ? ColumnKind::Other : isOfMaking(words) ? ColumnKind::CostOfMaking : ColumnKind::Cost;
}

bool isMultiple(const std::string& column) {
    const std::vector<Word> words = wordsOf(column);
    return countsRuns(column, words) || isMultiplied(column, words)
        || std::any_of(words.begin(), words.end(),
            [&column](const Word& word) { return unitOf(column, word) != nullptr && hasFactor(column, word.begin); });
}

std::optional<NamedUnit> unitWithin(const std::string& column) {
    if (isMultiple(column)) {
        return std::nullopt;
    }
    const std::vector<Word> words = wordsOf(column);
    std::optional<NamedUnit> found;
    for (std::size_t i = 1; i < words.size(); ++i) { // a bare "s" or "j" is more often an abbreviation than a unit
        const CostUnit* unit = unitOf(column, words[i]);
        const bool rate = column[words[i].begin - 1] == '/'
            && isOneOf(
                words[i - 1].text, {"inference", "inferences", "image", "images", "img", "samples", "frames", "1"});
        if (unit == nullptr || rate || !standsAsUnit(column, words, i)) {
            continue;
        }
        if (hasPrefix(column, words, i)) {
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

std::string likelyUnit(const std::string& column) {
    return hasWord(wordsOf(column), {"energy", "energies"}) ? "mJ' if that is its unit (or J, uJ)"
                                                            : "ms' if that is its unit (or s, us, ns)";
}

bool saysRemark(const std::string& column) {
    return hasWord(wordsOf(column), {"provenance", "note", "notes"});
}

bool saysPercent(const std::string& column) {
    return column.find('%') != std::string::npos || hasWord(wordsOf(column), {"percent", "pct", "percentage"});
}

}
