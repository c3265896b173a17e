// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace paretoscope::base {

/// Now, in UTC, as ISO 8601 to the millisecond ("2026-11-21T09:30:00.123Z"): sorts as text. Any thread.
std::string utcNow();

}
