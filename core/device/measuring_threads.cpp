// SPDX-License-Identifier: Apache-2.0
#include "core/device/measuring_threads.h"

#include <dlfcn.h>

#include <algorithm>
#include <fstream>
#include <functional>
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

using Work = std::function<void(int thread)>;

/// Runs `work(thread)` once on each thread of the OpenMP pool that LibTorch computes with. Its at::parallel_for is a
/// template that runs serially in files compiled without -fopenmp, and a second OpenMP library would have a pool of its
/// own, so the pool is entered through the library that LibTorch has loaded. Alone on the calling thread where there is
/// none.
void onEachThread(int threads, const Work& work) {
    using Body = void (*)(void*);
    using Parallel = void (*)(Body, void*, unsigned, unsigned);
    using ThreadNumber = int (*)();
    struct Call {
        const Work& work;
        ThreadNumber number;
    };
    const auto parallel = reinterpret_cast<Parallel>(dlsym(RTLD_DEFAULT, "GOMP_parallel"));
    const auto number = reinterpret_cast<ThreadNumber>(dlsym(RTLD_DEFAULT, "omp_get_thread_num"));
    if (threads == 1 || parallel == nullptr || number == nullptr) {
        work(0);
        return;
    }
    Call call{work, number};
    parallel(
        [](void* data) {
            const auto* self = static_cast<const Call*>(data);
            self->work(self->number());
        },
        &call, static_cast<unsigned>(threads), 0);
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
    std::vector<int> available = processors();
    // The scheduler put this thread where there was room: start there, not always at the first processor, so that two
    // programs that measure with one thread each do not meet on it.
    const auto here = std::find(available.begin(), available.end(), sched_getcpu());
    if (here != available.end()) {
        std::rotate(available.begin(), here, available.end());
    }
    at::set_num_threads(threads);
    // Entering the pool makes its threads before this one is pinned; made later, they would inherit its one processor.
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
