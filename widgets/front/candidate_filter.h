// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <functional>
#include <vector>

#include "widgets/front/front_snapshot.h"

namespace paretoscope::widgets {

/// Which candidates a table shows, from words that all have to hold:
///   front   random   search   published   measured   predicted   trained   estimated
///   run:22   id:87   lat<0.3   lat>0.2   acc<90   acc>50      latencies in ms, accuracies in per cent
/// Numbers take a point or a comma. An empty text lets everything through.
class CandidateFilter {
public:
    CandidateFilter() = default;
    explicit CandidateFilter(const QString& text);

    /// The first word that is not understood; empty where all are.
    [[nodiscard]] QString problem() const { return problem_; }
    [[nodiscard]] bool accepts(const FrontSnapshot& front, std::size_t index, bool onFront) const;

private:
    using Test = std::function<bool(const FrontSnapshot& front, std::size_t index, bool onFront)>;
    static Test testOf(const QString& word);

    std::vector<Test> tests_;
    QString problem_;
};

}
