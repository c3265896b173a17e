// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mutex>
#include <ostream>
#include <streambuf>
#include <string>

namespace paretoscope::cli {

/// While it lives, what is written to a stream reaches it as text alone: control characters, which a terminal would
/// obey, and what is no UTF-8 become U+FFFD; a carriage return before a line end is dropped. Texts of a project, a
/// runner or a table are shown by a dozen commands; none of them has to think of it. Several threads may write, as to
/// the standard streams.
class TerminalText final : public std::streambuf {
public:
    explicit TerminalText(std::ostream& stream);
    ~TerminalText() override;
    TerminalText(const TerminalText&) = delete;
    TerminalText& operator=(const TerminalText&) = delete;

protected:
    int_type overflow(int_type character) override;
    std::streamsize xsputn(const char* text, std::streamsize count) override;
    int sync() override;

private:
    bool pass();
    bool passWhenFull();

    std::mutex mutex_;
    std::ostream& stream_;
    std::streambuf* target_;
    std::string pending_;
};

}
