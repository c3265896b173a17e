// SPDX-License-Identifier: Apache-2.0
// How fits run: on one thread each, and until they are stopped.
#pragma once

#include <stop_token>

#include <ATen/Parallel.h>

#include "core/base/error.h"

namespace paretoscope::predictor {

/// LibTorch computes with one thread on this thread within its life: sums then come out the same whatever the machine's
/// setting, and networks this small are not faster with more (much slower, where the cores are shared).
class OneThread {
public:
    OneThread() { at::set_num_threads(1); }
    ~OneThread() { at::set_num_threads(before_); }
    OneThread(const OneThread&) = delete;
    OneThread& operator=(const OneThread&) = delete;

private:
    int before_ = at::get_num_threads();
};

/// Throws Error (Interrupted) once a stop was requested.
inline void throwIfStopped(const std::stop_token& stop) {
    if (stop.stop_requested()) {
        throw Error(ErrorCode::Interrupted, "The fit was stopped before it was complete; nothing was changed.");
    }
}

}
