// SPDX-License-Identifier: Apache-2.0
#include "core/device/measuring_threads.h"

#include <algorithm>
#include <fstream>
#include <set>
#include <string>

#include <ATen/Context.h>
#include <ATen/Parallel.h>

namespace paretoscope::device {

namespace {

std::string coreOf(int processor) {
    std::ifstream file("/sys/devices/system/cpu/cpu" + std::to_string(processor) + "/topology/thread_siblings_list");
    std::string siblings;
    std::getline(file, siblings);
    return siblings.empty() ? std::to_string(processor) : siblings;
}

/// Runs `work(thread)` once on each of LibTorch's threads.
template <typename Work>
void onEachThread(int threads, Work work) {
    at::parallel_for(0, threads, 1, [&](std::int64_t, std::int64_t) { work(at::get_thread_num()); });
}

}

std::vector<int> MeasuringThreads::processors() {
    cpu_set_t allowed;
    CPU_ZERO(&allowed);
    std::vector<int> firstOfCore;
    std::vector<int> others;
    std::set<std::string> cores;
    if (sched_getaffinity(0, sizeof allowed, &allowed) == 0) {
        for (int processor = 0; processor < CPU_SETSIZE; ++processor) {
            if (CPU_ISSET(processor, &allowed)) {
                (cores.insert(coreOf(processor)).second ? firstOfCore : others).push_back(processor);
            }
        }
    }
    firstOfCore.insert(firstOfCore.end(), others.begin(), others.end());
    return firstOfCore;
}

MeasuringThreads::MeasuringThreads(int threads) : threads_(threads), threadsBefore_(at::get_num_threads()) {
    CPU_ZERO(&processorsBefore_);
    sched_getaffinity(0, sizeof processorsBefore_, &processorsBefore_);
    const std::vector<int> available = processors();
    at::set_num_threads(threads);
    // Pinning is an improvement, not a condition: where the system refuses it, timing goes on unpinned.
    onEachThread(threads, [&](int thread) {
        at::globalContext().setFlushDenormal(true);
        if (static_cast<std::size_t>(thread) < available.size()) {
            cpu_set_t own;
            CPU_ZERO(&own);
            CPU_SET(available[static_cast<std::size_t>(thread)], &own);
            sched_setaffinity(0, sizeof own, &own);
        }
    });
}

MeasuringThreads::~MeasuringThreads() {
    onEachThread(threads_, [&](int) {
        at::globalContext().setFlushDenormal(false);
        sched_setaffinity(0, sizeof processorsBefore_, &processorsBefore_);
    });
    at::set_num_threads(threadsBefore_);
}

}
