// SPDX-License-Identifier: Apache-2.0
#include "core/nn/cpu/scratch_sizes.h"

#include <algorithm>

namespace paretoscope::nn::cpu {

namespace {

constexpr int cacheBudgetBytes = 640 << 10; // of a core's second-level cache, 1 MiB and more on AVX-512 machines

std::size_t count(int value) {
    return static_cast<std::size_t>(value);
}

std::size_t padded(std::size_t size) {
    return size + 4 * slack;
}

}

template <class T>
int depthwiseTogether(const CellLayout& layout, int plan, bool withWeights) {
    const std::int64_t bytes =
        std::int64_t{layout.mixedChannels} * layout.plan(plan).gradientPitch() * static_cast<int>(sizeof(T));
    return static_cast<int>(std::clamp<std::int64_t>(cacheBudgetBytes / (bytes * (withWeights ? 3 : 1)), 1, 8));
}

template <class T>
ThreadSizes scratchSizes(const CellLayout& layout) {
    std::vector<int> gradientPlanes(layout.plans.size(), 0);
    std::vector<int> copied(layout.plans.size(), 1);
    std::size_t products = 0;
    std::size_t folded = 0;
    for (const UnitLayout& unit : layout.units) {
        const auto plan = count(unit.plan);
        const ShiftPlan& shifts = layout.plan(unit.plan);
        if (unit.dense()) {
            copied[plan] = std::max(copied[plan], unit.inChannels);
            gradientPlanes[plan] += unit.outChannels;
        } else {
            gradientPlanes[plan] = depthwiseTogether<T>(layout, unit.plan, false) * layout.mixedChannels;
            products = std::max(products, count(gradientPlanes[plan]) * count(shifts.gradientPitch()));
        }
        folded = std::max(folded, count(unit.inChannels) * count(shifts.inputPixels()));
    }
    std::size_t plane = 0;
    for (const StateLayout& input : layout.inputs) {
        plane = std::max(plane, count(input.pixels()));
    }
    for (const StateLayout& state : layout.states) {
        plane = std::max(plane, count(state.pixels()));
    }
    ThreadSizes sizes;
    for (std::size_t index = 0; index < layout.plans.size(); ++index) {
        const ShiftPlan& shifts = *layout.plans[index];
        const bool pools = std::any_of(layout.pools.begin(), layout.pools.end(),
            [&](const PoolLayout& pool) { return pool.plan == static_cast<int>(index); });
        sizes.plans.push_back(
            {padded(count(shifts.rowsSize())), padded(count(copied[index]) * count(shifts.planesSize())),
                padded(count(pools ? 2 : gradientPlanes[index]) * count(shifts.gradientPitch())), pools});
    }
    sizes.products = padded(products);
    sizes.folded = padded(folded);
    sizes.spare = padded(2 * plane);
    sizes.halved = padded(plane);
    sizes.inputs = count(layout.space.inputs);
    sizes.parameterGradients = padded(count(layout.parameterCount));
    return sizes;
}

template ThreadSizes scratchSizes<float>(const CellLayout& layout);
template ThreadSizes scratchSizes<double>(const CellLayout& layout);
template int depthwiseTogether<float>(const CellLayout& layout, int plan, bool withWeights);
template int depthwiseTogether<double>(const CellLayout& layout, int plan, bool withWeights);

}
