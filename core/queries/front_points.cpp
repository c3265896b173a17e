// SPDX-License-Identifier: Apache-2.0
#include "core/queries/front_points.h"

#include <algorithm>
#include <iterator>

namespace paretoscope::queries {

namespace {

bool byCandidate(const store::FrontPoint& a, const store::FrontPoint& b) {
    return a.candidateId < b.candidateId;
}

}

FrontPoints frontPoints(const store::Project& project, const records::AccuracyProtocol& protocol,
    const records::DeviceSetting& deviceSetting, std::optional<std::int64_t> run) {
    FrontPoints front{.points = project.frontPoints(protocol.id, deviceSetting, run), .expectations = {}};
    if (protocol.provenance != records::AccuracyProvenance::Trained) {
        return front;
    }
    const std::string estimates = records::estimatesOf(protocol).id;
    std::vector<store::FrontPoint> estimated = project.frontPoints(estimates, deviceSetting, run);
    if (estimated.empty()) {
        return front;
    }
    for (const store::FrontPoint& point : estimated) {
        if (std::binary_search(front.points.begin(), front.points.end(), point, byCandidate)) {
            front.expectations.push_back(
                {point.candidateId, point.accuracy, point.deviation, point.crossEntropy, point.trainings});
        }
    }
    const std::vector<std::int64_t> outdated = project.outdatedEstimates(estimates, protocol.id, run);
    std::erase_if(estimated, [&outdated](const store::FrontPoint& point) {
        return std::binary_search(outdated.begin(), outdated.end(), point.candidateId);
    });
    std::vector<store::FrontPoint> merged;
    merged.reserve(front.points.size() + estimated.size());
    std::merge(front.points.begin(), front.points.end(), estimated.begin(), estimated.end(), std::back_inserter(merged),
        byCandidate);
    front.points = std::move(merged);
    return front;
}

}
