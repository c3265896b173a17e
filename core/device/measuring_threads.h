// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sched.h>

#include <vector>

namespace paretoscope::device {

/// While it lives, LibTorch computes with `threads` threads, each pinned to a processor of its own (one a core before
/// two on one core) with denormal numbers flushed to zero. Restores all of it for the threads it touched. Create and
/// destroy on the measuring thread.
class MeasuringThreads {
public:
    explicit MeasuringThreads(int threads);
    ~MeasuringThreads();
    MeasuringThreads(const MeasuringThreads&) = delete;
    MeasuringThreads& operator=(const MeasuringThreads&) = delete;

    /// Processors this process may use, one of each core first.
    static std::vector<int> processors();

private:
    int threads_;
    int threadsBefore_;
    cpu_set_t processorsBefore_;
};

}
