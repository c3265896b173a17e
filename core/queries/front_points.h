// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "core/store/project.h"

namespace paretoscope::queries {

/// What is expected of a cell that was trained: its own trainings say one thing, luck included, and those of like cells
/// say more.
struct Expectation {
    std::int64_t candidateId = 0;
    double accuracy = 0; ///< posterior mean
    double deviation = 0;
    double crossEntropy = 0; ///< NaN where unknown
    int trainings = 0; ///< that it was learnt from
};

/// A candidate whose trainings are in the point of another one, of the same architecture.
struct MergedCandidate {
    std::int64_t candidateId = 0;
    std::int64_t run = 0;
    std::int64_t into = 0;
};

struct FrontPoints {
    std::vector<store::FrontPoint> points; ///< by candidate id
    std::vector<Expectation> expectations; ///< of trained points, by candidate id
    std::vector<MergedCandidate> merged; ///< by candidate id
    /// Standard deviation of an accuracy round the mean of its architecture's trainings, pooled over all that were
    /// trained more than once; NaN where none was, and within one run.
    double trainingDeviation = std::numeric_limits<double>::quiet_NaN();
};

/// Whether cells stand on a front that were only estimated.
enum class Estimates : std::uint8_t { Shown, Hidden };

/// The points of one protocol and device setting. Beside trained accuracies stand the estimates of what cells without a
/// training would reach under the same protocol (records::estimatesOf): of a cell that was trained the training's
/// number alone, of a cell that was estimated several times the newest estimate. store::FrontPoint::estimated tells
/// them apart. Where a run both trained a candidate and estimated it, the estimate, which knows of the training, is its
/// expectation: what to choose by, since the best of many single trainings is the luckiest. An architecture that
/// several runs trained is one point, its newest candidate's, with the mean of all its trainings. `run` empty: of all
/// runs. Throws Error as the store does.
FrontPoints frontPoints(const store::Project& project, const records::AccuracyProtocol& protocol,
    const records::DeviceSetting& deviceSetting, std::optional<std::int64_t> run = std::nullopt,
    Estimates estimates = Estimates::Shown);

}
