// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/space/genotype.h"

namespace paretoscope::space {

/// Reads a genotype's text for a space's grammar: skips white space, and says where it stands when something else was
/// expected. Every function throws Error (InvalidGenotype) with the position. Private to core/space.
class TextCursor {
public:
    explicit TextCursor(std::string_view text) : text_(text) { }

    [[noreturn]] void fail(const std::string& expected) { failAt(position(), expected); }
    [[noreturn]] static void failAt(std::size_t position, const std::string& expected);

    /// Of the next character that is not white space.
    std::size_t position();
    [[nodiscard]] bool accept(char character);
    void expect(char character);
    /// Letters, digits and underscores, at least one.
    std::string_view word(const std::string& expected);
    int number(const std::string& expected);
    void expectEnd();

    /// The name of an operation that may sit on an edge of the space.
    Operation operation(const SearchSpace& space);
    /// A state below `target` that no choice of the cell reads for `target` yet.
    int source(const CellGenotype& cell, int target);

private:
    std::string_view text_;
    std::size_t position_ = 0;
};

}
