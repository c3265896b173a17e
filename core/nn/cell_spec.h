// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/space/skeleton.h"

namespace paretoscope::nn {

/// What a cell is, whatever it is fed with, and whoever computes it.
struct CellSpec {
    space::SpaceId space{};
    bool reduction = false; ///< edges from the cell's inputs have stride 2
    bool afterReduction = false; ///< its first input has twice the size of its last
    std::vector<int> inputChannels; ///< by input state, before preprocessing
    int channels = 16; ///< C of each node
    int partialChannels = 1; ///< K
    /// By edge; not empty: the discrete cell of these operations (None: no edge). Its normalisations are affine and its
    /// pools have none, as in the evaluation networks of Liu et al. 2019 (cnn/model.py).
    std::vector<space::Operation> chosen;

    [[nodiscard]] bool discrete() const { return !chosen.empty(); }
    bool operator==(const CellSpec&) const = default;
};

/// Of a step that is a cell.
[[nodiscard]] inline CellSpec cellSpec(space::SpaceId space, const space::SkeletonStep& step) {
    return {.space = space,
        .reduction = step.reduction,
        .afterReduction = step.afterReduction,
        .inputChannels = step.inputChannels,
        .channels = step.channels,
        .chosen = {}};
}

}
