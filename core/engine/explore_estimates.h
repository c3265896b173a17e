// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "core/engine/explore_state.h"
#include "core/records/candidate.h"

namespace paretoscope::engine {

/// What a label says about accuracy and cross entropy: straight lines through the trainings, one slope for all numbers
/// of steps (a label is nearly the cross entropy itself) and an intercept for each, by least squares. What trainings
/// scatter round the lines is part of an estimate's band, beside the uncertainty of the label.
class LabelLines {
public:
    /// Outcomes by index of the trainings. At least one.
    LabelLines(const std::vector<explore::Training>& trainings, const std::map<std::size_t, Outcome>& outcomes);

    struct Estimate {
        double accuracy = 0; ///< from 0 to 1
        double accuracyDeviation = 0;
        double crossEntropy = 0; ///< nats
        int trainings = 0; ///< that it was learnt from, of all numbers of steps
    };
    [[nodiscard]] Estimate at(const surrogate::Posterior& label, int steps) const;

private:
    struct Line {
        double slope = 0;
        std::map<int, double> intercepts; ///< by steps
        double scatter = 0; ///< standard deviation round it
    };
    static Line fitted(const std::map<int, std::vector<std::pair<double, double>>>& points);

    Line accuracy_;
    Line crossEntropy_;
    int trainings_ = 0;
};

/// What is expected of a cell at the most steps.
struct EstimatedCell {
    explore::Cell cell;
    surrogate::Posterior label;
};

/// The cells of the pool and of those trained that a decision could be about: on some device setting, no cell that is
/// as fast is expected to be better by more than two of its own standard deviations. At most `most`, those closest to
/// the fronts. Throws Error (NotEnoughData) before the first round is complete.
std::vector<EstimatedCell> cellsThatMatter(const explore::Exploration& exploration, std::size_t most);

/// Writes estimates into a run as candidates, with predicted costs on every setting that has a predictor and, for each
/// number of steps that was trained, an accuracy of provenance Estimated under records::estimatesOf() that protocol.
class EstimateWriter {
public:
    EstimateWriter(store::Project& project, std::int64_t run, const options::NetworkConfig& network,
        const std::map<int, std::string>& protocols);

    /// Also renews every estimate that the run has already. One transaction. Returns how many cells have one.
    std::size_t write(const explore::Exploration& exploration, const LabelLines& lines, std::size_t most);

private:
    store::Project& project_;
    std::int64_t run_;
    const options::NetworkConfig& network_;
    const std::map<int, std::string>& protocols_;
    std::map<std::string, space::Genotype> written_; ///< by explore::cellKey()
};

}
