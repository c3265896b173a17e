// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace paretoscope::search {

/// What a process says of itself to those that it takes a job with.
struct ProcessCard {
    int processes = 0; ///< that it thinks they are
    std::string identity; ///< program and what it was asked
    std::string host; ///< for people
    std::string computer; ///< computerIdentity()
    std::string processors; ///< that it may run on
    std::int64_t process = 0; ///< its id
};

ProcessCard ownCard(int processes, const std::string& identity);

std::string textOf(const ProcessCard& card);
/// Throws Error (InvalidValue) where the text is no card: another program uses the meeting point.
ProcessCard cardFrom(const std::string& text);

}
