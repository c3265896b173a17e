// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPalette>
#include <vector>

#include "core/options/search_progress.h"
#include "widgets/plot/legend.h"
#include "widgets/search/history_reader.h"

namespace paretoscope::widgets {

class PlotView;

/// The losses of a search from its first step on: one pair of curves for each λ of a sweep, the darker the larger λ is.
/// Epochs come from the project, single steps from the running job; of many steps means are kept.
class SearchCurves {
public:
    /// Another run's: what was seen live is forgotten.
    void setHistory(const HistorySnapshot& history);
    /// A job begins: its steps may be those of a search that goes on from a checkpoint.
    void begin();
    void add(const options::SearchSnapshot& live);
    void clear() { *this = SearchCurves(); }
    [[nodiscard]] bool empty() const;
    /// Draws into the plot and returns its legend.
    QList<Legend::Entry> draw(PlotView& plot, const QPalette& palette) const;

private:
    struct Point {
        double step; ///< within the search of one λ, warm-up included
        double train;
        double validation; ///< NaN in the warm-up
    };
    struct Search {
        std::vector<Point> epochs;
        std::vector<Point> live;
        int together = 1; ///< how many steps a live point stands for
        int pending = 0; ///< of them taken into the last one
        double lambda = 0; ///< of the last step
        void add(const Point& point);
        void halve();
        /// Epochs up to where the steps begin, then those.
        [[nodiscard]] std::vector<Point> points() const;
    };
    Search& search(int place);
    [[nodiscard]] double lambdaOf(std::size_t place) const;
    /// 0 for the smallest λ, 1 for the largest one; by rank.
    [[nodiscard]] double shareOf(std::size_t place, std::size_t shown) const;

    std::int64_t run_ = 0;
    std::vector<double> lambdas_; ///< of a sweep, in its order; empty: λ moves within the only search
    int steps_ = 0; ///< of one search; 0 while unknown
    int ended_ = 0; ///< searches whose epochs are all stored
    int live_ = -1; ///< place of the search whose steps come; -1 before the first one
    int lastStep_ = 0;
    std::vector<Search> searches_; ///< in the sweep's order
};

}
