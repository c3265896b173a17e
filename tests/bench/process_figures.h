// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace paretoscope::bench {

/// A figure of /proc/PROCESS/status that is given in kB, such as "VmRSS", in MiB; NaN where it is not known (no such
/// process, another system).
double statusMb(std::int64_t process, const char* field);

/// What a process holds now. NaN where it is not known.
struct ProcessFigures {
    double residentMb = 0; ///< VmRSS
    double ownMb = 0; ///< RssAnon: what it has allocated; pages of files come and go with what else the machine does
    double handles = 0; ///< open file descriptors
    double threads = 0;
};
ProcessFigures processFigures(std::int64_t process);

/// What this process has allocated and not freed, MiB: where it stays as it is and ProcessFigures::ownMb grows, free
/// memory lies between what is in use. NaN where the C library does not tell.
double allocatedMb();

}
