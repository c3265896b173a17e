// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/job.h"
#include "tests/bench/quiet_sink.h"

namespace paretoscope {

/// Result of the project's run of exactly this configuration: taken as it is where it has
/// finished, gone on with where it was interrupted, made where there is none. Throws Error as the job does.
template <typename Config>
typename Config::Result finishedRun(store::Project& project, const Config& config) {
    const std::int64_t run = engine::runFor(project, config);
    if (project.run(run).state != records::RunState::Finished) {
        QuietSink sink;
        engine::LiveControls live;
        if (const auto outcome = engine::execute(project, run, sink, {}, live); outcome.error) {
            throw Error(*outcome.error);
        }
    }
    return options::resultOf<Config>(project.run(run)).value();
}

}
