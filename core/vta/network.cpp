// SPDX-License-Identifier: Apache-2.0
// Placement after TVM's VTA tutorials and strategies (vta/python/vta/top/op.py, graphpack.py): convolutions without
// dilation whose channels fill a block run on the VTA, channels padded; the first convolution, depthwise and dilated
// ones, pools and the classifier stay on the CPU; what follows a convolution element by element is fused into it.
#include "core/vta/network.h"

#include <algorithm>

namespace paretoscope::vta {

namespace {

using space::Operator;
using space::OperatorKind;

int roundUp(int value, int multiple) {
    return (value + multiple - 1) / multiple * multiple;
}

std::optional<Workload> vtaConvolution(const Operator& op, const Accelerator& a, const NetworkOptions& options) {
    const bool image = op.inputShape.channels < a.block(); // TVM packs only after the first convolution
    if (op.dilation != 1 || image) {
        return std::nullopt;
    }
    Workload w{.batch = options.batch,
        .inChannels = op.inputShape.channels,
        .height = op.inputShape.height,
        .width = op.inputShape.width,
        .outChannels = op.outputShape.channels,
        .kernelHeight = op.kernel,
        .kernelWidth = op.kernel,
        .stride = op.stride,
        .padding = op.padding};
    if (op.groups == 1) {
        w.inChannels = roundUp(w.inChannels, a.block());
        w.outChannels = roundUp(w.outChannels, a.block());
        return w;
    }
    const bool depthwise = op.groups == op.inputShape.channels && op.groups == op.outputShape.channels;
    if (depthwise && options.groupedDepthwise) {
        w.inChannels = w.outChannels = roundUp(op.groups, a.block());
        w.groups = w.inChannels / a.block();
        return w;
    }
    return std::nullopt;
}

/// Walks the operators in execution order and keeps where each tensor lies.
class Placement {
public:
    Placement(const space::LoweredNetwork& network, const Accelerator& a, const NetworkOptions& options,
        const std::function<double(const Workload&)>& tunedMs)
        : network_(network)
        , accelerator_(a)
        , options_(options)
        , tunedMs_(tunedMs)
        , packed_(network.tensors.size(), false)
        , unpacked_(network.tensors.size(), true) { }

    NetworkLatency run() {
        for (const Operator& op : network_.operators) {
            PlacedOperator placed = place(op);
            const bool onVta = placed.place == Place::Vta
                || (placed.place == Place::Free && packed_[static_cast<std::size_t>(op.inputs[0])]);
            if (placed.place != Place::Free) {
                for (const int input : op.inputs) {
                    placed.layoutMs += bring(input, placed.place == Place::Vta);
                }
            }
            packed_[static_cast<std::size_t>(op.output)] = onVta;
            unpacked_[static_cast<std::size_t>(op.output)] = !onVta;
            (placed.place == Place::Vta ? latency_.vtaMs : latency_.cpuMs) += placed.milliseconds;
            latency_.layoutMs += placed.layoutMs;
            latency_.operators.push_back(std::move(placed));
        }
        latency_.layoutMs += bring(network_.output, false);
        latency_.totalMs = latency_.vtaMs + latency_.cpuMs + latency_.layoutMs;
        return std::move(latency_);
    }

private:
    [[nodiscard]] double elements(int tensor) const {
        return static_cast<double>(network_.tensors[static_cast<std::size_t>(tensor)].elements()) * options_.batch;
    }
    [[nodiscard]] double copyMs(double bytes) const { return 1000 * bytes / options_.host.copyBytesPerS; }

    PlacedOperator place(const Operator& op) {
        PlacedOperator placed{.name = op.name};
        const HostModel& host = options_.host;
        const auto cpu = [&placed](double milliseconds) {
            placed.place = Place::Cpu;
            placed.milliseconds = milliseconds;
        };
        const auto gops = [&](double rate) { return 2e-6 * static_cast<double>(op.macs()) * options_.batch / rate; };
        const double inputElements = elements(op.inputs[0]);
        const double outputElements = elements(op.output);
        switch (op.kind) {
        case OperatorKind::Convolution:
            placed.workload = vtaConvolution(op, accelerator_, options_);
            if (placed.workload) {
                placed.place = Place::Vta;
                placed.milliseconds = tunedMs_(*placed.workload);
            } else {
                cpu(gops(op.groups == 1 ? host.convolutionGops : host.depthwiseGops));
            }
            break;
        case OperatorKind::Linear:
            cpu(gops(host.convolutionGops));
            break;
        case OperatorKind::MaxPool:
        case OperatorKind::AvgPool:
            cpu(1000 * outputElements * op.kernel * op.kernel / host.poolElementsPerS);
            break;
        case OperatorKind::GlobalAvgPool:
            cpu(1000 * inputElements / host.poolElementsPerS);
            break;
        case OperatorKind::Add:
            placeAdd(op, placed);
            break;
        case OperatorKind::Concat:
        case OperatorKind::ShiftCrop:
            cpu(copyMs(outputElements));
            break;
        case OperatorKind::Relu: // fused into the convolution before it; elsewhere a pass over the tensor
            if (!packed_[static_cast<std::size_t>(op.inputs[0])]) {
                cpu(copyMs(outputElements));
            }
            break;
        case OperatorKind::BatchNorm: // folded into the convolution
        case OperatorKind::Zero:
            break;
        }
        return placed;
    }

    /// A sum is fused into the VTA's last convolution among its inputs; without one the CPU adds.
    void placeAdd(const Operator& op, PlacedOperator& placed) const {
        const bool fused = std::all_of(
            op.inputs.begin(), op.inputs.end(), [this](int input) { return packed_[static_cast<std::size_t>(input)]; });
        if (fused) {
            // Each further addend is loaded beside the accumulators, at the rate of an input tile.
            constexpr double bytesPerCycle = 5.79;
            const double bytes = elements(op.output) * static_cast<double>(op.inputs.size() - 1);
            placed.place = Place::Vta;
            placed.milliseconds = bytes / (bytesPerCycle * 1000 * accelerator_.megahertz);
            return;
        }
        placed.place = Place::Cpu;
        placed.milliseconds = copyMs(elements(op.output) * static_cast<double>(op.inputs.size()));
    }

    /// Changes a tensor's layout where it is not there already; later readers find both.
    double bring(int tensor, bool toVta) {
        std::vector<bool>& there = toVta ? packed_ : unpacked_;
        if (there[static_cast<std::size_t>(tensor)]) {
            return 0;
        }
        there[static_cast<std::size_t>(tensor)] = true;
        return options_.host.layoutStartMs + 1000 * elements(tensor) / options_.host.layoutBytesPerS;
    }

    const space::LoweredNetwork& network_;
    const Accelerator& accelerator_;
    const NetworkOptions& options_;
    const std::function<double(const Workload&)>& tunedMs_;
    std::vector<bool> packed_; ///< by tensor: it lies in the VTA's layout
    std::vector<bool> unpacked_; ///< it lies in the CPU's
    NetworkLatency latency_;
};

}

std::vector<Workload> vtaWorkloads(
    const space::LoweredNetwork& network, const Accelerator& accelerator, const NetworkOptions& options) {
    std::vector<Workload> result;
    for (const Operator& op : network.operators) {
        if (op.kind != OperatorKind::Convolution) {
            continue;
        }
        const std::optional<Workload> workload = vtaConvolution(op, accelerator, options);
        if (workload && std::find(result.begin(), result.end(), *workload) == result.end()) {
            result.push_back(*workload);
        }
    }
    return result;
}

NetworkLatency networkLatency(const space::LoweredNetwork& network, const Accelerator& accelerator,
    const NetworkOptions& options, const std::function<double(const Workload&)>& tunedMs) {
    return Placement(network, accelerator, options, tunedMs).run();
}

}
