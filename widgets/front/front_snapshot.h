// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/analysis/front.h"
#include "core/analysis/front_noise.h"
#include "core/analysis/lambda_line.h"
#include "core/queries/front_points.h"
#include "core/records/candidate.h"
#include "core/store/rows.h"
#include "widgets/common/snapshot.h"

namespace paretoscope::widgets {

/// Which front of the current device setting is looked at, and how.
struct FrontQuery {
    QString protocol; ///< empty: that of queries::shownFront
    bool noise = false; ///< whether the front's uncertainty is looked at
    bool gaps = false; ///< whether the searches' discretisation gaps are looked at
    bool estimates = true; ///< whether cells stand there that were estimated only
    std::int64_t mostParameters = 0; ///< larger networks are left out; 0: of any size
    std::int64_t mostMacs = 0;
    std::int64_t mostActivationBytes = 0; ///< alive at once, one float32 image
    QString morphSetting; ///< where the front's points may travel to
    std::vector<QString> overlaySettings; ///< whose fronts of the same points are looked at beside it
    bool operator==(const FrontQuery&) const = default;
};

/// Who proposed a candidate; markers differ by it.
enum class PointOrigin : std::uint8_t {
    Random, ///< random or given to a training: the yardstick of the searched ones
    Searched, ///< met by a search or an exploration
    Derived, ///< what a search ended with
    Published, ///< a cell from a paper, or imported
};

/// A published cell on the front view's setting: a candidate where the project has scored it, otherwise a latency only.
struct ReferenceMark {
    QString name; ///< "DARTS_V2"
    int point = -1; ///< of FrontSnapshot::points
    double latencyMs = 0;
};

/// The front when latencies are known only so well.
struct FrontNoise {
    double predictedDeviation = 0; ///< relative, one standard deviation; 0 where unknown
    double measuredDeviation = 0;
    std::vector<double> probability; ///< to be on the front, by point
    std::vector<double> bandMs; ///< ascending
    std::vector<double> bandLow; ///< accuracy that is attained within bandMs with 90 % probability
    std::vector<double> bandHigh; ///< with 10 %
    std::vector<analysis::NextMeasurement> next; ///< what to measure, most telling first
    [[nodiscard]] bool known() const { return !probability.empty(); }
};

/// What a search gives up by ending in one cell: the mean of the cells that it sampled in its last epoch, beside the
/// cell that it derived.
struct DiscretisationGap {
    std::int64_t run = 0;
    double lambda = 0;
    int samples = 0;
    double latencyMs = 0; ///< means of the sampled cells
    double accuracy = 0;
    double crossEntropy = 0; ///< NaN where one of them has none
    std::size_t derived = 0; ///< of FrontSnapshot::points
};

/// The front's points on another setting.
struct FrontMorph {
    QString deviceSetting;
    double referenceMs = 1; ///< of that setting, as FrontSnapshot::referenceMs is of the front's
    std::vector<double> cost; ///< ms, by point; NaN where it is not known there
    std::vector<records::CostProvenance> provenance; ///< by point, where it is known there
    std::size_t common = 0; ///< points known on both
    double tau = 0; ///< Kendall's τ-b between both latencies
    std::size_t top = 0; ///< the most accurate tenth, at least 10
    double topTau = 0; ///< τ-b among those
};

/// Another setting that was asked for.
struct FrontElsewhere {
    QString deviceSetting;
    std::shared_ptr<const FrontMorph> morph; ///< null where it knows none of the points
};

/// All candidates of one accuracy protocol with a latency on one device setting: by queries::frontPoints, so that cells
/// without a training stand there with what is expected of them.
struct FrontSnapshot {
    QString deviceSetting;
    records::AccuracyProtocol protocol;
    std::vector<store::FrontPoint> points;
    std::vector<PointOrigin> origins; ///< by point
    analysis::SupportHull accuracyHull; ///< λ there is μ, the price on the accuracy axis
    analysis::SupportHull lossHull; ///< empty where no cross-entropy is known
    std::vector<analysis::HypervolumePoint> hypervolume; ///< at most some hundred; empty where too few points are known
    std::vector<ReferenceMark> marks;
    std::vector<DiscretisationGap> gaps; ///< empty unless asked for
    std::shared_ptr<const FrontNoise> noise; ///< null unless asked for
    std::size_t estimated = 0; ///< points whose accuracy is an estimate
    std::vector<queries::Expectation> expectations; ///< of trained points, by candidate: what the hulls go by
    std::vector<queries::MergedCandidate> merged; ///< other candidates of points, by candidate
    double trainingDeviation = std::numeric_limits<double>::quiet_NaN(); ///< as queries::FrontPoints has it
    std::size_t leftOut = 0; ///< points of networks that are larger than was asked for
    std::shared_ptr<const FrontMorph> morph; ///< the same points on another setting; null unless asked for
    std::vector<FrontElsewhere> elsewhere; ///< those of FrontQuery::overlaySettings, in their order
    std::optional<double> crossEntropyPerError; ///< κ of λ = κ·μ, from all but the estimates
    double referenceMs = 1; ///< what latency is divided by in the loss: queries::referenceLatencyMs
    bool referenceMeasured = false; ///< otherwise the candidates' own median
    /// Details of the front's members, and of all candidates where there are few; for others CandidateDetails.
    std::unordered_map<std::int64_t, std::shared_ptr<const records::Candidate>> details;

    /// Of the point that stands for a candidate, which may be another one of its architecture; -1 for none.
    [[nodiscard]] int indexOf(std::int64_t candidate) const;
    /// Whether a run gave a point, or one of the trainings in it.
    [[nodiscard]] bool isOfRun(const store::FrontPoint& point, std::int64_t run) const;
    /// Null for a point without one: its own accuracy is what is expected.
    [[nodiscard]] const queries::Expectation* expectationOf(std::int64_t candidate) const;
    /// The accuracy that a point is chosen by.
    [[nodiscard]] double expectedAccuracy(const store::FrontPoint& point) const;
    [[nodiscard]] double expectedCrossEntropy(const store::FrontPoint& point) const;
    /// Null where it was not read in detail.
    [[nodiscard]] std::shared_ptr<const records::Candidate> detail(std::int64_t candidate) const;
    /// The first candidate with this genotype (choices sorted) among those read in detail, 0 for none.
    [[nodiscard]] std::int64_t candidateOf(const space::Genotype& genotype) const;
    /// Only where the points are not in the order of their candidates (the store gives them so).
    std::unordered_map<std::int64_t, int> indices;
};

/// Fills the hulls, κ and the index of a front whose points, protocol and reference are set.
void finishFront(FrontSnapshot& front);

}
