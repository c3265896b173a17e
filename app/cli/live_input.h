// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <thread>

#include "core/engine/job.h"

namespace paretoscope::cli {

/// Steers a running search by lines on standard input, typed or piped: "0.3" sets a live λ, or the target in ms. What
/// it does with a line, and what may be written, it says on standard error. Does nothing where neither is live, and
/// ends with the input or its own life.
class LiveInput {
public:
    LiveInput(options::LambdaMode mode, engine::LiveControls& live);

private:
    void read(const std::stop_token& stop);
    void take(const std::string& line);

    options::LambdaMode mode_;
    engine::LiveControls& live_;
    std::jthread thread_; ///< last: it uses the rest
};

}
