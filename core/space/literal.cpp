// SPDX-License-Identifier: Apache-2.0
#include "core/space/literal.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>

namespace paretoscope::space {

namespace {

constexpr int deepest = 16;
constexpr std::int64_t longestRange = 1000;

bool isWordPart(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

/// Calls that only say of what type their argument is.
bool isWrapper(std::string_view name) {
    constexpr std::array names{"list", "tuple", "array", "tensor", "int", "int8", "int16", "int32", "int64", "float",
        "float16", "float32", "float64"};
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// Every function returns nothing where the text goes on otherwise.
class Reader {
public:
    Reader(std::string_view text, std::size_t position) : text_(text), position_(position) { }

    [[nodiscard]] std::size_t position() const { return position_; }

    std::optional<Literal> value(int depth) {
        const char first = next();
        if (depth > deepest || first == '\0') {
            return std::nullopt;
        }
        if (first == '\'' || first == '"') {
            return quoted(first);
        }
        if (first == '[' || first == '(' || first == '{') {
            ++position_;
            return group(first == '[' ? ']' : first == '(' ? ')' : '}', depth);
        }
        if (first == '-' || first == '.' || std::isdigit(static_cast<unsigned char>(first)) != 0) {
            return number();
        }
        return isWordPart(first) ? word(depth) : std::nullopt;
    }

private:
    /// The next character that counts, '\0' at the end.
    char next() {
        while (position_ < text_.size()) {
            const char c = text_[position_];
            if (c == '#') {
                position_ = std::min(text_.find('\n', position_), text_.size());
            } else if (std::isspace(static_cast<unsigned char>(c)) != 0) {
                ++position_;
            } else {
                return c;
            }
        }
        return '\0';
    }

    bool accept(char c) {
        const bool there = next() == c;
        position_ += there ? 1 : 0;
        return there;
    }

    std::optional<Literal> quoted(char quote) {
        const std::size_t end = text_.find(quote, position_ + 1);
        if (end == std::string_view::npos) {
            return std::nullopt;
        }
        Literal literal{
            .kind = Literal::Kind::Text, .text = std::string(text_.substr(position_ + 1, end - position_ - 1))};
        position_ = end + 1;
        return literal;
    }

    std::optional<Literal> number() {
        const std::size_t begin = position_;
        while (position_ < text_.size()
            && (isWordPart(text_[position_]) || text_[position_] == '.' || text_[position_] == '-'
                || text_[position_] == '+')) {
            ++position_;
        }
        const std::string_view digits = text_.substr(begin, position_ - begin);
        Literal literal{.kind = Literal::Kind::Integer, .text = std::string(digits)};
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), literal.integer);
        if (error == std::errc() && end == digits.data() + digits.size()) {
            return literal;
        }
        double real = 0;
        const auto [realEnd, realError] = std::from_chars(digits.data(), digits.data() + digits.size(), real);
        literal.kind = Literal::Kind::Real;
        return realError == std::errc() && realEnd == digits.data() + digits.size() ? std::optional(literal)
                                                                                    : std::nullopt;
    }

    /// A bare word, or a call; of a dotted one the last part.
    std::optional<Literal> word(int depth) {
        std::size_t begin = position_;
        while (position_ < text_.size() && (isWordPart(text_[position_]) || text_[position_] == '.')) {
            begin = text_[position_] == '.' ? position_ + 1 : begin;
            ++position_;
        }
        const std::string name(text_.substr(begin, position_ - begin));
        if (!accept('(')) {
            const bool nothing = name == "None" || name == "null";
            return Literal{.kind = nothing ? Literal::Kind::Nothing : Literal::Kind::Text, .text = name};
        }
        std::optional<Literal> arguments = group(')', depth);
        if (!arguments) {
            return std::nullopt;
        }
        if (isWrapper(name) && arguments->items.size() == 1) {
            return arguments->items.front();
        }
        if (name == "range") {
            return range(*arguments);
        }
        arguments->kind = Literal::Kind::Map;
        arguments->text = name;
        return arguments;
    }

    static std::optional<Literal> range(const Literal& arguments) {
        const auto isSmall = [](const Literal& item) {
            return item.kind == Literal::Kind::Integer && item.integer >= 0 && item.integer <= longestRange;
        };
        const std::vector<Literal>& items = arguments.items;
        if ((items.size() != 2 && items.size() != 3) || !std::all_of(items.begin(), items.end(), isSmall)
            || items.back().integer == 0) {
            return std::nullopt;
        }
        Literal list{.kind = Literal::Kind::List};
        const std::int64_t step = items.size() == 3 ? items[2].integer : 1;
        for (std::int64_t i = items[0].integer; i < items[1].integer; i += step) {
            list.items.push_back({.kind = Literal::Kind::Integer, .text = std::to_string(i), .integer = i});
        }
        return list;
    }

    /// Behind its opening bracket; items and `name=value` or `"name": value` in any mixture.
    std::optional<Literal> group(char end, int depth) {
        Literal literal{.kind = end == '}' ? Literal::Kind::Map : Literal::Kind::List};
        while (!accept(end)) {
            std::optional<Literal> item = value(depth + 1);
            if (!item) {
                return std::nullopt;
            }
            const bool isField = item->kind == Literal::Kind::Text && (accept('=') || accept(':'));
            if (isField) {
                std::optional<Literal> named = value(depth + 1);
                if (!named) {
                    return std::nullopt;
                }
                literal.fields.push_back({item->text, *std::move(named)});
            } else {
                literal.items.push_back(*std::move(item));
            }
            // NumPy prints arrays with nothing between numbers.
            const bool arrayGoesOn = !isField && literal.items.back().kind == Literal::Kind::Integer
                && std::isdigit(static_cast<unsigned char>(next())) != 0;
            if (!accept(',') && next() != end && !isField && !arrayGoesOn) {
                return std::nullopt;
            }
        }
        return literal;
    }

    std::string_view text_;
    std::size_t position_;
};

}

std::optional<std::int64_t> Literal::whole() const {
    if (kind == Kind::Integer) {
        return integer;
    }
    double real = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), real);
    constexpr double most = 1e6;
    const bool isWhole =
        kind == Kind::Real && error == std::errc() && std::abs(real) < most && real == std::floor(real);
    return isWhole ? std::optional(static_cast<std::int64_t>(real)) : std::nullopt;
}

const Literal* Literal::field(std::string_view name) const {
    const auto found =
        std::find_if(fields.begin(), fields.end(), [name](const auto& field) { return field.name == name; });
    return found == fields.end() ? nullptr : &found->value;
}

std::optional<Literal> readLiteral(std::string_view text, std::size_t& position) {
    Reader reader(text, position);
    std::optional<Literal> literal = reader.value(0);
    position = reader.position();
    return literal;
}

}
