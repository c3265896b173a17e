// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <istream>
#include <optional>
#include <string>
#include <string_view>

namespace paretoscope::protocol {

/// Cuts a stream of bytes into lines, as a pipe delivers them: in pieces of any size. One thread at a time.
class LineBuffer {
public:
    /// Throws Error (ProtocolViolation) where a line grows past maxLineBytes; the rest of that line is skipped.
    void append(std::string_view bytes);
    /// The next whole line without its line end ("\n" or "\r\n"); empty lines are passed over.
    std::optional<std::string> next();

private:
    std::string pending_;
    std::size_t start_ = 0;
    bool skipping_ = false;
};

/// The next line of a blocking stream, without its line end; nothing at its end. Throws Error (ProtocolViolation) where
/// the line is longer than maxLineBytes, which is skipped then.
std::optional<std::string> readLine(std::istream& input);

}
