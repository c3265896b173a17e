// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdlib>
#include <string>

#include <nlohmann/json.hpp>

#include "core/engine/job.h"
#include "core/engine/meters.h"
#include "tests/bench/quiet_sink.h"

namespace paretoscope {

/// What a run of exactly this configuration comes to, made afresh. Throws Error as the job does.
inline nlohmann::ordered_json resultsOf(store::Project& project, const options::JobConfig& config) {
    QuietSink sink;
    engine::LiveControls live;
    const engine::RunOutcome outcome = engine::execute(project, engine::addRun(project, config), sink, {}, live);
    if (outcome.error) {
        throw Error(*outcome.error);
    }
    return nlohmann::ordered_json::parse(options::toJson(*outcome.result));
}

/// Adds ONNX Runtime as "cmd/ort-tTHREADS/b1" through the runner that the program ships; false where `python` lacks it.
inline bool addOnnxRuntime(store::Project& project, const std::string& python, int threads) {
    const std::string command = python + " -c 'import onnxruntime' > /dev/null 2>&1";
    if (std::system(command.c_str()) != 0) { // NOLINT(cert-env33-c): a fixed command of the person who runs this
        return false;
    }
    device::CommandDevice device;
    device.name = "ort-t" + std::to_string(threads);
    device.command = {python, ONNXRUNTIME_RUNNER, "--threads", std::to_string(threads)};
    engine::addCommandDevice(project, device);
    return true;
}

}
