// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string>

namespace paretoscope::search {

/// Where the processes that take one job together find each other, and which of them this one is.
struct MeetingPoint {
    int rank = 0; ///< 0 .. size - 1
    int size = 1;
    std::string address = "127.0.0.1"; ///< name or address of the computer with the store that they meet at
    int port = 0;
    bool kept = false; ///< by the launcher, which keeps the store over restarts; else rank 0 holds it
    int attempt = 0; ///< restarts so far
    std::string networkInterface; ///< that they talk over, such as "eth0"; empty: chosen here
    std::chrono::milliseconds timeout{120'000}; ///< of meeting, and of waiting for the others in each step
};

}
