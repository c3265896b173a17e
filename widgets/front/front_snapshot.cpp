// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/front_snapshot.h"

#include <algorithm>

namespace paretoscope::widgets {

int FrontSnapshot::indexOf(std::int64_t candidate) const {
    if (!indices.empty()) {
        const auto found = indices.find(candidate);
        return found == indices.end() ? -1 : found->second;
    }
    const auto found = std::lower_bound(points.begin(), points.end(), candidate,
        [](const store::FrontPoint& point, std::int64_t id) { return point.candidateId < id; });
    return found == points.end() || found->candidateId != candidate ? -1 : static_cast<int>(found - points.begin());
}

std::shared_ptr<const records::Candidate> FrontSnapshot::detail(std::int64_t candidate) const {
    const auto found = details.find(candidate);
    return found == details.end() ? nullptr : found->second;
}

std::int64_t FrontSnapshot::candidateOf(const space::Genotype& genotype) const {
    std::int64_t first = 0;
    for (const auto& [id, candidate] : details) {
        if (candidate->genotype == genotype && (first == 0 || id < first)) {
            first = id;
        }
    }
    return first;
}

void finishFront(FrontSnapshot& front) {
    std::vector<double> cost;
    std::vector<double> accuracy;
    std::vector<double> loss;
    front.indices.clear();
    const bool ordered = std::is_sorted(front.points.begin(), front.points.end(),
        [](const store::FrontPoint& a, const store::FrontPoint& b) { return a.candidateId < b.candidateId; });
    for (std::vector<double>* column : {&cost, &accuracy, &loss}) {
        column->reserve(front.points.size());
    }
    for (std::size_t i = 0; i < front.points.size(); ++i) {
        const store::FrontPoint& point = front.points[i];
        cost.push_back(point.cost);
        accuracy.push_back(point.accuracy);
        loss.push_back(point.crossEntropy);
        if (!ordered) {
            front.indices.emplace(point.candidateId, static_cast<int>(i));
        }
    }
    front.accuracyHull = analysis::SupportHull::ofAccuracy(cost, accuracy, front.referenceMs);
    front.lossHull = analysis::SupportHull(cost, loss, front.referenceMs);
    front.crossEntropyPerError = analysis::crossEntropyPerError(accuracy, loss);
    front.origins.resize(front.points.size(), PointOrigin::Searched);
}

std::string genotypeOf(const SnapshotPointer& snapshot, std::int64_t candidate) {
    const auto front = snapshot ? snapshot->part<FrontSnapshot>() : nullptr;
    const auto detail = front ? front->detail(candidate) : nullptr;
    return detail ? space::identityText(detail->genotype) : std::string();
}

}
