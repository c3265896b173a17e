// SPDX-License-Identifier: Apache-2.0
// All kernels of a cell by their names.
#pragma once

#include "core/nn/gpu/assemble_kernels.h"
#include "core/nn/gpu/product_kernels.h"
#include "core/nn/gpu/reduce_kernels.h"
#include "core/nn/gpu/weight_kernels.h"

namespace paretoscope::nn::gpu {

/// What one block of a launch does.
template <Kernel Wanted, class Storage, class Block>
PARETOSCOPE_KERNEL void runBlock(const Block& block, const CellArguments& a, const Step& step) {
    if constexpr (Wanted == Kernel::Product) {
        productKernel<Storage>(block, a, step);
    } else if constexpr (Wanted == Kernel::FoldMoments) {
        foldMomentsKernel<Storage>(block, a, step);
    } else if constexpr (Wanted == Kernel::Mix) {
        mixKernel<Storage>(block, a, step);
    } else if constexpr (Wanted == Kernel::MixBypass) {
        mixBypassKernel<Storage>(block, a, step);
    } else if constexpr (Wanted == Kernel::Pool) {
        poolKernel<Storage>(block, a, step);
    } else if constexpr (Wanted == Kernel::Clear) {
        clearKernel<Storage>(block, a, step);
    } else if constexpr (Wanted == Kernel::Reduce) {
        reduceKernel<Storage>(block, a, step);
    } else if constexpr (Wanted == Kernel::ReduceBypass) {
        reduceBypassKernel<Storage>(block, a, step);
    } else if constexpr (Wanted == Kernel::FoldBypass) {
        foldBypassKernel<Storage>(block, a, step);
    } else if constexpr (Wanted == Kernel::FoldGradients) {
        foldGradientsKernel<Storage>(block, a, step);
    } else if constexpr (Wanted == Kernel::TransposedProduct) {
        transposedProductKernel<Storage>(block, a, step);
    } else if constexpr (Wanted == Kernel::ProductWeights) {
        productWeightsKernel<Storage>(block, a, step);
    } else if constexpr (Wanted == Kernel::DepthwiseWeights) {
        depthwiseWeightsKernel<Storage>(block, a, step);
    } else if constexpr (Wanted == Kernel::Second) {
        secondKernel<Storage>(block, a, step);
    } else if constexpr (Wanted == Kernel::Assemble) {
        assembleKernel<Storage>(block, a, step);
    } else if constexpr (Wanted == Kernel::AssembleBypass) {
        assembleBypassKernel<Storage>(block, a, step);
    } else {
        foldWeightsKernel<Storage>(block, a, step);
    }
}

/// Calls launch.template operator()<K>() with a step's kernel K.
template <class Launch>
void withKernel(Kernel kernel, const Launch& launch) {
    switch (kernel) {
    case Kernel::Product:
        return launch.template operator()<Kernel::Product>();
    case Kernel::FoldMoments:
        return launch.template operator()<Kernel::FoldMoments>();
    case Kernel::Mix:
        return launch.template operator()<Kernel::Mix>();
    case Kernel::MixBypass:
        return launch.template operator()<Kernel::MixBypass>();
    case Kernel::Pool:
        return launch.template operator()<Kernel::Pool>();
    case Kernel::Clear:
        return launch.template operator()<Kernel::Clear>();
    case Kernel::Reduce:
        return launch.template operator()<Kernel::Reduce>();
    case Kernel::ReduceBypass:
        return launch.template operator()<Kernel::ReduceBypass>();
    case Kernel::FoldBypass:
        return launch.template operator()<Kernel::FoldBypass>();
    case Kernel::FoldGradients:
        return launch.template operator()<Kernel::FoldGradients>();
    case Kernel::TransposedProduct:
        return launch.template operator()<Kernel::TransposedProduct>();
    case Kernel::ProductWeights:
        return launch.template operator()<Kernel::ProductWeights>();
    case Kernel::DepthwiseWeights:
        return launch.template operator()<Kernel::DepthwiseWeights>();
    case Kernel::Second:
        return launch.template operator()<Kernel::Second>();
    case Kernel::Assemble:
        return launch.template operator()<Kernel::Assemble>();
    case Kernel::AssembleBypass:
        return launch.template operator()<Kernel::AssembleBypass>();
    case Kernel::FoldWeights:
        return launch.template operator()<Kernel::FoldWeights>();
    }
}

}
