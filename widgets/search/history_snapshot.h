// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "widgets/cell/epoch_cell.h"

namespace paretoscope::widgets {

/// How a search went.
struct HistorySnapshot {
    std::int64_t run = 0;
    struct Point {
        int epoch;
        int step;
        double trainLoss;
        double validationLoss;
        double lambda;
        double alphaEntropy;
        double latencyMs;
    };
    std::vector<Point> points;
    std::string genotype; ///< derived at the last epoch
    std::vector<EpochCell> cells;
};

}
