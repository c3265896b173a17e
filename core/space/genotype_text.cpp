// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>

#include "core/base/closest_word.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/space/genotype_spellings.h"
#include "core/space/text_cursor.h"

namespace paretoscope::space {

namespace {

const SearchSpace* spaceOfText(std::string_view text) {
    const std::span<const SearchSpace> spaces = searchSpaces();
    const auto found = std::find_if(
        spaces.begin(), spaces.end(), [text](const SearchSpace& space) { return space.grammar.recognises(text); });
    return found == spaces.end() ? nullptr : &*found;
}

/// A place alone does not tell a reader of the message what is wrong there.
Error withWhatWasFound(const Error& error, std::string_view text) {
    for (const auto& [name, value] : error.arguments()) {
        if (name == "position") {
            const std::size_t position = static_cast<std::size_t>(std::stoul(value)) - 1;
            const std::string rest = base::shortLine(text.substr(std::min(position, text.size())), 40);
            Error::Arguments arguments = error.arguments();
            arguments.emplace_back("found", rest);
            return {error.code(),
                std::string(error.what())
                    + (rest.empty() ? std::string(" There the text ends.") : " Found: '" + rest + "'."),
                std::move(arguments)};
        }
    }
    return error;
}

/// What is wrong with the cell says more than where its author's own spelling ends; both are told.
std::optional<Genotype> otherSpelling(std::string_view text, const Error& usual) {
    try {
        return fromOtherSpelling(text);
    } catch (const Error& error) {
        throw Error(error.code(), std::string(error.what()) + " " + usual.what(), usual.arguments());
    }
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n\"'";
    if (text.starts_with("\xEF\xBB\xBF")) { // a byte order mark
        text.remove_prefix(3);
    }
    const std::size_t first = text.find_first_not_of(blanks);
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

}

std::string toText(const Genotype& genotype) {
    validate(genotype);
    return searchSpace(genotype.space).grammar.write(genotype);
}

Genotype fromText(std::string_view text) {
    TextCursor cursor(text);
    if (const SearchSpace* space = spaceOfText(text)) {
        try {
            Genotype genotype = space->grammar.read(cursor);
            validate(genotype);
            return genotype;
        } catch (const Error& error) {
            if (std::optional<Genotype> genotype = otherSpelling(text, error)) {
                return *std::move(genotype);
            }
            throw withWhatWasFound(error, text);
        }
    }
    std::string expected;
    for (const SearchSpace& space : searchSpaces()) {
        expected += (expected.empty() ? "" : " or ") + std::string(space.grammar.begin);
    }
    cursor.fail(expected);
}

std::string identityText(const Genotype& genotype) {
    return toText(sorted(genotype));
}

std::vector<std::string_view> publishedNames() {
    std::vector<std::string_view> names;
    for (const SearchSpace& space : searchSpaces()) {
        for (const PublishedCell& cell : space.published) {
            names.push_back(cell.name);
        }
    }
    return names;
}

Genotype published(std::string_view name) {
    std::string allowed;
    std::vector<std::string> known;
    const std::string plain = plainName(name);
    const bool isNumber = !plain.empty() && plain.find_first_not_of("0123456789") == std::string::npos;
    for (const SearchSpace& space : searchSpaces()) {
        for (const PublishedCell& cell : space.published) {
            if (plainName(cell.name) == plain) {
                return fromText(cell.text);
            }
            allowed += (allowed.empty() ? "" : ", ") + std::string(cell.name);
            known.emplace_back(cell.name);
        }
    }
    const std::optional<std::string> meant = base::closestWord(trimmed(name), known);
    throw Error(ErrorCode::UnknownName,
        (plain.empty() ? std::string("The text names no cell")
                       : "There is no published cell named '" + base::shortLine(name, 60) + "'")
            + (meant ? "; did you mean " + *meant + "? U" : "; u") + "se one of " + allowed + ", or a genotype's text."
            + (isNumber ? " NAS-Bench-201's numbers are read in tables only (import); write that cell as its text, "
                          "|operation~0|+|operation~0|operation~1|+|...|."
                        : ""),
        {{"name", std::string(name)}, {"allowed", allowed}});
}

Genotype fromTextOrName(std::string_view textOrName) {
    return spaceOfText(textOrName) != nullptr ? fromText(textOrName) : published(trimmed(textOrName));
}

}
