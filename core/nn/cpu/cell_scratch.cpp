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

template <class T>
AlignedArray<T> zeros(std::size_t size) {
    return AlignedArray<T>(size + 4 * slack, T(0));
}

}

template <class T>
int CellScratch<T>::unitsTogether(int plan, bool withWeights) const {
    const int bytes = layout_.mixedChannels * layout_.plan(plan).gradientPitch() * static_cast<int>(sizeof(T));
    return std::clamp(cacheBudgetBytes / (bytes * (withWeights ? 3 : 1)), 1, 8);
}

template <class T>
CellScratch<T>::CellScratch(const CellLayout& layout, int threads) : layout_(layout) {
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
            const int together = unitsTogether(unit.plan, false);
            gradientPlanes[plan] = together * layout.mixedChannels;
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
    const T low = -std::numeric_limits<T>::infinity();
    for (int thread = 0; thread < threads; ++thread) {
        auto scratch = std::make_unique<ThreadScratch<T>>();
        for (std::size_t index = 0; index < layout.plans.size(); ++index) {
            const ShiftPlan& shifts = *layout.plans[index];
            const bool pools = std::any_of(layout.pools.begin(), layout.pools.end(),
                [&](const PoolLayout& pool) { return pool.plan == static_cast<int>(index); });
            PlanScratch<T> plan;
            plan.rows = zeros<T>(count(shifts.rowsSize()));
            plan.planes = zeros<T>(count(copied[index]) * count(shifts.planesSize()));
            plan.received = zeros<T>(count(copied[index]) * count(shifts.planesSize()));
            plan.gradients = zeros<T>(count(pools ? 2 : gradientPlanes[index]) * count(shifts.gradientPitch()));
            if (pools) {
                plan.lowRows = AlignedArray<T>(plan.rows.size(), low);
                plan.lowPlanes = AlignedArray<T>(plan.planes.size(), low);
            }
            scratch->plans.push_back(std::move(plan));
        }
        scratch->products = zeros<T>(products);
        scratch->before = zeros<T>(products);
        scratch->folded = zeros<T>(folded);
        scratch->spare = zeros<T>(2 * plane);
        for (int input = 0; input < layout.space.inputs; ++input) {
            scratch->halved.push_back(zeros<T>(plane));
        }
        scratch->parameterGradients = zeros<T>(count(layout.parameterCount));
        threads_.push_back(std::move(scratch));
    }
}

template <class T>
ThreadScratch<T>& CellScratch<T>::mine() {
    return *threads_[count(omp_get_thread_num())];
}

template <class T>
std::int64_t CellScratch<T>::bytes() const {
    std::size_t numbers = 0;
    for (const auto& each : threads_) {
        for (const PlanScratch<T>& plan : each->plans) {
            for (const AlignedArray<T>* array :
                {&plan.rows, &plan.planes, &plan.lowRows, &plan.lowPlanes, &plan.gradients, &plan.received}) {
                numbers += array->size();
            }
        }
        for (const AlignedArray<T>& array : each->halved) {
            numbers += array.size();
        }
        for (const AlignedArray<T>* array :
            {&each->products, &each->before, &each->folded, &each->spare, &each->parameterGradients}) {
            numbers += array->size();
        }
    }
    return static_cast<std::int64_t>(numbers * sizeof(T));
}

template class CellScratch<float>;
template class CellScratch<double>;

}
