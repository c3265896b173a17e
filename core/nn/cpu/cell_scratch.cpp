// SPDX-License-Identifier: Apache-2.0
#include "core/nn/cpu/cell_scratch.h"

#include <omp.h>

#include <limits>

#include "core/nn/cpu/scratch_sizes.h"

namespace paretoscope::nn::cpu {

namespace {

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
    const ThreadSizes sizes = scratchSizes<T>(layout);
    for (int thread = 0; thread < threads; ++thread) {
        threads_.push_back(makeScratch<T>(sizes));
    }
}

template <class T>
int CellScratch<T>::unitsTogether(int plan, bool withWeights) const {
    return depthwiseTogether<T>(layout_, plan, withWeights);
}

template <class T>
ThreadScratch<T>& CellScratch<T>::mine() {
    return *threads_[static_cast<std::size_t>(omp_get_thread_num())];
}

template class CellScratch<float>;
template class CellScratch<double>;

}
