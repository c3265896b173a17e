// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace paretoscope::base {

/// How many processors this process may run on (its affinity mask), all of the machine's where the system does not say;
/// at least 1. Any thread.
int allowedProcessors();

}
