// SPDX-License-Identifier: Apache-2.0
#include "core/vta/accelerator.h"

#include <array>
#include <utility>

#include <nlohmann/json.hpp>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/json_text.h"
#include "core/base/text.h"
#include "core/base/text_encoding.h"

namespace paretoscope::vta {

namespace {

struct Field {
    const char* name;
    int Accelerator::*member;
    int lowest;
    int highest;
};

/// The ranges keep every product of the cycle model well inside 64 bits.
constexpr std::array fields{
    Field{"LOG_INP_WIDTH", &Accelerator::logInputWidth, 3, 4},
    Field{"LOG_WGT_WIDTH", &Accelerator::logWeightWidth, 3, 4},
    Field{"LOG_ACC_WIDTH", &Accelerator::logAccumulatorWidth, 4, 6},
    Field{"LOG_BATCH", &Accelerator::logBatch, 0, 6},
    Field{"LOG_BLOCK", &Accelerator::logBlock, 1, 7},
    Field{"LOG_UOP_BUFF_SIZE", &Accelerator::logMicroOpBuffer, 2, 24},
    Field{"LOG_INP_BUFF_SIZE", &Accelerator::logInputBuffer, 0, 28},
    Field{"LOG_WGT_BUFF_SIZE", &Accelerator::logWeightBuffer, 0, 28},
    Field{"LOG_ACC_BUFF_SIZE", &Accelerator::logAccumulatorBuffer, 0, 28},
};

struct Board {
    const char* name;
    int megahertz;
    int busBits;
};

/// pkg_config.py: clock and AXI bus by target. It takes any other target as a PYNQ; here such a file must say its
/// clock, since every time is a number of cycles at that clock.
constexpr std::array boards{Board{"pynq", 100, 64}, Board{"de10nano", 100, 64}, Board{"ultra96", 333, 128},
    Board{"zcu104", 333, 128}, Board{"intelfocl", 100, 64}, Board{"sim", 100, 64}, Board{"fsim", 100, 64},
    Board{"tsim", 100, 64}};
constexpr const char* clockField = "HW_FREQ"; ///< MHz

Error wrong(const std::string& origin, const std::string& field, const std::string& what) {
    return {ErrorCode::InvalidData, origin + ": " + what, {{"file", origin}, {"field", field}}};
}

/// What the board's name says; a clock in the file stands above it.
void readBoard(Accelerator& result, bool saysClock, const std::string& origin) {
    std::string known;
    for (const Board& board : boards) {
        if (result.target == board.name) {
            result.megahertz = saysClock ? result.megahertz : board.megahertz;
            result.busBits = board.busBits;
            return;
        }
        known += (known.empty() ? "" : ", ") + std::string(board.name);
    }
    if (!saysClock) {
        throw wrong(origin, "TARGET",
            "the clock of the TARGET \"" + result.target
                + "\" is not known, and every time depends on it. Add it in MHz, " + "as in \"" + clockField
                + "\": 100, or name one of " + known + ".");
    }
}

int integer(const nlohmann::json& value, const std::string& name, const std::string& origin, int lowest, int highest) {
    const std::string range = std::to_string(lowest) + " to " + std::to_string(highest);
    const auto number = base::wholeIn<std::int64_t>(value);
    if (!number) {
        throw wrong(origin, name, name + " must be a whole number from " + range + ".");
    }
    if (*number < lowest || *number > highest) {
        throw wrong(origin, name, name + " is " + std::to_string(*number) + "; allowed are " + range + ".");
    }
    return static_cast<int>(*number);
}

/// What older configurations of TVM hold beside or instead of today's fields.
struct OldField {
    const char* name;
    const char*
        same; ///< the field that must have the same number, which it is read as where it is missing; null: unused
};
constexpr std::array oldFields{OldField{"LOG_BLOCK_IN", "LOG_BLOCK"}, OldField{"LOG_BLOCK_OUT", "LOG_BLOCK"},
    OldField{"LOG_OUT_WIDTH", "LOG_INP_WIDTH"}, OldField{"LOG_OUT_BUFF_SIZE", nullptr},
    OldField{"HW_CLK_TARGET", nullptr}};

nlohmann::json withoutOldFields(nlohmann::json document, const std::string& origin) {
    for (const OldField& old : oldFields) {
        const auto found = document.find(old.name);
        if (found == document.end()) {
            continue;
        }
        if (old.same != nullptr) {
            const auto same = document.find(old.same);
            if (same != document.end() && *same != *found) {
                throw wrong(origin, old.name,
                    std::string(old.name) + " is " + found->dump() + " where " + old.same + " is " + same->dump()
                        + "; an accelerator with two different ones is not simulated.");
            }
            document[old.same] = nlohmann::json(*found);
        }
        document.erase(old.name);
    }
    return document;
}

bool readKnown(Accelerator& result, const std::string& name, const nlohmann::json& value, const std::string& origin) {
    for (const Field& field : fields) {
        if (name == field.name) {
            result.*field.member = integer(value, name, origin, field.lowest, field.highest);
            return true;
        }
    }
    if (name == "TARGET" || name == "HW_VER") {
        if (!value.is_string()) {
            throw wrong(origin, name, name + " must be a text.");
        }
        if (name == "TARGET") {
            result.target = value.get<std::string>();
            result.name = result.target;
        }
        return true;
    }
    if (name == clockField) {
        result.megahertz = integer(value, name, origin, 1, 2000);
        return true;
    }
    if (name == "ACC_DEP_DISTANCE") {
        result.dependenceDistance = integer(value, name, origin, 1, 64);
        return true;
    }
    return false;
}

std::string published(const std::string& target, int batch, int block, int input, int weight, int accumulator) {
    return base::textOf(nlohmann::json{{"TARGET", target}, {"LOG_INP_WIDTH", 3}, {"LOG_WGT_WIDTH", 3},
        {"LOG_ACC_WIDTH", 5}, {"LOG_BATCH", batch}, {"LOG_BLOCK", block}, {"LOG_UOP_BUFF_SIZE", 15},
        {"LOG_INP_BUFF_SIZE", input}, {"LOG_WGT_BUFF_SIZE", weight}, {"LOG_ACC_BUFF_SIZE", accumulator}});
}

constexpr std::size_t largestFile = std::size_t{1} << 20U;
constexpr std::array names{"pynq", "pynq-4x8", "ultra96", "zcu104", "de10nano", "intelfocl", "sim", "fsim", "tsim"};

}

std::vector<std::string> acceleratorNames() {
    return {names.begin(), names.end()};
}

Accelerator accelerator(std::string_view name) {
    for (const char* known : names) {
        if (name == known) {
            const bool wide = name == "pynq-4x8";
            const std::string target = wide ? "pynq" : std::string(name);
            Accelerator result = acceleratorFromJson(
                wide ? published(target, 2, 3, 16, 16, 18) : published(target, 0, 4, 15, 18, 17), std::string(name));
            result.name = name;
            return result;
        }
    }
    const std::string list = base::listed(names);
    throw Error(ErrorCode::UnknownName,
        "There is no accelerator \"" + std::string(name) + "\". Known: " + list + ", or the path of a VTA .json file.",
        {{"name", std::string(name)}, {"known", list}});
}

Accelerator acceleratorFromJson(std::string_view text, const std::string& origin) {
    nlohmann::json document = base::parseSortedJson(text, {.what = origin, .comments = true, .ownNames = true});
    if (!document.is_object()) {
        throw wrong(origin, "", "this is not a VTA configuration: a JSON object was expected.");
    }
    document = withoutOldFields(std::move(document), origin);
    Accelerator result;
    for (const auto& [name, value] : document.items()) {
        if (!readKnown(result, name, value, origin)) {
            std::string known = std::string("TARGET, HW_VER, ACC_DEP_DISTANCE, ") + clockField;
            for (const Field& field : fields) {
                known += std::string(", ") + field.name;
            }
            throw wrong(origin, name, "unknown field " + base::shortLine(name, 60) + "; known are " + known + ".");
        }
    }
    for (const Field& field : fields) {
        if (!document.contains(field.name)) {
            throw wrong(origin, field.name, std::string("the field ") + field.name + " is missing.");
        }
    }
    readBoard(result, document.contains(clockField), origin);
    validate(result, origin);
    return result;
}

Accelerator loadAccelerator(const std::string& nameOrFile) {
    const bool isFile = nameOrFile.ends_with(".json") || nameOrFile.find('/') != std::string::npos;
    return isFile ? acceleratorFromJson(base::utf8Text(base::readFile(nameOrFile, largestFile)), nameOrFile)
                  : accelerator(nameOrFile);
}

void validate(const Accelerator& a, const std::string& origin) {
    const auto require = [&origin](int logBuffer, int elementBytes, const char* field) {
        if ((std::int64_t{1} << logBuffer) < elementBytes) {
            throw wrong(origin, field,
                std::string(field) + " is " + std::to_string(logBuffer) + ", so the buffer has "
                    + std::to_string(std::int64_t{1} << logBuffer) + " bytes, less than one tile of "
                    + std::to_string(elementBytes) + " bytes.");
        }
    };
    require(a.logInputBuffer, a.inputElementBytes(), "LOG_INP_BUFF_SIZE");
    require(a.logWeightBuffer, a.weightElementBytes(), "LOG_WGT_BUFF_SIZE");
    require(a.logAccumulatorBuffer, a.accumulatorElementBytes(), "LOG_ACC_BUFF_SIZE");
    require(a.logMicroOpBuffer, 1 << Accelerator::logMicroOpBytes, "LOG_UOP_BUFF_SIZE");
    if (a.logAccumulatorWidth < a.logInputWidth) {
        throw wrong(origin, "LOG_ACC_WIDTH", "LOG_ACC_WIDTH is less than LOG_INP_WIDTH.");
    }
}

std::string bitstream(const Accelerator& a) {
    const auto text = [](int number) { return std::to_string(number); };
    return text(a.batch()) + "x" + text(a.block()) + "_i" + text(1 << a.logInputWidth) + "w"
        + text(1 << a.logWeightWidth) + "a" + text(1 << a.logAccumulatorWidth) + "_" + text(a.logMicroOpBuffer) + "_"
        + text(a.logInputBuffer) + "_" + text(a.logWeightBuffer) + "_" + text(a.logAccumulatorBuffer);
}

}
