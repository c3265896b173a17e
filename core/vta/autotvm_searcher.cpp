// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <random>

#include "core/vta/annealer.h"
#include "core/vta/presample.h"
#include "core/vta/schedule_features.h"
#include "core/vta/searcher.h"

namespace paretoscope::vta {

namespace {

constexpr float knownInvalid = -1e6F;
constexpr float knownValid = 1;
/// The last 5 % of a plan are replaced by random configurations: AutoTVM's ε-greedy part.
constexpr double randomShare = 0.05;
constexpr std::uint32_t tableLimit = 1U << 16U; ///< larger spaces are not predicted as a whole

/// XGBTuner (tvm/autotvm/tuner/xgboost_tuner.py, model_based_tuner.py) with the stages of validity-driven
/// initialization, a validity classifier or an oracle's filter on top.
class AutoTvmSearcher final : public Searcher {
public:
    AutoTvmSearcher(const TuningTarget& target, Compiler& compiler, const TunerOptions& options)
        : target_(target)
        , compiler_(compiler)
        , options_(options)
        , random_(options.seed)
        , annealer_(target.space(), options.seed * 6364136223846793005ULL + 1)
        , visited_(target.space().size())
        , bias_(options.method == TuningMethod::Validity && options.validityBias ? target.space().size() : 0)
        , left_(target.space().size())
        , firstFit_(options.firstFit > 0 ? options.firstFit : options.plan) {
        timed_.columns = judged_.columns = knobFeatureCount;
        if (options.method == TuningMethod::Validity) {
            start();
        }
        if (options.method == TuningMethod::StaticFilter) {
            for (std::uint32_t index = 0; index < target.space().size(); ++index) {
                if (compiler_.ask(index) != Reason::Valid) {
                    exclude(index);
                }
            }
        }
    }

    std::vector<std::uint32_t> next(std::size_t count) override {
        std::vector<std::uint32_t> batch;
        while (batch.size() < count && left_ > 0) {
            while (planned_ < plan_.size() && visited_[plan_[planned_]]) {
                ++planned_;
            }
            const bool first = fits_ == 0 && planned_ < plan_.size();
            const auto kept = static_cast<std::size_t>(randomShare * static_cast<double>(options_.plan));
            const bool onPlan = first || planned_ + kept < plan_.size();
            const std::uint32_t index = onPlan ? plan_[planned_] : randomUnvisited();
            exclude(index);
            batch.push_back(index);
        }
        return batch;
    }

    void learn(std::span<const Trial> trials) override {
        for (const Trial& trial : trials) {
            measured_.push_back(trial);
            if (trial.outcome.reason == Reason::Valid && (bestCycles_ == 0 || trial.outcome.cycles < bestCycles_)) {
                bestCycles_ = trial.outcome.cycles;
            }
        }
        if (measured_.size() >= firstFit_ + refitEvery() * fits_ && bestCycles_ > 0) {
            fit();
            plan_ = annealer_.findMaxima(
                [this](std::span<const std::uint32_t> indices, std::span<float> scores) { score(indices, scores); },
                options_.plan, visited_);
            planned_ = 0;
            ++fits_;
        }
    }

private:
    [[nodiscard]] bool classifies() const { return options_.method == TuningMethod::Classifier; }
    /// ML2Tuner trains after every round, AutoTVM after every plan.
    [[nodiscard]] std::size_t refitEvery() const { return classifies() ? options_.batch : options_.plan; }

    void start() {
        Presample presample;
        if (options_.presample > 0) {
            presample = presampleNeighbourhood(target_, options_.presample, options_.batch, random_);
            for (const std::uint32_t index : presample.indices) {
                compiler_.ask(index); // counts the calls, and remembers the answers
            }
        }
        if (options_.firstSet > 0 && !presample.indices.empty()) {
            plan_ = diverseFirstSet(target_.space(), presample, options_.firstSet / 2, random_);
            // A batch holds both kinds, as one that was drawn from both would.
            std::shuffle(plan_.begin(), plan_.end(), random_);
            firstFit_ = plan_.size();
        } else {
            plan_.assign(presample.indices.begin(),
                presample.indices.begin()
                    + static_cast<std::ptrdiff_t>(std::min(presample.indices.size(), options_.plan)));
        }
        for (std::size_t i = 0; i < presample.indices.size() && !bias_.empty(); ++i) {
            const bool valid = presample.reasons[i] == Reason::Valid;
            bias_[presample.indices[i]] = valid ? knownValid : knownInvalid;
            const bool planned = std::find(plan_.begin(), plan_.end(), presample.indices[i]) != plan_.end();
            if (!valid && !planned) {
                exclude(presample.indices[i]);
            }
        }
    }

    void exclude(std::uint32_t index) {
        if (!visited_[index]) {
            visited_[index] = true;
            --left_;
        }
    }

    std::uint32_t randomUnvisited() {
        for (;;) {
            const auto index = static_cast<std::uint32_t>(random_() % visited_.size());
            if (!visited_[index]) {
                return index;
            }
        }
    }

    void fit() {
        timed_.values.clear();
        judged_.values.clear();
        std::vector<float> labels;
        std::vector<float> valid;
        for (const Trial& trial : measured_) {
            const auto row = knobFeatures(target_.packed(), target_.space().at(trial.index));
            const bool runs = trial.outcome.reason == Reason::Valid;
            judged_.append(row);
            valid.push_back(runs ? 1.0F : 0.0F);
            if (runs || !classifies()) {
                timed_.append(row);
                labels.push_back(runs ? static_cast<float>(
                                     static_cast<double>(bestCycles_) / static_cast<double>(trial.outcome.cycles))
                                      : 0.0F);
            }
        }
        BoosterOptions options{
            .objective = options_.objective, .recallOf = static_cast<int>(options_.plan), .seed = options_.seed};
        performance_.fit(timed_, labels, {}, options);
        if (classifies()) {
            options.objective = Objective::Classification;
            options.rounds = 60;
            options.recallOf = 0;
            validity_.fit(judged_, valid, {}, options);
        }
        table_.clear();
        if (target_.space().size() <= tableLimit) {
            std::vector<std::uint32_t> all(target_.space().size());
            for (std::uint32_t index = 0; index < all.size(); ++index) {
                all[index] = index;
            }
            table_.resize(all.size());
            predict(all, table_);
        }
    }

    void score(std::span<const std::uint32_t> indices, std::span<float> scores) {
        if (table_.empty()) {
            predict(indices, scores);
            return;
        }
        for (std::size_t i = 0; i < indices.size(); ++i) {
            scores[i] = table_[indices[i]];
        }
    }

    void predict(std::span<const std::uint32_t> indices, std::span<float> scores) {
        FeatureRows rows{.columns = knobFeatureCount, .values = {}};
        rows.values.reserve(indices.size() * knobFeatureCount);
        for (const std::uint32_t index : indices) {
            rows.append(knobFeatures(target_.packed(), target_.space().at(index)));
        }
        const std::vector<float> speed = performance_.predict(rows);
        std::copy(speed.begin(), speed.end(), scores.begin());
        if (classifies()) {
            const std::vector<float> logOdds = validity_.predict(rows);
            for (std::size_t i = 0; i < logOdds.size(); ++i) {
                scores[i] += logOdds[i] < 0 ? knownInvalid : 0;
            }
        }
        for (std::size_t i = 0; i < indices.size() && !bias_.empty(); ++i) {
            scores[i] += bias_[indices[i]];
        }
    }

    const TuningTarget& target_;
    Compiler& compiler_;
    TunerOptions options_;
    std::mt19937_64 random_;
    Annealer annealer_;
    std::vector<bool> visited_;
    std::vector<float> bias_;
    std::size_t left_;
    std::size_t firstFit_;
    std::vector<std::uint32_t> plan_;
    std::size_t planned_ = 0;
    std::size_t fits_ = 0;
    std::vector<Trial> measured_;
    std::int64_t bestCycles_ = 0;
    FeatureRows timed_;
    FeatureRows judged_;
    Booster performance_;
    Booster validity_;
    std::vector<float> table_;
};

}

std::unique_ptr<Searcher> makeAutoTvmSearcher(
    const TuningTarget& target, Compiler& compiler, const TunerOptions& options) {
    return std::make_unique<AutoTvmSearcher>(target, compiler, options);
}

}
