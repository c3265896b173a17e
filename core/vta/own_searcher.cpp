// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

#include "core/analysis/gaussian_process.h"
#include "core/vta/cost_guess.h"
#include "core/vta/presample.h"
#include "core/vta/schedule_features.h"
#include "core/vta/searcher.h"

namespace paretoscope::vta {

namespace {

constexpr std::size_t poolLimit = 1U << 15U; ///< of larger spaces a random part is looked through
constexpr std::uint32_t firstCompiles = 96; ///< for the validity model, where no other layer has taught it
constexpr double caution = 1.0; ///< standard deviations that a promising configuration is credited with
constexpr std::size_t memoryRows = 4000; ///< of Knowledge

/// Of the logarithm of measured over guessed cycles. The noise stands for model mismatch: the device repeats exactly.
analysis::GaussianProcessOptions correctionOptions() {
    constexpr double onePercent = 1e-4; // squared
    return {.lengthScales = {1.0, 2.0, 4.0, 8.0},
        .linearShares = {0.3},
        .noises = {1e-3},
        .leastVariance = onePercent,
        .scale = analysis::GaussianProcessOptions::Scale::OfTargets};
}

/// What is known of one configuration.
struct Candidate {
    std::uint32_t index;
    double least; ///< leastCycles
    double logGuess = 0; ///< natural logarithm of the guessed cycles
    float logOdds = 0; ///< of being valid
    bool measured = false;
    bool invalid = false; ///< the compiler said so
    double optimistic = 0;
};

/// Measures what may win: cycles are a guess from instruction counts, its prices fitted to this layer's and earlier
/// layers' measurements, corrected by a Gaussian process on this layer's own; what cannot be faster than the best is
/// dropped; what is promising is compiled before it is measured, as long as the budget of compiler calls lasts, and a
/// validity model decides beyond.
class OwnSearcher final : public Searcher {
public:
    OwnSearcher(const TuningTarget& target, Compiler& compiler, const TunerOptions& options, const Knowledge* knowledge)
        : target_(target)
        , compiler_(compiler)
        , options_(options)
        , random_(options.seed * 0x9E3779B97F4A7C15ULL + 7)
        , guess_(target.accelerator()) {
        makePool();
        standardise();
        askCompilerFirst(knowledge);
        takeOver(knowledge);
    }

    std::vector<std::uint32_t> next(std::size_t count) override {
        rank();
        std::vector<std::uint32_t> batch;
        std::vector<std::size_t> later;
        for (const std::size_t i : order_) {
            if (batch.size() == count) {
                break;
            }
            Candidate& candidate = pool_[i];
            if (!mayCompile() && doubtful(candidate)) {
                later.push_back(i);
            } else if (compiles(candidate)) {
                take(candidate, batch);
            }
        }
        for (std::size_t k = 0; k < later.size() && batch.size() < count; ++k) {
            take(pool_[later[k]], batch);
        }
        return batch;
    }

    void learn(std::span<const Trial> trials) override {
        for (const Trial& trial : trials) {
            if (trial.outcome.reason == Reason::Valid) {
                if (bestCycles_ == 0 || trial.outcome.cycles < bestCycles_) {
                    bestCycles_ = trial.outcome.cycles;
                }
                timedPositions_.push_back(positionOf(trial.index));
                counts_.push_back(countsOf(trial.index));
                cycles_.push_back(static_cast<double>(trial.outcome.cycles));
            }
            judge(positionOf(trial.index), trial.outcome.reason == Reason::Valid);
        }
        fitOwn();
        constexpr std::size_t news = 48;
        if (options_.method == TuningMethod::Ours && judgedPositions_.size() >= judgedAtFit_ + news) {
            fitValidity();
        }
    }

    void teach(Knowledge& knowledge) override {
        knowledge.timed.insert(knowledge.timed.end(), counts_.begin() + ownCounts(), counts_.end());
        knowledge.cycles.insert(knowledge.cycles.end(), cycles_.begin() + ownCounts(), cycles_.end());
        knowledge.judged.columns = streamFeatureCount;
        for (std::size_t k = 0; k < judgedPositions_.size() && knowledge.judged.rows() < memoryRows; ++k) {
            knowledge.judged.append(features(judgedPositions_[k]));
            knowledge.valid.push_back(judgements_[k]);
        }
    }

private:
    [[nodiscard]] std::span<const float> features(std::size_t i) const {
        return {features_.values.data() + i * streamFeatureCount, streamFeatureCount};
    }
    [[nodiscard]] bool mayCompile() const {
        return options_.method == TuningMethod::OursFiltered || compiler_.calls() < options_.presample;
    }
    [[nodiscard]] bool canWin(const Candidate& candidate) const {
        return bestCycles_ == 0 || !options_.countInstructions || candidate.least < static_cast<double>(bestCycles_);
    }
    [[nodiscard]] std::size_t positionOf(std::uint32_t index) const {
        const auto found = std::lower_bound(pool_.begin(), pool_.end(), index,
            [](const Candidate& candidate, std::uint32_t wanted) { return candidate.index < wanted; });
        return static_cast<std::size_t>(found - pool_.begin());
    }

    void makePool() {
        std::vector<std::uint32_t> indices(target_.space().size());
        std::iota(indices.begin(), indices.end(), 0U);
        if (indices.size() > poolLimit) {
            std::shuffle(indices.begin(), indices.end(), random_);
            indices.resize(poolLimit);
            std::sort(indices.begin(), indices.end());
        }
        features_.columns = streamFeatureCount;
        for (const std::uint32_t index : indices) {
            const Schedule schedule = target_.space().at(index);
            pool_.push_back({index, leastCycles(target_.accelerator(), target_.packed(), schedule)});
            features_.append(streamFeatures(target_.accelerator(), target_.packed(), schedule));
        }
        order_.resize(pool_.size());
        std::iota(order_.begin(), order_.end(), 0U);
        if (!options_.countInstructions) {
            std::shuffle(order_.begin(), order_.end(), random_);
        }
    }

    /// Features with spread 1 for the Gaussian process; the ones that never change are left out.
    void standardise() {
        const std::size_t rows = pool_.size();
        std::vector<std::vector<float>> columns;
        for (std::size_t c = 0; c < streamFeatureCount; ++c) {
            double sum = 0;
            double squares = 0;
            for (std::size_t r = 0; r < rows; ++r) {
                const double value = features(r)[c];
                sum += value;
                squares += value * value;
            }
            const double mean = sum / static_cast<double>(rows);
            const double deviation = std::sqrt(std::max(0.0, squares / static_cast<double>(rows) - mean * mean));
            if (deviation < 1e-6) {
                continue;
            }
            std::vector<float> column(rows);
            for (std::size_t r = 0; r < rows; ++r) {
                column[r] = static_cast<float>((features(r)[c] - mean) / deviation);
            }
            columns.push_back(std::move(column));
        }
        scaled_.columns = columns.size();
        scaled_.values.reserve(rows * columns.size());
        for (std::size_t r = 0; r < rows; ++r) {
            for (const std::vector<float>& column : columns) {
                scaled_.values.push_back(column[r]);
            }
        }
    }

    void judge(std::size_t i, bool valid) {
        pool_[i].invalid = !valid;
        judgedPositions_.push_back(i);
        judgements_.push_back(valid ? 1.0F : 0.0F);
    }

    void askCompilerFirst(const Knowledge* knowledge) {
        judgedKnown_ = knowledge != nullptr ? knowledge->judged : FeatureRows{streamFeatureCount, {}};
        judgedKnown_.columns = streamFeatureCount;
        knownJudgements_ = knowledge != nullptr ? knowledge->valid : std::vector<float>{};
        if (options_.method == TuningMethod::OursFiltered) {
            return; // every candidate is compiled before it is measured: no model is needed
        }
        if (judgedKnown_.rows() == 0) {
            const Presample sample =
                presampleNeighbourhood(target_, std::min(firstCompiles, options_.presample), options_.batch, random_);
            for (const std::uint32_t index : sample.indices) {
                const std::size_t i = positionOf(index);
                const bool valid = compiler_.ask(index) == Reason::Valid;
                if (i < pool_.size() && pool_[i].index == index) {
                    judge(i, valid);
                }
            }
        }
        fitValidity();
    }

    void fitValidity() {
        judgedAtFit_ = judgedPositions_.size();
        FeatureRows rows = judgedKnown_;
        std::vector<float> labels = knownJudgements_;
        for (const std::size_t i : judgedPositions_) {
            rows.append(features(i));
        }
        labels.insert(labels.end(), judgements_.begin(), judgements_.end());
        const auto valid = std::count(labels.begin(), labels.end(), 1.0F);
        if (valid == 0 || valid == static_cast<std::ptrdiff_t>(labels.size())) {
            return;
        }
        Booster validity;
        validity.fit(rows, labels, {},
            {.objective = Objective::Classification,
                .maxDepth = 5,
                .rounds = 40,
                .recallOf = 0,
                .seed = options_.seed});
        const std::vector<float> logOdds = validity.predict(features_);
        for (std::size_t i = 0; i < pool_.size(); ++i) {
            pool_[i].logOdds = logOdds[i];
        }
    }

    [[nodiscard]] StreamCounts countsOf(std::uint32_t index) const {
        return countStream(target_.accelerator(), target_.packed(), target_.space().at(index));
    }
    /// Where this layer's measurements begin behind those of earlier layers.
    [[nodiscard]] std::ptrdiff_t ownCounts() const { return static_cast<std::ptrdiff_t>(taught_); }

    void takeOver(const Knowledge* knowledge) {
        if (knowledge != nullptr) {
            counts_ = knowledge->timed;
            cycles_ = knowledge->cycles;
            taught_ = counts_.size();
        }
        fitGuess();
    }

    void fitGuess() {
        if (!options_.countInstructions) {
            return; // no guess tells two configurations apart
        }
        if (!counts_.empty()) {
            guess_.fit(counts_, cycles_);
        }
        for (Candidate& candidate : pool_) {
            candidate.logGuess = std::log(guess_.cycles(countsOf(candidate.index)));
        }
    }

    /// The process learns from the fastest ones only: they are what is compared in the end.
    void fitOwn() {
        constexpr std::size_t enough = 4;
        constexpr std::size_t most = 96;
        fitGuess();
        if (timedPositions_.size() < enough) {
            return;
        }
        std::vector<std::size_t> chosen(timedPositions_.size());
        std::iota(chosen.begin(), chosen.end(), 0U);
        std::stable_sort(chosen.begin(), chosen.end(),
            [this](std::size_t left, std::size_t right) { return cycles_[taught_ + left] < cycles_[taught_ + right]; });
        chosen.resize(std::min(chosen.size(), most));
        analysis::PointRows rows{scaled_.columns, {}};
        std::vector<double> targets;
        for (const std::size_t k : chosen) {
            const std::size_t i = timedPositions_[k];
            rows.append(scaledRow(i));
            targets.push_back(std::log(cycles_[taught_ + k]) - pool_[i].logGuess);
        }
        own_.fit(std::move(rows), targets);
    }

    [[nodiscard]] std::vector<double> scaledRow(std::size_t i) const {
        const float* const row = scaled_.values.data() + i * scaled_.columns;
        return {row, row + scaled_.columns};
    }

    [[nodiscard]] bool doubtful(const Candidate& candidate) const {
        return !compiler_.knows(candidate.index) && candidate.logOdds < 0;
    }
    /// What the chance of a wasted compiler call weighs against cycles, as a logarithm: nothing where calls are free.
    [[nodiscard]] double doubt(const Candidate& candidate) const {
        constexpr double weight = 0.03;
        const bool counts = options_.method == TuningMethod::Ours && doubtful(candidate);
        return counts ? -weight * candidate.logOdds : 0;
    }

    /// Most promising first.
    void rank() {
        std::erase_if(
            order_, [this](std::size_t i) { return pool_[i].measured || pool_[i].invalid || !canWin(pool_[i]); });
        for (const std::size_t i : order_) {
            Candidate& candidate = pool_[i];
            candidate.optimistic = candidate.logGuess;
            if (own_.fitted()) {
                const auto correction = own_.predict(scaledRow(i));
                candidate.optimistic += correction.mean - caution * correction.deviation;
            }
            candidate.optimistic += doubt(candidate);
        }
        std::stable_sort(order_.begin(), order_.end(),
            [this](std::size_t left, std::size_t right) { return pool_[left].optimistic < pool_[right].optimistic; });
    }

    bool compiles(Candidate& candidate) {
        if (!compiler_.knows(candidate.index) && !mayCompile()) {
            return true; // unknown, but the validity model trusts it
        }
        const bool news = !compiler_.knows(candidate.index);
        const bool valid = compiler_.ask(candidate.index) == Reason::Valid;
        if (news) {
            judge(positionOf(candidate.index), valid);
        }
        candidate.invalid = !valid;
        return valid;
    }

    static void take(Candidate& candidate, std::vector<std::uint32_t>& batch) {
        candidate.measured = true;
        batch.push_back(candidate.index);
    }

    const TuningTarget& target_;
    Compiler& compiler_;
    TunerOptions options_;
    std::mt19937_64 random_;
    std::vector<Candidate> pool_; ///< by index
    FeatureRows features_; ///< of the pool
    FeatureRows scaled_;
    std::vector<std::size_t> order_;
    std::vector<std::size_t> timedPositions_; ///< this layer's
    std::vector<StreamCounts> counts_; ///< earlier layers', then this layer's
    std::vector<double> cycles_;
    std::size_t taught_ = 0; ///< of them by earlier layers
    CostGuess guess_;
    std::vector<std::size_t> judgedPositions_;
    std::vector<float> judgements_;
    std::size_t judgedAtFit_ = 0; ///< judgements that the validity model has seen
    FeatureRows judgedKnown_;
    std::vector<float> knownJudgements_;
    analysis::GaussianProcess own_{correctionOptions()};
    std::int64_t bestCycles_ = 0;
};

}

std::unique_ptr<Searcher> makeOwnSearcher(
    const TuningTarget& target, Compiler& compiler, const TunerOptions& options, const Knowledge* knowledge) {
    return std::make_unique<OwnSearcher>(target, compiler, options, knowledge);
}

}
