// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <functional>
#include <vector>

#include "widgets/front/front_snapshot.h"

namespace paretoscope::widgets {

/// What a filter asks about a candidate.
struct FilteredCandidate {
    const FrontSnapshot& front;
    std::size_t index; ///< of front.points
    bool onFront;
    const store::Remark& remark;
    double rank = 0; ///< share of the points that are expected to be more accurate; set where readsRanks()
    [[nodiscard]] const store::FrontPoint& point() const { return front.points[index]; }
};

/// Which candidates a table shows, from words that all have to hold:
///   front   star   random   search   published   measured   predicted   trained   estimated
///   run:22   id:87, or 87 alone
///   lat<0.3   lat>200us   acc<90   acc>50%      latencies in ms or with a unit of time, accuracies in per cent
///   top:5          the 5 % that are expected to be the most accurate
///   note:word      in a note, in any case of letters; note: alone: with a note
/// Numbers are as in TypedNumber; a unit may stand after a space. An empty text lets everything through.
class CandidateFilter {
public:
    CandidateFilter() = default;
    explicit CandidateFilter(const QString& text);

    /// The first word that is not understood; empty where all are.
    [[nodiscard]] QString problem() const { return problem_; }
    [[nodiscard]] bool accepts(const FilteredCandidate& candidate) const;
    /// Whether it depends on what the user says about candidates.
    [[nodiscard]] bool readsRemarks() const { return readsRemarks_; }
    [[nodiscard]] bool readsRanks() const { return readsRanks_; }

private:
    using Test = std::function<bool(const FilteredCandidate& candidate)>;
    static Test testOf(const QString& word);

    std::vector<Test> tests_;
    QString problem_;
    bool readsRemarks_ = false;
    bool readsRanks_ = false;
};

}
