// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/analysis/lambda_line.h"
#include "core/options/search_progress.h"
#include "core/records/candidate.h"
#include "core/records/run.h"
#include "core/store/rows.h"

namespace paretoscope::predictor {
struct CostTable;
}

namespace paretoscope::widgets {

class ArchitectureFacts;
struct DevicesSnapshot;
struct FrontExtras;
struct FrontMorph;

// What the views show, read from the project off the GUI thread and never changed afterwards.

struct TuningSnapshot;

/// Which part of the project the views ask for; empty fields: the reader chooses the one with the most to show.
struct SnapshotQuery {
    QString deviceSetting;
    QString protocol;
    std::int64_t candidate = 0; ///< wanted in detail although it is not on the front
    std::int64_t historyRun = 0; ///< 0: the newest search
    bool devices = false; ///< whether the devices view is looked at: it costs the most
    QString network; ///< MeasuredNetwork::key(), for the devices view
    QString deviceA; ///< the pair it looks into
    QString deviceB;
    bool frontNoise = false; ///< whether the front's uncertainty is looked at
    bool gaps = false; ///< whether the searches' discretisation gaps are looked at
    std::int64_t mostParameters = 0; ///< larger networks are left out; 0: of any size
    std::int64_t mostMacs = 0;
    std::int64_t mostActivationBytes = 0; ///< alive at once, one float32 image
    QString morphSetting; ///< where the front's points may travel to
    bool operator==(const SnapshotQuery&) const = default;
};

/// Who proposed a candidate; markers differ by it.
enum class PointOrigin : std::uint8_t {
    Random, ///< random or given to a training: the yardstick of the searched ones
    Searched, ///< met by a search
    Derived, ///< what a search ended with
    Published, ///< a cell from a paper, or imported
};

/// All candidates of one accuracy protocol with a latency on one device setting.
struct FrontSnapshot {
    QString deviceSetting;
    records::AccuracyProtocol protocol;
    std::vector<store::FrontPoint> points;
    std::vector<PointOrigin> origins; ///< by point
    analysis::SupportHull accuracyHull; ///< λ there is μ, the price on the accuracy axis
    analysis::SupportHull lossHull; ///< empty where no cross-entropy is known
    std::shared_ptr<const FrontExtras> extras; ///< hypervolume, reference marks, uncertainty
    std::size_t leftOut = 0; ///< points of networks that are larger than was asked for
    std::shared_ptr<const FrontMorph> morph; ///< the same points on another setting; null unless asked for
    std::optional<double> crossEntropyPerError; ///< κ of λ = κ·μ
    double referenceMs = 1; ///< what latency is divided by in the loss: queries::referenceLatencyMs
    bool referenceMeasured = false; ///< otherwise the candidates' own median
    /// Details of the front's members, of all candidates where there are few, and of the selected one.
    std::unordered_map<std::int64_t, std::shared_ptr<const records::Candidate>> details;

    [[nodiscard]] int indexOf(std::int64_t candidate) const; ///< -1 for none
    /// Only where the points are not in the order of their candidates (the store gives them so).
    std::unordered_map<std::int64_t, int> indices;
};

/// One held-out architecture of a predictor's report.
struct PredictionPair {
    double measuredMs = 0;
    double predictedMs = 0;
    double additiveMs = std::numeric_limits<double>::quiet_NaN(); ///< by the additive part alone
    double baselineMs = std::numeric_limits<double>::quiet_NaN(); ///< by the paper's plain network
    std::string genotype; ///< canonical; empty where the report does not say
};

struct PredictorSnapshot {
    std::int64_t id = 0;
    QString name;
    QString deviceSetting;
    space::SpaceId space = space::SpaceId::Darts;
    space::Shape shape;
    QString createdAt;
    std::int64_t measurements = 0;
    std::vector<PredictionPair> pairs;
    double relativeDeviation = 0; ///< one standard deviation that it states for a prediction; 0 where unknown
    std::shared_ptr<const predictor::CostTable> costs; ///< null where its arrays cannot be read
    /// Numbers of the report by their JSON name (fractions of one unless the name has a unit).
    std::vector<std::pair<QString, double>> numbers;

    [[nodiscard]] double number(const QString& name) const; ///< NaN where the report has none
};

struct HistorySnapshot {
    std::int64_t run = 0;
    struct Point {
        int epoch;
        int step;
        double trainLoss;
        double validationLoss;
        double lambda;
        double alphaEntropy;
        double latencyMs;
    };
    std::vector<Point> points;
    std::string genotype; ///< derived at the last epoch
    /// The cell that the search would have ended with at each epoch.
    struct EpochCell {
        int epoch;
        double lambda;
        std::string genotype;
        std::vector<options::AlphaTable> alpha; ///< empty where the run did not store α
    };
    std::vector<EpochCell> cells;
};

struct ProjectSnapshot {
    QString path;
    std::int64_t changeCounter = 0;
    std::vector<records::Run> runs; ///< newest first, without those in the bin
    std::vector<records::Run> deletedRuns; ///< in the bin, newest first
    std::vector<store::DeviceSettingSummary> settings;
    std::vector<QString> costSettings;
    std::vector<records::AccuracyProtocol> protocols;
    std::int64_t candidates = 0;
    std::shared_ptr<const FrontSnapshot> front; ///< null where there is nothing to show
    std::vector<std::shared_ptr<const PredictorSnapshot>> predictors; ///< newest first
    std::shared_ptr<const DevicesSnapshot> devices; ///< null unless asked for
    HistorySnapshot history;
    std::shared_ptr<const TuningSnapshot> tuning; ///< widgets/tuning/tuning_snapshot.h
    std::shared_ptr<const ArchitectureFacts> facts; ///< null where nothing was measured or fitted
    bool beingWritten = false; ///< some process holds the writer's lock; asked only while a run stands Running
    double readMs = 0; ///< how long reading took

    [[nodiscard]] const records::Run* run(std::int64_t id) const;
    /// The newest run that stands Running, null for none.
    [[nodiscard]] const records::Run* running() const;
    /// The newest finished run of a kind, null for none.
    [[nodiscard]] const records::Run* newestFinished(records::JobKind kind) const;
};
using SnapshotPointer = std::shared_ptr<const ProjectSnapshot>;

}
