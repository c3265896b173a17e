// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What this program and the runner of a command device say to each other over the runner's standard input and output.
// Both versions of the protocol are described, for those who write a runner, in resources/runners/README.md: version 1
// sends a network with each request for its time, version 2 sends it once (prepare), asks for its time as often as
// wanted (time) and then lets it go (drop).

namespace paretoscope::device {

inline constexpr int runnerProtocolVersion = 2; ///< the newest that is spoken; older ones are too

struct RunnerHello {
    int version = 1;
    std::string hardware;
    std::string runtime;
    // What really runs; empty or 0 where the runner does not say.
    std::string provider;
    std::string numberType;
    std::string runtimeVersion;
    int threads = 0;
    int processors = 0;
    double msPerUnit = 1;
    double mjPerUnit = 1;
    bool sharedFiles = false;
    int mostPrepared = 16; ///< networks that may be prepared at a time, from version 2; at least 2
    bool operator==(const RunnerHello&) const = default;
};

enum class RunnerAction : std::uint8_t {
    Measure, ///< version 1: load the network and time it
    Prepare,
    Time,
    Drop
};

struct RunnerRequest {
    std::int64_t id = 0;
    RunnerAction action = RunnerAction::Measure;
    std::string sha256; ///< of the network, which it names
    int batch = 1; ///< images in a run; Measure
    std::vector<int> shape; ///< batch, channels, rows, columns; Prepare
    int repeats = 1; ///< Measure, Time
    std::size_t size = 0; ///< bytes of the network; Measure, Prepare
    std::string path; ///< of a file that holds them; empty: they follow the request
};

struct RunnerReply {
    std::vector<double> samplesMs; ///< empty where there is an error
    std::optional<double> energyMj; ///< of one run
    std::optional<double> compileMs; ///< what preparing took beside the first runs; 0 or more
    std::optional<double> othersBusy; ///< processors that other programs kept busy meanwhile
    std::string error;
    double elapsedMs = 0; ///< between request and reply
};

/// Throws Error (DeviceFailure) saying what is wrong with the line and what was expected.
RunnerHello runnerHello(std::string_view line);

/// With its line end.
std::string requestLine(const RunnerRequest& request);

/// Checks that the reply answers this request and can be true: the id, exactly as many samples as repeats, each
/// positive and finite, no more time in all than passed between request and reply (`elapsedMs`), no power that no
/// device draws, no name twice. Throws Error (DeviceFailure).
RunnerReply runnerReply(
    std::string_view line, const RunnerRequest& request, const RunnerHello& hello, double elapsedMs);

}
