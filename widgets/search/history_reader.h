// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "widgets/cell/epoch_cell.h"
#include "widgets/reader/part_reader.h"

namespace paretoscope::widgets {

/// How a search went.
struct HistorySnapshot {
    std::int64_t run = 0;
    QString deviceSetting; ///< whose latency the loss held; empty where it is not known
    std::vector<double> lambdas; ///< of a sweep, in its order; empty: λ moves within the only search
    int steps = 0; ///< of one search; 0 where it is not known
    int epochs = 0; ///< of one search
    struct Point {
        int epoch;
        int step; ///< of all searches of the run together
        int search; ///< place of its λ in the sweep
        int ownStep; ///< within that search, warm-up included
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

/// The history of the newest search; null where there is none.
class HistoryReader : public PartReader<HistorySnapshot> {
public:
    std::shared_ptr<const HistorySnapshot> read(Reading& reading) override;
};

}
