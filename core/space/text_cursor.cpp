// SPDX-License-Identifier: Apache-2.0
#include "core/space/text_cursor.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <optional>

#include "core/base/error.h"

namespace paretoscope::space {

namespace {

bool isWordCharacter(char character) {
    return std::isalnum(static_cast<unsigned char>(character)) != 0 || character == '_';
}

std::string operationList(const SearchSpace& space) {
    std::string list = "one of";
    for (const Operation operation : space.operations) {
        if (operation != Operation::None || space.edgesKeptPerNode == 0) {
            list += (list == "one of" ? " " : ", ") + std::string(operationName(operation));
        }
    }
    return list;
}

}

void TextCursor::failAt(std::size_t position, const std::string& expected) {
    const std::string where = std::to_string(position + 1);
    throw Error(ErrorCode::InvalidGenotype,
        "The genotype text is wrong at character " + where + ": expected " + expected + ".",
        {{"position", where}, {"expected", expected}});
}

std::size_t TextCursor::position() {
    while (position_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[position_])) != 0) {
        ++position_;
    }
    return position_;
}

bool TextCursor::accept(char character) {
    if (position() < text_.size() && text_[position_] == character) {
        ++position_;
        return true;
    }
    return false;
}

void TextCursor::expect(char character) {
    if (!accept(character)) {
        fail(std::string("'") + character + "'");
    }
}

std::string_view TextCursor::word(const std::string& expected) {
    const std::size_t start = position();
    while (position_ < text_.size() && isWordCharacter(text_[position_])) {
        ++position_;
    }
    if (position_ == start) {
        fail(expected);
    }
    return text_.substr(start, position_ - start);
}

int TextCursor::number(const std::string& expected) {
    const std::size_t start = position();
    const std::string_view digits = word(expected);
    int value = 0;
    const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (result.ec != std::errc{} || result.ptr != digits.data() + digits.size()) {
        failAt(start, expected);
    }
    return value;
}

void TextCursor::expectEnd() {
    if (position() != text_.size()) {
        fail("the end of the text");
    }
}

Operation TextCursor::operation(const SearchSpace& space) {
    const std::size_t start = position();
    const std::optional<Operation> operation = operationFromName(word(operationList(space)));
    const bool allowed = operation && space.operationIndex(*operation) >= 0
        && (*operation != Operation::None || space.edgesKeptPerNode == 0);
    if (!allowed) {
        failAt(start, operationList(space));
    }
    return *operation;
}

int TextCursor::source(const CellGenotype& cell, int target) {
    const std::string expected = "a state from 0 to " + std::to_string(target - 1) + " that node "
        + std::to_string(target) + " does not read yet";
    const std::size_t start = position();
    const int source = number(expected);
    const bool read = std::any_of(cell.choices.begin(), cell.choices.end(),
        [&](const Choice& choice) { return choice.target == target && choice.source == source; });
    if (source >= target || read) {
        failAt(start, expected);
    }
    return source;
}

}
