// SPDX-License-Identifier: Apache-2.0
#include "core/queries/front_points.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <string>
#include <utility>

namespace paretoscope::queries {

namespace {

bool byCandidate(const store::FrontPoint& a, const store::FrontPoint& b) {
    return a.candidateId < b.candidateId;
}

bool isAmong(const std::vector<store::FrontPoint>& points, std::int64_t candidate) {
    return std::ranges::binary_search(points, candidate, {}, &store::FrontPoint::candidateId);
}

/// One point for each architecture that was trained several times: that of its newest candidate, so that an expectation
/// of an exploration that knows nothing of a later training goes.
void mergeTrainings(const store::Project& project, const std::string& protocol, FrontPoints& front) {
    std::map<std::int64_t, std::vector<store::RepeatedAccuracy>> architectures; // by first candidate
    for (const store::RepeatedAccuracy& one : project.repeatedAccuracies(protocol)) {
        if (isAmong(front.points, one.candidateId)) {
            architectures[one.first].push_back(one);
        }
    }
    double squares = 0;
    int freedom = 0;
    for (const auto& [first, candidates] : architectures) {
        const store::RepeatedAccuracy& kept = candidates.back();
        squares += kept.squares;
        freedom += kept.trainings - 1;
        const auto point =
            std::ranges::lower_bound(front.points, kept.candidateId, {}, &store::FrontPoint::candidateId);
        point->accuracy = kept.accuracy;
        point->crossEntropy = kept.crossEntropy;
        point->trainings = kept.trainings;
        for (const store::RepeatedAccuracy& one : candidates) {
            if (one.candidateId != kept.candidateId) {
                front.merged.push_back({one.candidateId, one.run, kept.candidateId});
            }
        }
    }
    if (freedom > 0) {
        front.trainingDeviation = std::sqrt(squares / freedom);
    }
    std::ranges::sort(front.merged, {}, &MergedCandidate::candidateId);
    std::erase_if(front.points, [&front](const store::FrontPoint& point) {
        return std::ranges::binary_search(front.merged, point.candidateId, {}, &MergedCandidate::candidateId);
    });
}

}

FrontPoints frontPoints(const store::Project& project, const records::AccuracyProtocol& protocol,
    const records::DeviceSetting& deviceSetting, std::optional<std::int64_t> run, Estimates estimates) {
    FrontPoints front{.points = project.frontPoints(protocol.id, deviceSetting, run)};
    if (protocol.provenance != records::AccuracyProvenance::Trained) {
        return front;
    }
    const std::string estimatesOf = records::estimatesOf(protocol).id;
    std::vector<store::FrontPoint> estimated;
    if (estimates == Estimates::Shown) {
        estimated = project.frontPoints(estimatesOf, deviceSetting, run);
    }
    if (!run) { // within one there is one candidate of each architecture
        mergeTrainings(project, protocol.id, front);
    }
    if (estimated.empty()) {
        return front;
    }
    for (const store::FrontPoint& point : estimated) {
        if (std::binary_search(front.points.begin(), front.points.end(), point, byCandidate)) {
            front.expectations.push_back(
                {point.candidateId, point.accuracy, point.deviation, point.crossEntropy, point.trainings});
        }
    }
    const std::vector<std::int64_t> outdated = project.outdatedEstimates(estimatesOf, protocol.id, run);
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
