// SPDX-License-Identifier: Apache-2.0
#include "core/nn/network_plan.h"

#include <algorithm>
#include <stdexcept>
#include <vector>

#include "core/nn/cpu/cell_scratch.h"
#include "core/nn/fixed_cells.h"

namespace paretoscope::nn {

namespace {

constexpr std::int64_t floatBytes = sizeof(float);
// An operator's output, what the library keeps beside it for the way back (copies in its own layout, the places of
// maxima), and its gradient.
constexpr int mapsPerOperator = 3;

std::int64_t mapBytes(const space::TensorShape& shape, int batch) {
    return floatBytes * batch * shape.elements();
}

/// What a cell keeps from its forward to its backward pass; nothing where it is too large for the kernels.
std::int64_t cellBytes(const FixedCell& cell, int batch) {
    try {
        const int size = cell.place.step.inputSize;
        const cpu::CellLayout layout(cell.spec, {batch, size, size});
        return static_cast<std::int64_t>(layout.activationCount * sizeof(float) + layout.argumentCount)
            + cpu::CellScratch<float>::bytesPerThread(layout);
    } catch (const std::length_error&) {
        return 0;
    }
}

}

TrainingBytes trainingBytes(const space::LoweredNetwork& network, bool auxiliaryHead, int batch) {
    std::vector<bool> counted(network.operators.size());
    TrainingBytes bytes;
    std::int64_t largest = 0;
    for (const FixedCell& cell : fixedCells(network)) {
        const std::int64_t kept = cellBytes(cell, batch);
        if (kept > 0) {
            bytes.workspace += kept + mapBytes(network.tensors[static_cast<std::size_t>(cell.place.output)], batch);
            std::fill(counted.begin() + static_cast<std::ptrdiff_t>(cell.place.firstOperator),
                counted.begin() + static_cast<std::ptrdiff_t>(cell.place.endOperator), true);
        }
    }
    for (std::size_t i = 0; i < network.operators.size(); ++i) {
        const std::int64_t map = mapBytes(network.operators[i].outputShape, batch);
        largest = std::max(largest, map);
        bytes.workspace += counted[i] ? 0 : mapsPerOperator * map;
    }
    std::int64_t parameters = network.parameters();
    if (auxiliaryHead) {
        const space::LoweredNetwork head = space::auxiliaryHead(network);
        parameters += head.parameters();
        for (const space::Operator& op : head.operators) {
            bytes.workspace += mapsPerOperator * mapBytes(op.outputShape, batch);
        }
    }
    bytes.workspace += 3 * largest; // going backwards: the gradients of a cell's output and of its two inputs
    bytes.weights = 4 * floatBytes * parameters;
    return bytes;
}

}
