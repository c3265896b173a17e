// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/discretisation_gap.h"

#include <map>
#include <optional>
#include <set>

namespace paretoscope::widgets {

namespace {

constexpr std::size_t mostGaps = 20;
constexpr int fewestSamples = 3; ///< a mean of fewer says nothing

/// The cells of one λ on their way to a gap.
struct Cells {
    std::vector<std::size_t> sampled; ///< of the points
    std::optional<std::size_t> derived;
};

DiscretisationGap gapOf(const FrontSnapshot& front, const Cells& cells) {
    DiscretisationGap gap;
    gap.samples = static_cast<int>(cells.sampled.size());
    gap.derived = *cells.derived;
    for (const std::size_t i : cells.sampled) {
        gap.latencyMs += front.points[i].cost / gap.samples;
        gap.accuracy += front.points[i].accuracy / gap.samples;
        gap.crossEntropy += front.points[i].crossEntropy / gap.samples;
    }
    return gap;
}

}

std::vector<DiscretisationGap> readGaps(
    const store::Project& project, const std::vector<records::Run>& runs, const FrontSnapshot& front) {
    std::set<std::int64_t> shown;
    for (const store::FrontPoint& point : front.points) {
        shown.insert(point.run);
    }
    std::vector<DiscretisationGap> gaps;
    for (const records::Run& run : runs) {
        if (run.kind != records::JobKind::Search || !shown.contains(run.id) || gaps.size() >= mostGaps) {
            continue;
        }
        std::map<double, Cells> byLambda;
        for (const store::LastCandidate& candidate : project.lastCandidates(run.id)) {
            const int index = front.indexOf(candidate.id);
            if (index < 0) {
                continue;
            }
            Cells& cells = byLambda[candidate.lambda];
            if (candidate.origin == records::Origin::Derived) {
                cells.derived = static_cast<std::size_t>(index);
            } else {
                cells.sampled.push_back(static_cast<std::size_t>(index));
            }
        }
        for (const auto& [lambda, cells] : byLambda) {
            if (cells.derived && static_cast<int>(cells.sampled.size()) >= fewestSamples) {
                gaps.push_back(gapOf(front, cells));
                gaps.back().run = run.id;
                gaps.back().lambda = lambda;
            }
        }
    }
    return gaps;
}

}
