// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cctype>
#include <charconv>
#include <optional>

#include "core/base/error.h"
#include "core/space/genotype.h"

namespace paretoscope::space {

namespace {

bool isSpace(char character) {
    return std::isspace(static_cast<unsigned char>(character)) != 0;
}
bool isWordCharacter(char character) {
    return std::isalnum(static_cast<unsigned char>(character)) != 0 || character == '_';
}

/// A cursor over the text that skips white space and says where it stands when something else was expected.
class Cursor {
public:
    explicit Cursor(std::string_view text) : text_(text) { }

    [[noreturn]] void fail(const std::string& expected) const { failAt(position_, expected); }

    [[noreturn]] static void failAt(std::size_t position, const std::string& expected) {
        const std::string where = std::to_string(position + 1);
        throw Error(ErrorCode::InvalidGenotype,
            "The genotype text is wrong at character " + where + ": expected " + expected + ".",
            {{"position", where}, {"expected", expected}});
    }

    std::size_t position() {
        while (position_ < text_.size() && isSpace(text_[position_])) {
            ++position_;
        }
        return position_;
    }

    [[nodiscard]] bool accept(char character) {
        if (position() < text_.size() && text_[position_] == character) {
            ++position_;
            return true;
        }
        return false;
    }

    void expect(char character) {
        if (!accept(character)) {
            fail(std::string("'") + character + "'");
        }
    }

    std::string_view word(const std::string& expected) {
        const std::size_t start = position();
        while (position_ < text_.size() && isWordCharacter(text_[position_])) {
            ++position_;
        }
        if (position_ == start) {
            fail(expected);
        }
        return text_.substr(start, position_ - start);
    }

    int number(const std::string& expected) {
        const std::size_t start = position();
        const std::string_view digits = word(expected);
        int value = 0;
        const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        if (result.ec != std::errc{} || result.ptr != digits.data() + digits.size()) {
            failAt(start, expected);
        }
        return value;
    }

    void expectEnd() {
        if (position() != text_.size()) {
            fail("the end of the text");
        }
    }

private:
    std::string_view text_;
    std::size_t position_ = 0;
};

std::string operationList(const SearchSpace& space) {
    std::string list = "one of";
    for (const Operation operation : space.operations) {
        if (operation != Operation::None || space.edgesKeptPerNode == 0) {
            list += (list == "one of" ? " " : ", ") + std::string(operationName(operation));
        }
    }
    return list;
}

Operation readOperation(Cursor& cursor, const SearchSpace& space) {
    const std::size_t start = cursor.position();
    const std::optional<Operation> operation = operationFromName(cursor.word(operationList(space)));
    const bool allowed = operation && space.operationIndex(*operation) >= 0
        && (*operation != Operation::None || space.edgesKeptPerNode == 0);
    if (!allowed) {
        Cursor::failAt(start, operationList(space));
    }
    return *operation;
}

int readSource(Cursor& cursor, const CellGenotype& cell, int target) {
    const std::string expected = "a state from 0 to " + std::to_string(target - 1) + " that node "
        + std::to_string(target) + " does not read yet";
    const std::size_t start = cursor.position();
    const int source = cursor.number(expected);
    bool free = source < target;
    for (const Choice& choice : cell.choices) {
        free = free && (choice.target != target || choice.source != source);
    }
    if (!free) {
        Cursor::failAt(start, expected);
    }
    return source;
}

char openQuote(Cursor& cursor) {
    if (cursor.accept('"')) {
        return '"';
    }
    cursor.expect('\'');
    return '\'';
}

/// `[('sep_conv_3x3', 1), ...]`: the node is the position / 2, the number the state it reads.
CellGenotype readDartsCell(Cursor& cursor, const SearchSpace& space) {
    CellGenotype cell;
    const int count = space.nodes * space.edgesKeptPerNode;
    cursor.expect('[');
    for (int i = 0; i < count; ++i) {
        const int target = space.inputs + i / space.edgesKeptPerNode;
        cursor.expect('(');
        const char quote = openQuote(cursor);
        const Operation operation = readOperation(cursor, space);
        cursor.expect(quote);
        cursor.expect(',');
        cell.choices.push_back({operation, readSource(cursor, cell, target), target});
        cursor.expect(')');
        if (i + 1 < count) {
            cursor.expect(',');
        }
    }
    static_cast<void>(cursor.accept(','));
    cursor.expect(']');
    return cell;
}

/// `range(2, 6)` or `[2, 3, 4, 5]`: this space concatenates all nodes.
void readConcat(Cursor& cursor, const SearchSpace& space) {
    const auto expectNumber = [&](int value) {
        const std::string expected = std::to_string(value) + " (all nodes are concatenated in this space)";
        const std::size_t start = cursor.position();
        if (cursor.number(expected) != value) {
            Cursor::failAt(start, expected);
        }
    };
    if (cursor.accept('[')) {
        for (int state = space.inputs; state < space.states(); ++state) {
            expectNumber(state);
            if (state + 1 < space.states()) {
                cursor.expect(',');
            }
        }
        static_cast<void>(cursor.accept(','));
        cursor.expect(']');
        return;
    }
    const std::size_t start = cursor.position();
    if (cursor.word("'range' or '['") != "range") {
        Cursor::failAt(start, "'range' or '['");
    }
    cursor.expect('(');
    expectNumber(space.inputs);
    cursor.expect(',');
    expectNumber(space.states());
    cursor.expect(')');
}

void readFieldName(Cursor& cursor, const std::string& name) {
    const std::size_t start = cursor.position();
    if (cursor.word("'" + name + "='") != name) {
        Cursor::failAt(start, "'" + name + "='");
    }
    cursor.expect('=');
}

Genotype readDarts(Cursor& cursor) {
    const SearchSpace& space = searchSpace(SpaceId::Darts);
    const std::size_t start = cursor.position();
    // A whole line of the published genotypes.py, `NAME = Genotype(...)`, may be pasted.
    if (cursor.word("'Genotype('") != "Genotype") {
        if (!cursor.accept('=')) {
            Cursor::failAt(start, "'Genotype(' or a NAS-Bench-201 string such as '|nor_conv_3x3~0|+|...|'");
        }
        if (const std::size_t after = cursor.position(); cursor.word("'Genotype('") != "Genotype") {
            Cursor::failAt(after, "'Genotype('");
        }
    }
    cursor.expect('(');
    Genotype genotype{SpaceId::Darts, {}};
    for (const std::string_view kind : space.cellKinds) {
        if (!genotype.cells.empty()) {
            cursor.expect(',');
        }
        readFieldName(cursor, std::string(kind));
        genotype.cells.push_back(readDartsCell(cursor, space));
        cursor.expect(',');
        readFieldName(cursor, std::string(kind) + "_concat");
        readConcat(cursor, space);
    }
    static_cast<void>(cursor.accept(','));
    cursor.expect(')');
    cursor.expectEnd();
    return genotype;
}

/// `|op~0|+|op~0|op~1|+|op~0|op~1|op~2|`
Genotype readNasBench201(Cursor& cursor) {
    const SearchSpace& space = searchSpace(SpaceId::NasBench201);
    CellGenotype cell;
    for (int target = space.inputs; target < space.states(); ++target) {
        if (target > space.inputs) {
            cursor.expect('+');
        }
        cursor.expect('|');
        for (int edge = 0; edge < target; ++edge) {
            const Operation operation = readOperation(cursor, space);
            cursor.expect('~');
            cell.choices.push_back({operation, readSource(cursor, cell, target), target});
            cursor.expect('|');
        }
    }
    cursor.expectEnd();
    return sorted(Genotype{SpaceId::NasBench201, {std::move(cell)}});
}

std::string dartsText(const Genotype& genotype, const SearchSpace& space) {
    const std::string concat = "range(" + std::to_string(space.inputs) + ", " + std::to_string(space.states()) + ")";
    std::string text = "Genotype(";
    for (std::size_t kind = 0; kind < genotype.cells.size(); ++kind) {
        const std::string name(space.cellKinds[kind]);
        text += (kind == 0 ? "" : ", ") + name + "=[";
        std::string separator;
        for (const Choice& choice : genotype.cells[kind].choices) {
            text += separator + "('" + std::string(operationName(choice.operation)) + "', "
                + std::to_string(choice.source) + ")";
            separator = ", ";
        }
        text += "], " + name + "_concat=" + concat;
    }
    return text + ")";
}

std::string nasBench201Text(const Genotype& genotype) {
    std::string text;
    int target = -1;
    const Genotype ordered = sorted(genotype); // the string's format fixes the order of edges
    for (const Choice& choice : ordered.cells.front().choices) {
        if (choice.target != target) {
            text += text.empty() ? "|" : "+|";
            target = choice.target;
        }
        text += std::string(operationName(choice.operation)) + "~" + std::to_string(choice.source) + "|";
    }
    return text;
}

}

std::string toText(const Genotype& genotype) {
    validate(genotype);
    return genotype.space == SpaceId::Darts ? dartsText(genotype, searchSpace(genotype.space))
                                            : nasBench201Text(genotype);
}

Genotype fromText(std::string_view text) {
    Cursor cursor(text);
    const std::size_t start = cursor.position();
    Genotype genotype = start < text.size() && text[start] == '|' ? readNasBench201(cursor) : readDarts(cursor);
    validate(genotype);
    return genotype;
}

}
