// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace paretoscope::space {

struct LiteralField;

/// A value as Python or JSON writes it. Private to core/space.
struct Literal {
    enum class Kind : std::uint8_t {
        Nothing, ///< None, null
        Text, ///< quoted, or a bare word
        Integer,
        Real,
        List, ///< of brackets or parentheses
        Map, ///< of braces, or of a call's named arguments
    };
    Kind kind = Kind::Nothing;
    std::string text; ///< of Text; the called name of a call
    std::int64_t integer = 0;
    std::vector<Literal> items; ///< of List, and a call's arguments without names
    std::vector<LiteralField> fields; ///< of Map

    [[nodiscard]] bool isList() const { return kind == Kind::List; }
    /// Of an Integer, and of a Real such as 2.0.
    [[nodiscard]] std::optional<std::int64_t> whole() const;
    /// The field of that name, or null.
    [[nodiscard]] const Literal* field(std::string_view name) const;
};

struct LiteralField {
    std::string name;
    Literal value;
};

/// The value that begins at `position`, which is moved behind it; comments (# to the line's end) and white space are
/// passed over; a field on a line of its own needs no comma behind it. list(x), np.int64(x), tensor(x, device='cpu')
/// and the like are x, range(a, b) and range(a, b, step) the list of its numbers; whole numbers need nothing between
/// them. Nothing where there is none, or one that is nested deeper than 16.
std::optional<Literal> readLiteral(std::string_view text, std::size_t& position);

}
