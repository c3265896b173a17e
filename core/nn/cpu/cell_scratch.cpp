// SPDX-License-Identifier: Apache-2.0
#include "core/nn/cpu/cell_scratch.h"

#include <omp.h>

#include <algorithm>
#include <limits>

namespace paretoscope::nn::cpu {

namespace {

constexpr int cacheBudgetBytes = 640 << 10; // of a core's second-level cache, 1 MiB and more on AVX-512 machines

std::size_t count(int value) {
    return static_cast<std::size_t>(value);
}

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

std::size_t padded(std::size_t size) {
    return size + 4 * slack;
}

template <class T>
int depthwiseTogether(const CellLayout& layout, int plan, bool withWeights) {
    const std::int64_t bytes =
        std::int64_t{layout.mixedChannels} * layout.plan(plan).gradientPitch() * static_cast<int>(sizeof(T));
    return static_cast<int>(std::clamp<std::int64_t>(cacheBudgetBytes / (bytes * (withWeights ? 3 : 1)), 1, 8));
}

template <class T>
ThreadSizes sizesOf(const CellLayout& layout) {
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

template <class T>
std::unique_ptr<ThreadScratch<T>> makeScratch(const ThreadSizes& sizes) {
    const T low = -std::numeric_limits<T>::infinity();
    const auto zeros = [](std::size_t size) { return AlignedArray<T>(size, T(0)); };
    auto scratch = std::make_unique<ThreadScratch<T>>();
    for (const PlanSizes& of : sizes.plans) {
        PlanScratch<T> plan;
        plan.rows = zeros(of.rows);
        plan.planes = zeros(of.planes);
        plan.received = zeros(of.planes);
        plan.gradients = zeros(of.gradients);
        if (of.pools) {
            plan.lowRows = AlignedArray<T>(of.rows, low);
            plan.lowPlanes = AlignedArray<T>(of.planes, low);
        }
        scratch->plans.push_back(std::move(plan));
    }
    scratch->products = zeros(sizes.products);
    scratch->before = zeros(sizes.products);
    scratch->folded = zeros(sizes.folded);
    scratch->spare = zeros(sizes.spare);
    for (std::size_t input = 0; input < sizes.inputs; ++input) {
        scratch->halved.push_back(zeros(sizes.halved));
    }
    scratch->parameterGradients = zeros(sizes.parameterGradients);
    return scratch;
}

}

template <class T>
CellScratch<T>::CellScratch(const CellLayout& layout, int threads) : layout_(layout) {
    const ThreadSizes sizes = sizesOf<T>(layout);
    for (int thread = 0; thread < threads; ++thread) {
        threads_.push_back(makeScratch<T>(sizes));
    }
}

template <class T>
std::int64_t CellScratch<T>::bytesPerThread(const CellLayout& layout) {
    return static_cast<std::int64_t>(sizesOf<T>(layout).sum() * sizeof(T));
}

template <class T>
int CellScratch<T>::unitsTogether(int plan, bool withWeights) const {
    return depthwiseTogether<T>(layout_, plan, withWeights);
}

template <class T>
ThreadScratch<T>& CellScratch<T>::mine() {
    return *threads_[count(omp_get_thread_num())];
}

template class CellScratch<float>;
template class CellScratch<double>;

}
