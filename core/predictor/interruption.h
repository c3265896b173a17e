// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stop_token>

#include "core/base/error.h"

namespace paretoscope::predictor {

/// Throws Error (Interrupted) once a stop was requested.
inline void throwIfStopped(const std::stop_token& stop) {
    if (stop.stop_requested()) {
        throw Error(ErrorCode::Interrupted, "The fit was stopped before it was complete; nothing was changed.");
    }
}

}
