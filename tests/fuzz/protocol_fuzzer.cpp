// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/base/error.h"
#include "core/protocol/line_buffer.h"
#include "core/protocol/messages.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace paretoscope;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    try {
        (void)protocol::decodeRequest(bytes);
    } catch (const Error&) { // NOLINT(bugprone-empty-catch): tried as an event next
    }
    try {
        (void)protocol::decodeEvent(bytes);
    } catch (const Error&) { // NOLINT(bugprone-empty-catch): refused, as foreign bytes may be
    }
    protocol::LineBuffer lines; // in pieces, as a pipe delivers them
    for (std::size_t begin = 0; begin < size; begin += 7) {
        try {
            lines.append(bytes.substr(begin, 7));
        } catch (const Error&) { // NOLINT(bugprone-empty-catch): a line without end
        }
        while (lines.next()) { }
    }
    return 0;
}
