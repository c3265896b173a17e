// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "core/base/array.h"
#include "core/records/device_setting.h"
#include "core/records/provenance.h"
#include "core/records/run.h"
#include "core/space/architecture.h"

namespace paretoscope::store {

/// Which runs to list; empty fields let all through. Newest first.
struct RunFilter {
    std::optional<records::JobKind> kind;
    std::optional<records::RunState> state;
    int limit = 0; ///< 0: all
    bool includeDeleted = false;
};

/// What a run shows while it goes, and what the user says about it; its identity and configuration stay.
struct RunUpdate {
    std::optional<records::RunState> state;
    std::optional<double> progress; ///< 0..1
    std::optional<std::string> results; ///< JSON
    std::optional<std::string> error;
    std::optional<std::string> tags; ///< separated by commas
    std::optional<std::string> note;
    std::optional<bool> deleted; ///< into the bin, or out of it
};

/// Which measurements to load; empty fields let all through. In the order in which they were stored.
struct MeasurementFilter {
    std::optional<records::DeviceSetting> deviceSetting;
    std::optional<space::SpaceId> space;
    std::optional<space::Shape> shape;
    std::string canonicalHash;
    records::CostKind kind = records::CostKind::LatencyMs;
    bool includeSentinels = true;
    std::int64_t afterId = 0; ///< only rows stored later than this one (to follow a job)
};

/// One line of the device list: what was measured on a setting for a network.
struct DeviceSettingSummary {
    records::DeviceSetting deviceSetting;
    space::SpaceId space = space::SpaceId::Darts;
    space::Shape shape;
    std::int64_t measurements = 0; ///< of latencies, of energies where there is no latency; without sentinels
    std::int64_t architectures = 0; ///< different canonical hashes, without those of sentinels only
    std::int64_t sentinels = 0;
    std::string firstTakenAt; ///< UTC, ISO 8601
    std::string lastTakenAt;
};

/// How long a measuring run's session took.
struct SessionSpan {
    std::int64_t measurements = 0; ///< of latencies, sentinels included
    std::string firstTakenAt; ///< UTC, ISO 8601; empty where there is none
    std::string lastTakenAt;
};

/// What was taken from one table of others.
struct ImportedTable {
    std::string source; ///< the file's name, or what the user called it
    std::vector<records::DeviceSetting> deviceSettings; ///< that it gave costs of
    std::vector<std::string> protocols; ///< ids of the protocols that it gave accuracies of
    std::int64_t measurements = 0;
    std::int64_t accuracies = 0;
    std::string takenAt; ///< UTC, ISO 8601; empty where it gave accuracies only
};

/// Which imported measurements; empty fields let all through.
struct ImportFilter {
    std::string source;
    std::optional<records::DeviceSetting> deviceSetting;
    std::optional<space::SpaceId> space;
    std::optional<space::Shape> shape;
    std::optional<records::CostKind> kind;
};

/// What was removed.
struct ImportRemoval {
    std::int64_t measurements = 0;
    std::int64_t predictors = 0; ///< that had seen them
    std::int64_t accuracies = 0;
    ImportRemoval& operator+=(const ImportRemoval& other) {
        measurements += other.measurements;
        predictors += other.predictors;
        accuracies += other.accuracies;
        return *this;
    }
};

/// A fitted predictor. `arrays` and `report` are empty in lists.
struct PredictorRecord {
    std::int64_t id = 0;
    std::string name; ///< of the model
    records::CostKind kind = records::CostKind::LatencyMs; ///< energies: mJ wherever arrays and report say ms
    records::DeviceSetting deviceSetting;
    space::SpaceId space = space::SpaceId::Darts;
    space::Shape shape;
    std::string configuration; ///< JSON: of the job that fitted it
    std::string report; ///< JSON: the error report on held-out architectures
    std::vector<std::int64_t> measurementIds; ///< what it has seen (training and validation)
    std::int64_t measurementCount = 0; ///< of those; may be set alone where the ids lie elsewhere (a profile)
    std::string createdAt; ///< UTC, ISO 8601; filled in when empty
    std::vector<base::NamedArray> arrays;
};

/// Which candidates to load; empty fields let all through. By id.
struct CandidateFilter {
    std::optional<std::int64_t> run;
    std::optional<space::SpaceId> space;
    std::optional<space::Shape> shape;
    std::string protocol; ///< only those with an accuracy of this protocol
    bool alsoDeleted = false; ///< also those of deleted runs, which are hidden otherwise unless `run` is given
    std::int64_t afterId = 0;
    int limit = 0; ///< 0: all
};

/// A candidate as the front needs it: one cost, one accuracy. Columnar and small, for hundreds of thousands of points.
struct FrontPoint {
    std::int64_t candidateId = 0;
    std::int64_t run = 0;
    double cost = 0; ///< ms or mJ; the most trusted provenance (measured, simulated, imported, predicted)
    records::CostProvenance costProvenance = records::CostProvenance::Predicted;
    bool estimated = false; ///< the accuracy; otherwise it is what its protocol says
    int trainings = 0; ///< in the mean; of an estimate, those that it was learnt from
    double accuracy = 0; ///< fraction of one; mean over the seeds of the largest step count
    double deviation = std::numeric_limits<double>::quiet_NaN(); ///< of an estimated accuracy; NaN for others
    double crossEntropy = 0; ///< nats, same mean; NaN where unknown

    [[nodiscard]] records::AccuracyProvenance accuracyProvenance(records::AccuracyProvenance ofProtocol) const {
        return estimated ? records::AccuracyProvenance::Estimated : ofProtocol;
    }
};

/// A candidate of an architecture that has several accuracies of the same protocol.
struct RepeatedAccuracy {
    std::int64_t candidateId = 0;
    std::int64_t run = 0; ///< 0: outside any run
    std::int64_t first = 0; ///< the first candidate of the architecture that has one
    double accuracy = 0; ///< mean over the different seeds of the largest step count, of all of them
    double crossEntropy = 0; ///< nats, same mean; NaN where unknown
    int trainings = 0; ///< in the mean
    double squares = 0; ///< of the accuracies' distances from their mean, summed
};

/// What the user says about an architecture, whichever runs met it.
struct Remark {
    bool starred = false;
    std::string note;
    bool operator==(const Remark&) const = default;
};

/// What is not given stays.
struct RemarkUpdate {
    std::optional<bool> starred;
    std::optional<std::string> note;
};

/// A candidate whose architecture the user said something about.
struct RemarkedCandidate {
    std::int64_t id = 0;
    Remark remark;
    bool operator==(const RemarkedCandidate&) const = default;
};

/// One of those that a search met in its last epoch.
struct LastCandidate {
    std::int64_t id = 0;
    double lambda = 0;
    records::Origin origin = records::Origin::Search;
};

/// What some checkpoints take.
struct CheckpointUse {
    std::int64_t runs = 0; ///< that they belong to
    std::int64_t bytes = 0; ///< of arrays and states
};

/// Everything a job needs to go on. `arrays` may be empty.
struct Checkpoint {
    std::int64_t run = 0;
    std::int64_t step = 0;
    std::string state; ///< JSON: epoch, λ, random generator, optimiser scalars
    std::vector<base::NamedArray> arrays;
    std::string createdAt; ///< UTC, ISO 8601; filled in when empty
};

/// One configuration that a tuner tried on a task (VTA).
struct TuningTrial {
    std::int64_t id = 0;
    std::int64_t run = 0;
    std::string task; ///< the operator with its shape
    std::string tuner;
    std::uint64_t seed = 0;
    int index = 0; ///< position within the tuner's sequence
    std::string configuration; ///< a point of the schedule space
    bool valid = false;
    std::string reason; ///< why it is invalid, empty otherwise
    double cycles = 0; ///< NaN where invalid
};

}
