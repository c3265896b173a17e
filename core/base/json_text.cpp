// SPDX-License-Identifier: Apache-2.0
#include "core/base/json_text.h"

#include <algorithm>
#include <array>
#include <set>

#include "core/base/text.h"

namespace paretoscope::base {

namespace {

/// An object that keeps its order looks through all of its names for each new one.
constexpr std::size_t mostNamesInOrder = 2000;

[[noreturn]] void refuse(const JsonSource& source, const std::string& reason) {
    throw Error(source.error, "In " + source.what + ": " + reason + ".", {{"reason", reason}});
}

/// Of the quote that ends the string which begins at `position`.
std::size_t endOfString(std::string_view text, std::size_t position) {
    for (++position; position < text.size() && text[position] != '"'; ++position) {
        position += text[position] == '\\' ? 1 : 0;
    }
    return position;
}

/// Where the comment ends that begins at `position`, as the parser sees it.
std::size_t endOfComment(std::string_view text, std::size_t position) {
    const std::string_view begin = text.substr(position, 2);
    if (begin == "//") {
        return std::min(text.find_first_of(std::string_view("\r\n\0", 3), position), text.size());
    }
    const std::size_t end = begin == "/*" ? text.find("*/", position + 2) : std::string_view::npos;
    return begin != "/*" ? position : end == std::string_view::npos ? text.size() : end + 1;
}

/// Counts levels and values from the brackets and commas alone: text that is no JSON is the parser's to refuse, but it
/// never gets more of it than this lets through.
void requireBounded(std::string_view text, const JsonSource& source, std::size_t mostNames) {
    if (text.size() > source.mostBytes) {
        refuse(source, "it is larger than " + std::to_string(source.mostBytes) + " bytes");
    }
    std::array<std::size_t, mostJsonLevels + 1> names{}; // of the objects around this place
    int level = 0;
    std::size_t values = 1;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '"') {
            i = endOfString(text, i);
        } else if (source.comments && c == '/') {
            i = endOfComment(text, i);
        } else if (c == '[' || c == '{') {
            ++values;
            if (++level > mostJsonLevels) {
                refuse(source, "it is nested deeper than " + std::to_string(mostJsonLevels) + " levels");
            }
            names[static_cast<std::size_t>(level)] = 0;
        } else if (c == ']' || c == '}') {
            if (--level < 0) {
                return; // the parser will not pass this place
            }
        } else if (c == ':' && ++names[static_cast<std::size_t>(level)] > mostNames) {
            refuse(source, "an object in it has more than " + std::to_string(mostNames) + " names");
        } else if (c == ',') {
            ++values;
        }
        if (values > source.mostValues) {
            refuse(source, "it holds more than " + std::to_string(source.mostValues) + " values");
        }
    }
}

/// "line 12, column 5: ..." without the library's own name and number; where only a comma is too many, that.
std::string whereAndWhy(std::string_view text, const nlohmann::json::exception& error) {
    std::string why = error.what();
    constexpr std::string_view begin = "parse error at ";
    if (const std::size_t at = why.find(begin); at != std::string::npos) {
        why.erase(0, at + begin.size());
    }
    const auto* parse = dynamic_cast<const nlohmann::json::parse_error*>(&error);
    const std::size_t end = parse == nullptr ? 0 : std::min(parse->byte, text.size());
    if (end > 0 && (text[end - 1] == '}' || text[end - 1] == ']')) {
        const std::size_t comma = text.substr(0, end - 1).find_last_not_of(" \t\r\n");
        if (comma != std::string_view::npos && text[comma] == ',') {
            const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(comma), '\n');
            return "line " + std::to_string(line) + ": a comma stands before the closing bracket; remove it";
        }
    }
    return why;
}

template <typename Json>
Json parsed(std::string_view text, const JsonSource& source, std::size_t mostNames) {
    requireBounded(text, source, mostNames);
    std::set<std::string> names;
    typename Json::parser_callback_t look;
    if (source.ownNames) {
        look = [&](int depth, typename Json::parse_event_t event, Json& value) {
            if (event == Json::parse_event_t::key && depth == 1) {
                const auto name = value.template get<std::string>();
                if (!names.insert(name).second) {
                    refuse(source, "the field " + shortLine(name, 60) + " stands there twice; keep one of them");
                }
            }
            return true;
        };
    }
    try {
        return Json::parse(text, look, true, source.comments);
    } catch (const nlohmann::json::exception& error) {
        refuse(source, "it is no JSON (" + shortLine(whereAndWhy(text, error)) + ")");
    }
}

template <typename Json>
std::string written(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}

nlohmann::ordered_json parseJson(std::string_view text, const JsonSource& source) {
    return parsed<nlohmann::ordered_json>(text, source, mostNamesInOrder);
}

nlohmann::json parseSortedJson(std::string_view text, const JsonSource& source) {
    return parsed<nlohmann::json>(text, source, source.mostValues);
}

std::optional<nlohmann::ordered_json> jsonIn(std::string_view text) {
    try {
        return parseJson(text, {.what = "a text"});
    } catch (const Error&) {
        return std::nullopt;
    }
}

std::string textOf(const nlohmann::ordered_json& json) {
    return written(json);
}

std::string textOf(const nlohmann::json& json) {
    return written(json);
}

}
