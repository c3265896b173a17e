// SPDX-License-Identifier: Apache-2.0
#include "core/queries/front_points.h"

#include <algorithm>
#include <iterator>

namespace paretoscope::queries {

std::vector<store::FrontPoint> frontPoints(const store::Project& project, const records::AccuracyProtocol& protocol,
    const records::DeviceSetting& deviceSetting, std::optional<std::int64_t> run) {
    std::vector<store::FrontPoint> points = project.frontPoints(protocol.id, deviceSetting, run);
    if (protocol.provenance != records::AccuracyProvenance::Trained) {
        return points;
    }
    const std::string estimates = records::estimatesOf(protocol).id;
    std::vector<store::FrontPoint> estimated = project.frontPoints(estimates, deviceSetting, run);
    if (estimated.empty()) {
        return points;
    }
    const std::vector<std::int64_t> outdated = project.outdatedEstimates(estimates, protocol.id, run);
    std::erase_if(estimated, [&outdated](const store::FrontPoint& point) {
        return std::binary_search(outdated.begin(), outdated.end(), point.candidateId);
    });
    std::vector<store::FrontPoint> merged;
    merged.reserve(points.size() + estimated.size());
    std::merge(points.begin(), points.end(), estimated.begin(), estimated.end(), std::back_inserter(merged),
        [](const store::FrontPoint& a, const store::FrontPoint& b) { return a.candidateId < b.candidateId; });
    return merged;
}

}
