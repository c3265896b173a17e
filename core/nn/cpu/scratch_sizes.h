// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/nn/cpu/cell_layout.h"

namespace paretoscope::nn::cpu {

// How much scratch a pass takes (cell_scratch.h), which is known before any is taken: layouts may be asked about that
// fit no memory. T: float or double.

/// Numbers in the arrays of a PlanScratch.
struct PlanSizes {
    std::size_t rows = 0;
    std::size_t planes = 0; ///< and `received`
    std::size_t gradients = 0;
    bool pools = false; ///< then `rows` and `planes` once more

    [[nodiscard]] std::size_t sum() const { return rows + 2 * planes + gradients + (pools ? rows + planes : 0); }
};

/// Numbers in the arrays of a ThreadScratch.
struct ThreadSizes {
    std::vector<PlanSizes> plans;
    std::size_t products = 0; ///< and `before`
    std::size_t folded = 0;
    std::size_t spare = 0;
    std::size_t halved = 0; ///< each of `inputs`
    std::size_t inputs = 0;
    std::size_t parameterGradients = 0;

    [[nodiscard]] std::size_t sum() const {
        std::size_t numbers = 2 * products + folded + spare + inputs * halved + parameterGradients;
        for (const PlanSizes& plan : plans) {
            numbers += plan.sum();
        }
        return numbers;
    }
};

template <class T>
[[nodiscard]] ThreadSizes scratchSizes(const CellLayout& layout);

template <class T>
[[nodiscard]] std::int64_t scratchBytesPerThread(const CellLayout& layout) {
    return static_cast<std::int64_t>(scratchSizes<T>(layout).sum() * sizeof(T));
}

/// Depthwise units of a plan that are worked on together, so that what they write stays in a core's cache.
template <class T>
[[nodiscard]] int depthwiseTogether(const CellLayout& layout, int plan, bool withWeights);

}
