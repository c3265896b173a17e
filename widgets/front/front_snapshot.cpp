// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/front_snapshot.h"

#include <algorithm>
#include <future>

namespace paretoscope::widgets {

int FrontSnapshot::indexOf(std::int64_t candidate) const {
    const auto other = std::ranges::lower_bound(merged, candidate, {}, &queries::MergedCandidate::candidateId);
    if (other != merged.end() && other->candidateId == candidate) {
        candidate = other->into;
    }
    if (!indices.empty()) {
        const auto found = indices.find(candidate);
        return found == indices.end() ? -1 : found->second;
    }
    const auto found = std::lower_bound(points.begin(), points.end(), candidate,
        [](const store::FrontPoint& point, std::int64_t id) { return point.candidateId < id; });
    return found == points.end() || found->candidateId != candidate ? -1 : static_cast<int>(found - points.begin());
}

bool FrontSnapshot::isOfRun(const store::FrontPoint& point, std::int64_t run) const {
    return point.run == run || std::ranges::any_of(merged, [&](const queries::MergedCandidate& one) {
        return one.into == point.candidateId && one.run == run;
    });
}

const queries::Expectation* FrontSnapshot::expectationOf(std::int64_t candidate) const {
    const auto found = std::ranges::lower_bound(expectations, candidate, {}, &queries::Expectation::candidateId);
    return found == expectations.end() || found->candidateId != candidate ? nullptr : &*found;
}

double FrontSnapshot::expectedAccuracy(const store::FrontPoint& point) const {
    const queries::Expectation* expectation = expectationOf(point.candidateId);
    return expectation == nullptr ? point.accuracy : expectation->accuracy;
}

double FrontSnapshot::expectedCrossEntropy(const store::FrontPoint& point) const {
    const queries::Expectation* expectation = expectationOf(point.candidateId);
    return expectation == nullptr ? point.crossEntropy : expectation->crossEntropy;
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

namespace {

/// κ of what was scored or trained, not of what is thought.
std::optional<double> realCrossEntropyPerError(const FrontSnapshot& front) {
    std::vector<double> accuracy;
    std::vector<double> loss;
    for (const store::FrontPoint& point : front.points) {
        if (!point.estimated) {
            accuracy.push_back(point.accuracy);
            loss.push_back(point.crossEntropy);
        }
    }
    return analysis::crossEntropyPerError(accuracy, loss);
}

}

void finishFront(FrontSnapshot& front) {
    std::vector<double> cost;
    std::vector<double> accuracy;
    std::vector<double> loss;
    front.indices.clear();
    front.estimated = 0;
    const bool ordered = std::is_sorted(front.points.begin(), front.points.end(),
        [](const store::FrontPoint& a, const store::FrontPoint& b) { return a.candidateId < b.candidateId; });
    for (std::vector<double>* column : {&cost, &accuracy, &loss}) {
        column->reserve(front.points.size());
    }
    for (std::size_t i = 0; i < front.points.size(); ++i) {
        const store::FrontPoint& point = front.points[i];
        cost.push_back(point.cost);
        accuracy.push_back(front.expectedAccuracy(point));
        loss.push_back(front.expectedCrossEntropy(point));
        front.estimated += point.estimated ? 1 : 0;
        if (!ordered) {
            front.indices.emplace(point.candidateId, static_cast<int>(i));
        }
    }
    // Beside the other two: a million points are to be shown within a few frames.
    auto accuracyHull = std::async(
        std::launch::async, [&] { return analysis::SupportHull::ofAccuracy(cost, accuracy, front.referenceMs); });
    front.lossHull = analysis::SupportHull(cost, loss, front.referenceMs);
    front.crossEntropyPerError = front.estimated == 0 && front.expectations.empty()
        ? analysis::crossEntropyPerError(accuracy, loss)
        : realCrossEntropyPerError(front);
    front.accuracyHull = accuracyHull.get();
    front.origins.resize(front.points.size(), PointOrigin::Searched);
}

}
