// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/space/architecture.h"

/// The default network of a small search on a CPU and its schedule: the program's only place for them.
///
/// Where the numbers come from (2 CPU cores, CIFAR-10 averaged to 16×16):
///  - C=8, L=3: three cells are the fewest that hold both reductions, and a few CPU minutes train them to something
///  that
///    can be compared. ~700 weight + ~400 architecture steps gave cells above the median of 14 random ones trained
///    equally (.547, .547, .532 against a mean of .521, seed deviation .006-.008).
///  - Architecture learning rate: 3e-3 hardly moves α in that time; 5e-2 ends at a normalised entropy of .92-.96.
///  - Warm-up: without it weight-free operations win early (PC-DARTS, section 3.2, uses 15 of 50 epochs).
///  - SGD .05 with cosine: what stand-alone training of the same cells used.
///  - Scoring 24 architectures on 2,500 images every 50 steps took as long as the steps; 8 on 1,024 every 100 is a
///    twentieth, and one-shot scores of such a run rank nothing anyway.
///  - 75 steps of training rank random cells with τ .29-.49 against 640 steps, 300 steps with τ .43-.56.
namespace paretoscope::options::defaults {

inline constexpr int mostSteps = 10'000'000; ///< that any option of steps takes
inline constexpr int batchSize = 64;
inline constexpr int trainImages = 16000; ///< a search halves them into weights' and architecture's images
inline constexpr int scoringImages = 1024; ///< the next ones, for one-shot scores only
inline constexpr int warmUpSteps = 200; ///< weight steps before α moves
inline constexpr int searchSteps = 300; ///< bilevel steps after them, for each λ
inline constexpr int epochSteps = 100; ///< between two checkpoints and entries of the archive
inline constexpr int archiveSamples = 8; ///< architectures sampled into the archive at each epoch
inline constexpr double weightLearningRate = 5e-2;
inline constexpr double architectureLearningRate = 5e-2;

inline constexpr int trainSteps = 300;
inline constexpr double trainLearningRate = 5e-2;

/// vta::everydayOptions(): on the layers of tests/bench/vta the best schedule was found long before these end a tuning.
inline constexpr int tuningTrials = 256;
inline constexpr int tuningPatience = 48;

/// 16×16×3, C=8, L=3 and `classes` classes.
inline space::Shape smallShape(int classes = 10) {
    space::Shape shape;
    shape.inputSize = 16;
    shape.channels = 8;
    shape.cells = 3;
    shape.classes = classes;
    return shape;
}

}
