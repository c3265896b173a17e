// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <memory>
#include <random>

#include "core/space/genotype.h"
#include "widgets/common/snapshot.h"
#include "widgets/front/front_snapshot.h"
#include "widgets/reader/snapshot_builder.h"

namespace paretoscope::widgets::test {

/// `count` candidates with ids from 1: accuracy saturating in latency, with noise; cross-entropy going down with
/// accuracy.
inline std::shared_ptr<FrontSnapshot> randomFront(int count, std::uint64_t seed = 1, bool withCrossEntropy = true) {
    std::mt19937_64 random(seed);
    std::uniform_real_distribution<double> latency(2, 12);
    std::normal_distribution<double> noise(0, 0.02);
    auto front = std::make_shared<FrontSnapshot>();
    front->deviceSetting = QStringLiteral("cpu/eager/t2/b1/f32");
    front->protocol.id = "protocol";
    front->protocol.title = "trained 300 steps";
    front->protocol.provenance = records::AccuracyProvenance::Trained;
    front->referenceMs = 6;
    for (int i = 0; i < count; ++i) {
        const double ms = latency(random);
        const double accuracy = 0.8 - 0.6 / ms + noise(random);
        front->points.push_back({.candidateId = i + 1,
            .run = 1,
            .cost = ms,
            .costProvenance = i % 2 == 0 ? records::CostProvenance::Measured : records::CostProvenance::Predicted,
            .accuracy = accuracy,
            .crossEntropy = withCrossEntropy ? 3.2 * (1 - accuracy) + noise(random) * 0.2 : std::nan("")});
    }
    finishFront(*front);
    space::Random genotypes(seed);
    for (const std::size_t member : front->accuracyHull.front()) {
        auto candidate = std::make_shared<records::Candidate>();
        candidate->id = front->points[member].candidateId;
        candidate->run = 1;
        candidate->genotype = space::sorted(space::sampleUniform(space::SpaceId::Darts, genotypes));
        front->details.emplace(candidate->id, candidate);
    }
    return front;
}

inline SnapshotPointer snapshotOf(std::shared_ptr<const FrontSnapshot> front) {
    auto snapshot = std::make_shared<ProjectSnapshot>();
    snapshot->path = QStringLiteral("test.paretoscope");
    snapshot->costSettings = {front->deviceSetting};
    snapshot->protocols = {front->protocol};
    snapshot->candidates = static_cast<std::int64_t>(front->points.size());
    snapshot->setPart(std::move(front));
    return snapshot;
}

}
