// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "core/records/device_setting.h"
#include "core/records/provenance.h"
#include "core/space/architecture.h"

namespace paretoscope::records {

/// A latency or energy attached to a candidate.
struct Cost {
    DeviceSetting deviceSetting;
    CostKind kind = CostKind::LatencyMs;
    CostProvenance provenance = CostProvenance::Predicted;
    double value = 0; ///< ms or mJ
    double standardDeviation = 0; ///< same unit, 0 where unknown
};

/// An accuracy attached to a candidate; only accuracies of one protocol are comparable.
struct Accuracy {
    std::string protocol; ///< id of an AccuracyProtocol
    AccuracyProvenance provenance = AccuracyProvenance::OneShot;
    double accuracy = 0; ///< fraction of one, top-1
    double crossEntropy = 0; ///< nats; NaN where unknown (imported)
    int steps = 0; ///< training steps (trained), 0 otherwise
    std::uint64_t seed = 0;
    int images = 0; ///< how many images it was scored on
    /// Of an estimate: one posterior standard deviation of `accuracy`, same unit; NaN for others.
    double deviation = std::numeric_limits<double>::quiet_NaN();
    int trainings = 0; ///< of an estimate: how many it was learnt from; 0 for others
};

/// What makes two accuracies comparable.
struct AccuracyProtocol {
    std::string id; ///< hash of the rest
    space::SpaceId space = space::SpaceId::Darts;
    std::string dataSet; ///< name and split, for example "cifar10:test[0:10000)@16"
    space::Shape shape;
    AccuracyProvenance provenance = AccuracyProvenance::OneShot;
    std::string recipe; ///< supernet checkpoint or training recipe, JSON
    std::string title; ///< for people, "trained 300 steps on CIFAR-10 16×16"
};

/// Whether accuracies are of images that nothing was chosen by.
bool isOnTestImages(const AccuracyProtocol& protocol);

/// Fills in `id` from the other fields.
AccuracyProtocol withId(AccuracyProtocol protocol);

/// The protocol of estimates of what a training under `trained` would give. It differs from `trained` in provenance and
/// id alone, so that nothing that asks for trained accuracies ever meets an estimate; a front shows both
/// (queries::frontPoints). Throws Error (InvalidValue) where `trained` is not of provenance Trained.
AccuracyProtocol estimatesOf(const AccuracyProtocol& trained);

/// An architecture with accuracies and costs attached.
struct Candidate {
    std::int64_t id = 0; ///< row in the store, 0 before it is stored
    std::int64_t run = 0; ///< the run that found it
    space::Genotype genotype; ///< space::sorted: a candidate's identity
    space::Shape shape;
    Origin origin = Origin::Search;
    int epoch = -1; ///< of the search that found it
    double lambda = -1; ///< λ at that moment, -1 where there was none
    std::int64_t parameters = 0;
    std::int64_t macs = 0;
    std::vector<Cost> costs;
    std::vector<Accuracy> accuracies;

    [[nodiscard]] space::Architecture architecture() const { return {genotype, shape}; }
    /// The cost on a setting, measured before simulated before imported before predicted; nothing where there is none.
    [[nodiscard]] std::optional<Cost> cost(
        const DeviceSetting& deviceSetting, CostKind kind = CostKind::LatencyMs) const;
    /// The accuracy of a protocol, or nothing. Of several seeds the mean; what is no mean, such as images, is the
    /// lowest seed's.
    [[nodiscard]] std::optional<Accuracy> accuracy(const std::string& protocol) const;
};

}
