// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/space/architecture.h"

namespace paretoscope::space {

/// DARTS widens the stem that a search uses on ImageNet; all else is the same.
enum class NetworkUse : std::uint8_t { Search, Evaluation };

/// A 3×3 convolution of the stem and its batch normalisation; every layer but the first begins with a ReLU.
struct StemLayer {
    std::string relu; ///< names of its operators in the lowered network
    std::string convolution;
    std::string norm;
    int channels;
    int stride;
    int outputSize; ///< pixels, height = width
};

/// A cell, or a residual block that halves the size between two stages, and what flows into it: the outputs of the
/// steps before it, of stem layers where there are too few, and the first of those once more where there are still too
/// few.
struct SkeletonStep {
    int kind = -1; ///< of the cell; -1: a residual block (NAS-Bench-201, section 2.1)
    bool reduction = false; ///< halves the size: edges from a cell's inputs have stride 2
    bool afterReduction = false; ///< a cell's first input has twice the size of its last
    std::vector<int> inputChannels; ///< by input state, a block has one
    int channels = 0; ///< of each node, or of the block's output
    int outputChannels = 0;
    int inputSize = 0; ///< pixels a side of the last input
    int outputSize = 0;

    [[nodiscard]] bool isBlock() const { return kind < 0; }
};

/// The network around a genotype: what depends on space and shape alone. Both the supernet and the evaluation network
/// are built along it.
struct Skeleton {
    std::vector<StemLayer> stem;
    std::vector<SkeletonStep> steps;
    int auxiliaryStep = -1; ///< whose output an auxiliary head reads in training, -1: the space has none
};

/// Works out what flows into each step. For the spaces' skeleton functions.
class SkeletonBuilder {
public:
    SkeletonBuilder(const SearchSpace& space, const Shape& shape);

    void addStem(
        const std::string& relu, const std::string& convolution, const std::string& norm, int channels, int stride);
    void addCell(int kind, int channels, bool reduction);
    void addBlock(int channels);
    /// The step added last feeds the auxiliary head.
    void setAuxiliary() { skeleton_.auxiliaryStep = static_cast<int>(skeleton_.steps.size()) - 1; }
    [[nodiscard]] Skeleton take() { return std::move(skeleton_); }

private:
    struct Output {
        int channels;
        int size;
    };
    /// `back` = 0: the newest.
    [[nodiscard]] const Output& output(int back) const;
    void add(SkeletonStep step);

    const SearchSpace& space_;
    Skeleton skeleton_;
    std::vector<Output> outputs_;
    int size_;
};

}
