// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/line_buffer.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/protocol/messages.h"

namespace paretoscope::protocol {

namespace {

Error tooLong() {
    return {ErrorCode::ProtocolViolation,
        "A message between window and worker is longer than " + std::to_string(maxLineBytes)
            + " bytes; it is skipped."};
}

}

void LineBuffer::append(std::string_view bytes) {
    if (skipping_) {
        const std::size_t end = bytes.find('\n');
        if (end == std::string_view::npos) {
            return;
        }
        skipping_ = false;
        bytes.remove_prefix(end + 1);
    }
    pending_.append(bytes);
    const std::size_t lastEnd = pending_.rfind('\n');
    const std::size_t unfinished = lastEnd == std::string::npos ? start_ : std::max(start_, lastEnd + 1);
    if (pending_.size() - unfinished > maxLineBytes) {
        pending_.resize(unfinished);
        skipping_ = true;
        throw tooLong();
    }
}

std::optional<std::string> LineBuffer::next() {
    for (;;) {
        const std::size_t end = pending_.find('\n', start_);
        if (end == std::string::npos) {
            pending_.erase(0, start_);
            start_ = 0;
            return std::nullopt;
        }
        std::string line = pending_.substr(start_, end - start_);
        start_ = end + 1;
        if (!line.empty() && line.back() == '\r') {
            line.pop_back();
        }
        if (!line.empty()) {
            return line;
        }
    }
}

std::optional<std::string> readLine(std::istream& input) {
    std::string line;
    bool fits = true;
    for (int byte = input.get(); byte != std::istream::traits_type::eof(); byte = input.get()) {
        if (byte == '\n') {
            if (!fits) {
                throw tooLong();
            }
            return line;
        }
        fits = fits && line.size() < maxLineBytes;
        if (fits) {
            line.push_back(static_cast<char>(byte));
        }
    }
    return std::nullopt; // what stands before the end without a line end was cut off
}

}
