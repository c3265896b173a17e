// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/space/architecture.h"

/// The default network of a small search on a CPU and its schedule, in one place.
///
/// Where the numbers come from (2 CPU cores, CIFAR-10 averaged to 16×16, one seed unless said):
///  - C=8, L=3, batch 64: ~700 weight + ~400 architecture steps in ~280 core-seconds; three such searches gave cells
///  above the median
///    of 14 random cells trained equally (.547, .547, .532 against a random mean of .521, seed deviation .006-.008).
///  - Architecture learning rate: 3e-3 hardly moves α in that time; 5e-2 ends at a normalised entropy of ~.96.
///  - Warm-up of 30 %: without it weight-free operations win early (PC-DARTS, section 3.2 uses 15 of 50 epochs).
///  - SGD .05 with cosine: what stand-alone training of the same cells used.
///  - Rungs of the halving: 75 steps rank random cells with τ .29-.49 against 640 steps, 300 steps with τ .43-.56.
namespace paretoscope::search::defaults {

inline constexpr int imageSize = 16; ///< pixels
inline constexpr int channels = 8;
inline constexpr int cells = 3;
inline constexpr int batchSize = 64;
inline constexpr int trainingImages = 10000; ///< of the training split, for the weights
inline constexpr int validationImages = 10000; ///< the next ones, for the architecture parameters
inline constexpr int scoringImages = 1024; ///< the next ones, for one-shot scores only
inline constexpr int warmUpSteps = 200; ///< weight steps before α moves
inline constexpr int searchSteps = 500; ///< bilevel steps after them
inline constexpr int epochSteps = 50; ///< between two entries of the archive
inline constexpr double architectureLearningRate = 5e-2;
inline constexpr double weightLearningRate = 5e-2;

inline constexpr int trainBatchSize = 64;
inline constexpr int trainImages = 20000;
inline constexpr int trainSteps = 640;
inline constexpr double trainLearningRate = 5e-2;

/// The network of the small search: 16×16×3, C=8, L=3 and `classes` classes.
inline space::Shape smallShape(int classes = 10) {
    space::Shape shape;
    shape.inputSize = imageSize;
    shape.channels = channels;
    shape.cells = cells;
    shape.classes = classes;
    return shape;
}

}
