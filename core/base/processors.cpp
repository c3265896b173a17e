// SPDX-License-Identifier: Apache-2.0
#include "core/base/processors.h"

#include <sched.h>

#include <algorithm>
#include <thread>

namespace paretoscope::base {

int allowedProcessors() {
    cpu_set_t allowed;
    CPU_ZERO(&allowed);
    const bool known = sched_getaffinity(0, sizeof(allowed), &allowed) == 0;
    return std::max(1, known ? CPU_COUNT(&allowed) : static_cast<int>(std::thread::hardware_concurrency()));
}

}
