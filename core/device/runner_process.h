// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <map>
#include <set>
#include <stop_token>
#include <string>
#include <string_view>

#include "core/base/child_process.h"
#include "core/device/command_device.h"
#include "core/device/runner_protocol.h"

namespace paretoscope::device {

/// A network as it is sent.
struct RunnerNetwork {
    std::string bytes; ///< ONNX
    std::string sha256;
    int channels = 3; ///< of an image
    int size = 0; ///< its rows and columns
};

/// A running runner. One thread at a time. Throws Error: DeviceFailure where the runner dies, hangs, or talks nonsense
/// (whatever state it is in then, a fresh one is needed), Interrupted soon after a stop, FileUnwritable.
class RunnerProcess {
public:
    /// Starts it and hears its hello.
    RunnerProcess(const CommandDevice& device, const std::stop_token& stop);

    [[nodiscard]] const RunnerHello& hello() const { return hello_; }

    /// Times `repeats` runs of `batch` images. From version 2 of the protocol the network is prepared by the first call
    /// and stays so until it is dropped. An error that the runner answers is in the reply.
    RunnerReply time(const RunnerNetwork& network, int batch, int repeats, const std::stop_token& stop);

    /// Drops every prepared network but these (SHA-256).
    void keepOnly(const std::set<std::string>& kept, const std::stop_token& stop);

private:
    [[nodiscard]] std::string readHello(std::chrono::steady_clock::time_point deadline, const std::stop_token& stop);
    RunnerReply sendNetwork(RunnerRequest request, std::string_view bytes, const std::stop_token& stop);
    RunnerReply ask(RunnerRequest request, std::string_view bytes, const std::stop_token& stop);

    double timeoutSeconds_;
    double prepareSeconds_;
    base::ChildProcess process_;
    RunnerHello hello_;
    std::map<std::string, double> compileMs_; ///< of what is prepared, by SHA-256
    std::int64_t lastId_ = 0;
};

}
