// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/space/lowering.h"
#include "core/vta/accelerator.h"
#include "core/vta/workload.h"

namespace paretoscope::vta {

/// Where TVM would run an operator.
enum class Place : std::uint8_t {
    Vta,
    Cpu, ///< the host: what the VTA has no schedule for
    Free, ///< folded into another operator
};

/// The host CPU beside the VTA, an ARM A9 as on the PYNQ, calibrated on the CPU records of TopHub and on figures of
/// TVM's pull requests; a rough model.
struct HostModel {
    double convolutionGops = 2.0; ///< two operations a multiplication
    double depthwiseGops = 0.6;
    double poolElementsPerS = 0.3e9; ///< of the window
    double copyBytesPerS = 400e6;
    double layoutBytesPerS = 300e6; ///< packing and unpacking at an edge between VTA and CPU
    double layoutStartMs = 0.05;
};

struct NetworkOptions {
    bool groupedDepthwise = false; ///< depthwise convolutions as block-diagonal ones on the VTA, block × the work
    int batch = 1; ///< images in one run
    HostModel host;
};

struct PlacedOperator {
    std::string name;
    Place place = Place::Free;
    std::optional<Workload> workload; ///< on the VTA: what is to be tuned
    double milliseconds = 0; ///< on its place
    double layoutMs = 0; ///< to bring its inputs there
};

/// Latency of a whole network, its operators run one after another as TVM's executor does. Simulated.
struct NetworkLatency {
    double totalMs = 0;
    double vtaMs = 0;
    double cpuMs = 0;
    double layoutMs = 0;
    std::vector<PlacedOperator> operators; ///< in execution order
};

/// The different workloads that a network runs on the VTA, in order of appearance.
std::vector<Workload> vtaWorkloads(
    const space::LoweredNetwork& network, const Accelerator& accelerator, const NetworkOptions& options);

/// `tunedMs` answers for every workload of vtaWorkloads.
NetworkLatency networkLatency(const space::LoweredNetwork& network, const Accelerator& accelerator,
    const NetworkOptions& options, const std::function<double(const Workload&)>& tunedMs);

}
