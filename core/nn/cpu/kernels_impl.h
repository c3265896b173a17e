// SPDX-License-Identifier: Apache-2.0
// Gathers the kernels of one instruction set into a table; see vectors.h for how this is compiled.
#pragma once

#include "core/nn/cpu/elementwise_impl.h"
#include "core/nn/cpu/planes_impl.h"
#include "core/nn/cpu/products_impl.h"

namespace paretoscope::nn::cpu::PARETOSCOPE_ISA {

template <class T>
constexpr Kernels<T> table() {
    return {.rectifiedPlanes = rectifiedPlanes<T>,
        .plainPlanes = plainPlanes<T>,
        .foldPlanes = foldPlanes<T>,
        .depthwise = depthwise<T>,
        .depthwiseGradient = depthwiseGradient<T>,
        .transposesDirectly = transposesDirectly<T>,
        .depthwiseTransposed = depthwiseTransposed<T>,
        .depthwiseWeights = depthwiseWeights<T>,
        .multiply = multiply<T>,
        .multiplyWeights = multiplyWeights<T>,
        .moments = moments<T>,
        .normGradient = normGradient<T>,
        .gateWithSums = gateWithSums<T>,
        .gate = gate<T>,
        .combine = combine<T>,
        .centredDots = centredDots<T>,
        .pool = pool<T>,
        .poolGradient = poolGradient<T>,
        .scaleBy = scaleBy<T>,
        .halve = halve<T>,
        .halveGradient = halveGradient<T>};
}

extern const Kernels<float> floatKernels;
extern const Kernels<double> doubleKernels;
const Kernels<float> floatKernels = table<float>();
const Kernels<double> doubleKernels = table<double>();

}
