// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/terminal_text.h"

#include <string_view>

#include "core/base/text.h"

namespace paretoscope::cli {

namespace {

constexpr std::size_t enough = 1U << 16U;

std::string withPlainLineEnds(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\r' || i + 1 == text.size() || text[i + 1] != '\n') {
            result.push_back(text[i]);
        }
    }
    return result;
}

}

TerminalText::TerminalText(std::ostream& stream) : stream_(stream), target_(stream.rdbuf(this)) { }

TerminalText::~TerminalText() {
    pass();
    stream_.rdbuf(target_);
}

/// A character may stand in the buffer by half only where somebody flushes there, which nobody does within a text.
bool TerminalText::pass() {
    const std::string text = base::withoutControls(withPlainLineEnds(pending_));
    pending_.clear();
    return target_->sputn(text.data(), static_cast<std::streamsize>(text.size()))
        == static_cast<std::streamsize>(text.size());
}

/// Whole lines, so that no character is cut.
bool TerminalText::passWhenFull() {
    return pending_.size() < enough || pending_.back() != '\n' || pass();
}

TerminalText::int_type TerminalText::overflow(int_type character) {
    const std::lock_guard lock(mutex_);
    if (traits_type::eq_int_type(character, traits_type::eof())) {
        return traits_type::not_eof(character);
    }
    pending_.push_back(traits_type::to_char_type(character));
    return passWhenFull() ? character : traits_type::eof();
}

std::streamsize TerminalText::xsputn(const char* text, std::streamsize count) {
    const std::lock_guard lock(mutex_);
    pending_.append(text, static_cast<std::size_t>(count));
    return passWhenFull() ? count : 0;
}

int TerminalText::sync() {
    const std::lock_guard lock(mutex_);
    return pass() && target_->pubsync() == 0 ? 0 : -1;
}

}
