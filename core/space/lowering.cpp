// SPDX-License-Identifier: Apache-2.0
#include "core/space/lowering.h"

#include <algorithm>
#include <numeric>

namespace paretoscope::space {

std::int64_t Operator::macs() const {
    switch (kind) {
    case OperatorKind::Convolution:
        return outputShape.elements() * (inputShape.channels / groups) * kernel * kernel;
    case OperatorKind::Linear:
        return inputShape.elements() * outputShape.channels;
    default:
        return 0;
    }
}

std::int64_t Operator::parameters() const {
    switch (kind) {
    case OperatorKind::Convolution:
        return std::int64_t{outputShape.channels} * (inputShape.channels / groups) * kernel * kernel;
    case OperatorKind::Linear:
        return (inputShape.elements() + 1) * outputShape.channels;
    case OperatorKind::BatchNorm:
        return std::int64_t{2} * outputShape.channels;
    default:
        return 0;
    }
}

std::int64_t LoweredNetwork::macs() const {
    return std::accumulate(operators.begin(), operators.end(), std::int64_t{0},
        [](std::int64_t total, const Operator& op) { return total + op.macs(); });
}

std::int64_t LoweredNetwork::parameters() const {
    return std::accumulate(operators.begin(), operators.end(), std::int64_t{0},
        [](std::int64_t total, const Operator& op) { return total + op.parameters(); });
}

std::int64_t LoweredNetwork::peakActivationBytes() const {
    std::vector<std::size_t> lastUse(tensors.size(), 0);
    for (std::size_t step = 0; step < operators.size(); ++step) {
        for (const int input : operators[step].inputs) {
            lastUse[static_cast<std::size_t>(input)] = step;
        }
    }
    std::vector<bool> alive(tensors.size(), false);
    std::int64_t elements = 0;
    std::int64_t peak = 0;
    const auto begin = [&](int tensor) {
        const auto index = static_cast<std::size_t>(tensor);
        if (!alive[index]) {
            alive[index] = true;
            elements += tensors[index].elements();
        }
    };
    const auto end = [&](int tensor) {
        const auto index = static_cast<std::size_t>(tensor);
        if (alive[index]) {
            alive[index] = false;
            elements -= tensors[index].elements();
        }
    };
    for (std::size_t step = 0; step < operators.size(); ++step) {
        const Operator& op = operators[step];
        std::for_each(op.inputs.begin(), op.inputs.end(),
            begin); // the image, and a head's input, have no operator that makes them
        begin(op.output);
        peak = std::max(peak, elements);
        for (const int input : op.inputs) {
            if (lastUse[static_cast<std::size_t>(input)] == step) {
                end(input);
            }
        }
        // A node that nothing reads (possible in NAS-Bench-201) dies at once.
        if (op.output != output && lastUse[static_cast<std::size_t>(op.output)] <= step) {
            end(op.output);
        }
    }
    return peak * static_cast<std::int64_t>(sizeof(float));
}

}
