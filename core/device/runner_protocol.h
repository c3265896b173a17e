// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What this program and the runner of a command device say to each other over the runner's standard input and output,
// version 1. Lines are JSON objects that end with \n; docs for those who write a runner: resources/runners/README.md.
//
// The runner begins:
//     {"paretoscope_runner": 1, "hardware": "Raspberry Pi 5", "runtime": "ONNX Runtime 1.20, 4 threads",
//      "latency_unit": "ms", "energy_unit": "mJ", "shared_files": false}
// Units: s, ms, us, ns and J, mJ, uJ; ms and mJ where left out. Each request is a line, followed by `size` bytes of
// ONNX where the runner does not share files, else with the "path" of a file that holds them:
//     {"id": 7, "batch": 1, "repeats": 20, "size": 123456, "sha256": "..."}
// The runner warms up, times `repeats` runs of `batch` images and answers
//     {"id": 7, "latency": [4.2, 4.1, ...], "energy": 31.5}       latency of each run; energy of one run, if known
//     {"id": 7, "error": "unsupported operator"}
// and waits for the next one; it ends when its input does.

namespace paretoscope::device {

inline constexpr int runnerProtocolVersion = 1;

struct RunnerHello {
    std::string hardware;
    std::string runtime;
    double msPerUnit = 1;
    double mjPerUnit = 1;
    bool sharedFiles = false;
};

struct RunnerRequest {
    std::int64_t id = 0;
    int batch = 1;
    int repeats = 1;
    std::size_t size = 0; ///< bytes of the model
    std::string sha256;
    std::string path; ///< empty: the bytes follow
};

struct RunnerReply {
    std::vector<double> samplesMs; ///< empty where there is an error
    std::optional<double> energyMj; ///< of one run
    std::string error;
};

/// Throws Error (DeviceFailure) saying what is wrong with the line and what was expected.
RunnerHello runnerHello(std::string_view line);

/// With its line end.
std::string requestLine(const RunnerRequest& request);

/// Checks that the reply answers this request and can be true: the id, exactly as many samples as repeats, each
/// positive and finite, and no more time in all than passed between request and reply (`elapsedMs`). Throws Error
/// (DeviceFailure).
RunnerReply runnerReply(
    std::string_view line, const RunnerRequest& request, const RunnerHello& hello, double elapsedMs);

}
